"""Storey 2: what the board knows, kept. In every app: models.py shape, actions every write, queries every read."""
