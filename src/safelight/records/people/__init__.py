"""Boards, agencies and users, and what each user is for the board."""
