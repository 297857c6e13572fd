"""A made-up case, from referral to published learning, to look at and to learn with."""
