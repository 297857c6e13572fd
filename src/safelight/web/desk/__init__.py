"""The desk: what people see when they are signed in."""
