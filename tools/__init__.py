"""What developers run now and then; the package imports none of it."""
