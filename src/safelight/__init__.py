"""Safelight runs serious case reviews from referral to learning, and lets nothing out that identifies a child."""

__version__ = "0.1.0"
