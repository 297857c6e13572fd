"""The law as dated data: which rule governs a duty on a day, in whose words, and how sure we are of its citation."""
