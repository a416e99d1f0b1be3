"""How a question finds its passage."""
