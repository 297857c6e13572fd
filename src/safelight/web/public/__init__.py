"""The published site: rendered once, then frozen to plain files."""
