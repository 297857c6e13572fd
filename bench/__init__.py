"""The numbers that matter, each beside a peer's in the same run, as a ratio."""
