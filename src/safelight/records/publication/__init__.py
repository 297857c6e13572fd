"""Drafts, findings settled, the gate, approval, published editions and withdrawal."""
