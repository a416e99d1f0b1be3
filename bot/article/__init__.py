"""Articles and their curated indexes."""
