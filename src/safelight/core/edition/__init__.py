"""From approved words to what is published: one HTML page, one tagged PDF, and proof on the finished bytes."""
