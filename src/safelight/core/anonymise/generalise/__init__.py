"""What could be said instead, less exactly? Choices for a date, an age, a place, a detail, each fitted to its sentence."""
