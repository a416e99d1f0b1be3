"""Follow-ups: recognises how a message refers to what was shown before it, and answers it in that context."""
