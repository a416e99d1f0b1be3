"""Word forms that a stemmer gets wrong, and words of a kind: numbers, the calendar, people."""

from __future__ import annotations

MONTHS = tuple("January February March April May June July August September October November December".split())
WEEKDAYS = tuple("Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split())
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
        " fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
CARDINALS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
        " eighteen nineteen twenty".split(),
        1,
    )
}

NUMBERS = {
    **{word: str(number) for word, number in CARDINALS.items() if 2 <= number <= 12},  # "one" is usually a pronoun
    **{"twenty": "20", "thirty": "30", "fifty": "50", "hundred": "100", "thousand": "1000"},
}

# Words that the stemmer would unify although they differ, or keep apart although they are the same.
IRREGULAR = {
    "met": "meet",
    "said": "say",
    "told": "tell",
    "sent": "send",
    "spoke": "speak",
    "spoken": "speak",
    "grew": "grow",
    "grown": "grow",
    "growth": "grow",
    "flew": "fli",  # as "fly" and "flies"
    "flown": "fli",
    "flight": "fli",
    "flights": "fli",
    "caught": "catch",
    "sold": "sell",
    "bought": "buy",
    "held": "hold",
    "came": "come",
    "went": "go",
    "gone": "go",
    "took": "take",
    "taken": "take",
    "gave": "give",
    "given": "give",
    "kept": "keep",
    "men": "man",
    "women": "woman",
    "indians": "india",
    "indian": "india",
    "chinese": "china",
    "japanese": "japan",
    "british": "britain",
    "american": "america",
    "americans": "america",
    "us": "america",
    "usa": "america",
    "better": "good",
    "best": "good",
    "worse": "bad",
    "worst": "bad",
    "universe": "universe",
    "quite": "quite",  # not "quit"
    "university": "university",
    "universities": "university",
    "shortage": "shortage",
    "shortages": "shortage",
    "importance": "importance",
    "important": "importance",
    "importantly": "importance",
    "interesting": "interesting",  # "how interesting" is not about interests
    "interestingly": "interesting",
    "organisation": "organiz",
    "organisations": "organiz",
}

_PERSON = """
    guest visitor kid adult teenager youngster minor infant toddler member student pupil resident tenant subtenant
    lodger neighbour neighbor owner user customer client buyer applicant newcomer beginner novice learner volunteer
    helper companion carer worker employee driver passenger pensioner parent player spectator attendee participant
    contributor author tester patient prisoner detainee migrant refugee trader exhibitor speaker
    """.split()

# People in relation to a place, a text or each other. Words, not stems: "worker" and "works" have the same stem.
PEOPLE = frozenset(_PERSON) | {f"{word}s" for word in _PERSON} | {"child", "children", "baby", "babies"}

KIN = (
    r"(?:kids?|child|children|baby|toddler|sons?|daughters?|brothers?|bro|sisters?|sis|siblings?|twins?|mum|mom|mother|dad"
    r"|father|parents?|grand(?:ma|pa|mother|father|son|daughter|parents?)|gran|nan|aunt(?:ie)?|uncle|cousins?|nephew"
    r"|niece|husband|wife|partner|fiancee?|ex|boyfriend|girlfriend|bf|gf|friends?|mates?|bestie|buddy|pal|flatmate"
    r"|roommate|neighbou?rs?|colleagues?|coworkers?|boss|teacher|dog|cat|puppy)"
)
"""A pattern for people, and pets, that somebody calls theirs."""
