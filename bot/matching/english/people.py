"""Words for people in relation to a place, a text or each other: "guests", "a student", "my kid"."""

from __future__ import annotations

_SINGULAR = (
    """
    guest visitor kid adult teenager youngster minor infant toddler member student pupil resident tenant subtenant
    lodger neighbour neighbor owner user customer client buyer applicant newcomer beginner novice learner volunteer
    helper companion carer worker employee driver passenger pensioner parent player spectator attendee participant
    contributor author tester patient prisoner detainee migrant refugee trader exhibitor speaker
    """
).split()

# Words, not stems: "worker" and "works" have the same stem.
PEOPLE = frozenset(_SINGULAR) | {f"{word}s" for word in _SINGULAR} | {"child", "children", "baby", "babies"}

KIN = (
    r"(?:kids?|child|children|baby|toddler|sons?|daughters?|brothers?|bro|sisters?|sis|siblings?|twins?|mum|mom|mother|dad"
    r"|father|parents?|grand(?:ma|pa|mother|father|son|daughter|parents?)|gran|nan|aunt(?:ie)?|uncle|cousins?|nephew"
    r"|niece|husband|wife|partner|fiancee?|ex|boyfriend|girlfriend|bf|gf|friends?|mates?|bestie|buddy|pal|flatmate"
    r"|roommate|neighbou?rs?|colleagues?|coworkers?|boss|teacher|dog|cat|puppy)"
)
"""A pattern for people, and pets, that somebody calls theirs."""
