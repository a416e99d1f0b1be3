"""Turns paragraphs into an article: themes, names, passages, and their files."""
