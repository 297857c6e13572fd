"""OpenDocument Text files (.odt): read in full, looked through, and written again with nothing hidden in them."""
