"""The review itself, as functions over facts."""
