"""Every write of publication, in the order of the journey: drafting, settling, proving, publishing."""
