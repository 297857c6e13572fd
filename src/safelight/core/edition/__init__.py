"""From approved words to what is published: one page, one tagged PDF, one OpenDocument Text, and proof."""
