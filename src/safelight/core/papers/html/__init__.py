"""Web pages: every text and attribute read, and a copy written with the edits made and nothing hidden left."""
