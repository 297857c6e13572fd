"""The papers of two made-up reviews. Everybody and everywhere in them is invented."""
