"""What was done in a review, and how its rules stand: read for an inspector, and for everybody inside it."""
