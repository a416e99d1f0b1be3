"""Words for people by what they are to a place, a text or each other: "guests", "a student"."""

from __future__ import annotations

_SINGULAR = (
    """
    guest visitor kid adult teenager youngster minor infant toddler member student pupil resident tenant subtenant
    lodger neighbour neighbor owner user customer client buyer applicant newcomer beginner novice learner volunteer
    helper companion carer worker employee driver passenger pensioner parent player spectator attendee participant
    contributor author tester patient prisoner detainee migrant refugee trader exhibitor speaker
    """
).split()

# By their words and not their stems, for "worker" and "works" have the same.
PEOPLE = frozenset(_SINGULAR) | {f"{word}s" for word in _SINGULAR} | {"child", "children", "baby", "babies"}
