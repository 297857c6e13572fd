"""`make fuzz`: every reader is given files that no program would write, for as long as one has patience."""
