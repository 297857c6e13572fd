"""Agencies' chronologies: read from whatever they kept them in, and merged into one in order of event."""
