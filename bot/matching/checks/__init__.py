"""What keeps the best passage from being an answer, however like the question it is."""
