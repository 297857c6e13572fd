"""Who did or read what, when and under which rule: append-only and hash-chained."""
