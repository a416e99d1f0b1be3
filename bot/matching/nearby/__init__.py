"""Follow-ups: finds answers near a shown passage, and reads what a quote says."""
