"""An agency's own review: what it is asked, what it still lacks, how two writers' words come together."""
