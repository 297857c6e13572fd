"""The overview report and the executive summary, written here section by section."""
