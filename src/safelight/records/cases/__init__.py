"""The case: referral, decision, appointments, agencies' reviews, chronologies, papers and their vault."""
