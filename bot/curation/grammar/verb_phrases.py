"""Finds where the verb of a clause is, and where it ends."""

from __future__ import annotations

import re

from bot.curation.grammar.verbs import AUXILIARIES, bare, find_verb, is_a_verb, is_past

_PLAIN_PREPOSITIONS = frozenset("in on at by for from with to under of near during".split())
SUBORDINATE = frozenset(
    "which who whom whose that where when while although because since if whether unless until".split()
)
_RELATIVE = frozenset("which who whom whose that".split())
ADVERBS = frozenset(
    "long repeatedly not never also only still already always often usually once then now soon later first finally"
    " even just ever currently".split()
)
_DO = frozenset("do does did".split())
_LINKS = frozenset("been be have".split())
_DONE = frozenset("paid made built held sold sent led won written set told caught bought taught found".split())
"""Participles that do not end in "ed"."""

_MEASURES = frozenset("about half over nearly almost around up a an one two three some then and late early".split())
"""Amounts and times after "by": "fell by half", "closed by then"."""

MODALS = AUXILIARIES - frozenset("is are was were am has have had".split())
PARTICIPLE = re.compile(r"(?:ed|ing|wn|ne|ght|un|ut|et|old|aid|ade|ken|ven|ten|sen|llen|dden|zen|orn|unk|ung|wum)$")
_NO_PARTICIPLE = frozenset("about one seven nine ten eleven none brown own down fine alone online".split())
CONJUNCTIONS = frozenset("and but or so yet because although though while then otherwise".split())
PHRASE_START = frozenset(
    "in on at by for from with to of as after before during until since between against into over under while when"
    " which who that where and or but because although including through throughout via than if".split()
)


def main_verb(words: list[str]) -> int | None:
    """The position of the main clause's verb: before an inner clause ("it ends when rent is late"), or after one about
    the subject ("anyone who lives here may join")."""
    verb_at = find_verb(words)
    if verb_at is not None and _is_done_by(words, verb_at):
        return None  # "two jars a week, paid by the club"
    if verb_at is not None and (later := verb_behind_participle(words, verb_at)):
        return later
    inside = next((at for at in range(1, verb_at or 0) if bare(words[at]) in SUBORDINATE), None)
    if verb_at is None or inside is None:
        return verb_at
    before = find_verb(words[:inside])
    if before is not None:
        return before
    if bare(words[inside]) in _RELATIVE and verb_at - inside <= 2:
        last = end_of_verb(words, verb_at)[0] - 1
        after = find_verb(words[last:])
        return last + after if after is not None else None
    return None  # "crash when the file is empty" is no sentence


def verb_behind_participle(words: list[str], at: int) -> int | None:
    """The position of the verb if a participle describes the subject: "seeds sown in May are watered"."""
    if bare(words[at]) in AUXILIARIES or not is_past(words[at]) or bare(words[at - 1]) in {"a", "an", "the"}:
        return None  # "the cost was $2"
    if bare(words[at]) in {"called", "named"} and bare(words[0]) in {"a", "an"}:  # "a town called Emona stood there"
        behind = find_verb(words[at + 1 :])
        return None if behind is None else at + 1 + behind
    ends = SUBORDINATE | CONJUNCTIONS - {"or"}  # "injured by a horse or dog may"
    end = next((place for place in range(at + 1, len(words)) if bare(words[place]) in ends), len(words))
    behind = range(at + 1, end)
    if not behind or bare(words[at + 1]) not in _PLAIN_PREPOSITIONS | AUXILIARIES:
        return None
    return next((place for place in behind if words[place].islower() and bare(words[place]) in AUXILIARIES), None)


def _is_done_by(words: list[str], at: int) -> bool:
    """Whether a word that looks like a past tense is a participle with an agent: "replaced by us", not "fell by 2%"."""
    is_form = bare(words[at]).endswith("ed") or bare(words[at]) in _DONE
    by, whom = (*words[at + 1 : at + 3], "", "")[:2]
    return is_form and bare(by) == "by" and bare(whom) not in _MEASURES and not whom[:1].isdigit()


def end_of_verb(words: list[str], at: int) -> tuple[int, str, list[str]]:
    """Where the verb starting at a word ends, its auxiliary ("" if there is none), and its other words."""
    if bare(words[at]) not in AUXILIARIES:
        return at + 1, "", [words[at]]
    helper, verb, end = bare(words[at]), list[str](), at + 1
    if helper in _DO and not (end < len(words) and (bare(words[end]) in ADVERBS or is_a_verb(bare(words[end])))):
        return end, "", [words[at]]  # "it does the work", and not "it does work"
    while end < len(words) and end - at <= 4 and _continues(helper, verb, words[end]):
        verb.append(words[end])
        end += 1
    if verb[-1:] == ["only"]:  # of what follows: "allowed only from May on"
        return end - 1, helper, verb[:-1]
    return end, helper, verb


def _continues(helper: str, verb: list[str], word: str) -> bool:
    """Whether a word after an auxiliary and the verb so far still belongs to the verb."""
    text = bare(word)
    is_adverb = text in ADVERBS or text.endswith("ly")
    last = bare(verb[-1]) if verb else ""
    if not text or (last and last not in _LINKS | ADVERBS and not last.endswith("ly")):
        return False
    if is_adverb or text in _LINKS:
        return True
    if text in PHRASE_START or text in _NO_PARTICIPLE:
        return False
    return (
        last in {"be", "have"}
        or (helper in MODALS and last in {"", "not", "never"})
        or is_past(text)
        or PARTICIPLE.search(text) is not None
    )
