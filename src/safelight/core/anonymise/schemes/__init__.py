"""What is everybody of a case called in what is published? A scheme proposes, and whatever is proposed is checked."""
