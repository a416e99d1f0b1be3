"""What the bot knows: an article and its curated index."""
