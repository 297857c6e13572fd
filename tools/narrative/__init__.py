"""Invented records in the voices of the agencies, with every identifying mention marked. Nobody in them exists."""
