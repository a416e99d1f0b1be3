"""Checks that keep the best passage from being the answer, however similar to the question it is."""
