"""Load the library of cards from content/, look cards up and search them."""
