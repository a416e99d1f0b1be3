"""How a message leans on what was shown before it, and what it finds with that."""
