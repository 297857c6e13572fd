"""Taking people out of text: find, settle, replace, look again, and prove that nobody is left."""
