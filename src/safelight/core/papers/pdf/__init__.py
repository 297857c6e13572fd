"""PDF files: every word on a page and behind it read, by more than one route, and what hides found."""
