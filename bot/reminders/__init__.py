"""When reminders are due, and what bounds them; knows no Discord, no SQL and no files."""
