"""Storey 1: pure Python. No Django, no clock, no network, no database."""
