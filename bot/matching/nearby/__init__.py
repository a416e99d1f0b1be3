"""What leans on a passage that was shown: how it finds its answer near that, and what a quote tells of itself."""
