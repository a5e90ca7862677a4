"""The real bot in a simulated Discord, with a page to type into. No token, no network."""
