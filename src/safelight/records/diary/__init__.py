"""What is due when, over all reviews of a board, and who has been reminded of it."""
