"""Reports to cabinet member, scrutiny and board; resolutions; call-in."""
