"""A PDF made anew: the words that its pages show are read with their structure, edited, and set by ourselves."""
