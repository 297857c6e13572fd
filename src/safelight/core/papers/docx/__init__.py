"""Word files: every passage of every part read, and a copy written with the edits made and nothing hidden left."""
