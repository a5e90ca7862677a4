"""What Charley says: pages built from the library and an assessment, without Discord."""
