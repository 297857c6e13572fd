"""What could be put together: with what is already public, and from harmless pieces of the same text."""
