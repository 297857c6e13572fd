"""What could be said less exactly? Choices for a date, an age, a place or a detail, each fitted to its sentence."""
