"""From a source to paragraphs of prose: formats, blocks, furniture."""
