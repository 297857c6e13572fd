"""DOCX, PDF, HTML and text as hostile input: every passage read with its place, and what hides found or removed."""
