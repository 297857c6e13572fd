"""Storey 3: HTML. A page asks one query or one action, and translates."""
