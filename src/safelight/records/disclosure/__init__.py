"""Requests for papers, the balance struck, and what was released to whom."""
