"""How good the matching is, on labelled questions."""
