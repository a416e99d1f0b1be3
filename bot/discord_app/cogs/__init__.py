"""The ways in: commands and listeners. Thin; the rules are elsewhere."""
