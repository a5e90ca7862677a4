"""Keep what reminding needs in one SQLite database: the only room that knows SQL."""
