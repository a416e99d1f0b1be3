"""Entry points: commands and listeners. Thin; the rules are elsewhere."""
