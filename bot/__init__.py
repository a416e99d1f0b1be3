"""Footnote answers questions about an article with the article's own words."""

__version__ = "0.2.0"
