"""Analyses sentences and lines by their form: verbs, clauses, measures, and asks."""
