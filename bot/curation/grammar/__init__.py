"""What the form of sentences and lines tells: verbs, clauses, measures, and how people ask for what they say."""
