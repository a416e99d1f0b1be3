"""Turns a source into paragraphs of prose: formats, blocks, boilerplate."""
