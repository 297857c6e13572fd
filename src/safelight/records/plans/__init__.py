"""Findings, recommendations, actions, evidence and closure."""
