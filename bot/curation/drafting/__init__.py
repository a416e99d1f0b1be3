"""From paragraphs to an article: themes, names, passages, and their files."""
