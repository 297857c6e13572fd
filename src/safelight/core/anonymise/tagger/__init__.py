"""The learned tagger: a small network in the package that marks what identifies somebody in a text new to it."""
