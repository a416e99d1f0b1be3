"""Finds the person or thing that a question asks for: "who is Misri", "who's the Indian PM"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import dropwhile, takewhile
from typing import NamedTuple

from bot.article.model import Article, Name
from bot.conversation.followups.leaning import named_in
from bot.conversation.followups.numbering import outside_of, part_of_text, series_in
from bot.conversation.followups.offices import said_to_hold_office
from bot.matching.english.chat import EVERYBODY, GREETED
from bot.matching.english.fillers import without_fillers
from bot.matching.english.stop_words import GRAMMAR, PREPOSITIONS
from bot.matching.patterns import Regex
from bot.matching.question import Clause, Question, is_bare_keyword, without_chat
from bot.matching.text import clean, stem, tokenize, words_of
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import Term, Vocabulary

_LEADS = rf"\W*(?:(?:then|quick question|question|{GREETED}|{EVERYBODY})\W+)*"
_ENDS = r"(?: (?:again|here|then|in this|in it))*"
"""Words before and after a question that do not belong to it, besides fillers."""

_WHO = re.compile(
    rf"{_LEADS}"
    r"(?:(?:do you|does anyone|anyone|i dont|idk|tell me|remind me) (?:know )?)?"
    r"(?:who|whos)\b(?: (?:the (?:hell|heck|fuck)|exactly|even|again|is|was|are|s))*"
    r" (?:(?:the|this|that|a|our|their|mr|mrs|ms|dr|guy|dude|person|called|named) )*(?P<rest>[^?.!,;]{2,60}?)"
    rf"(?: (?:guy|dude|person))*{_ENDS}"
)
_WHO_ARE = Regex(r"\W*(?:\w+\W+){0,3}?who(?:re| are)\b")
_DISCUSSED = Regex(
    r"(?:did|do|does|have|has|were|was)"
    r" (?:they|he|she|it|(?:the|both) \w+) (?:(?:also|ever|even|actually) )?(?:discuss(?:ed)?"
    r"|mention(?:ed)?|raised?|address(?:ed)?|(?:bring|brought|come) up"
    r"|touch(?:ed)? on|(?:talk(?:ed|ing)?|speak(?:ing)?|spoken|say (?:anything|something|a word)|said anything)"
    r" (?:about|on|of)) (?P<what>[^?.!]{1,60}?)(?: (?:at all|too|as well|even|in there|with \w+))?"
)
"""Asks what somebody spoke about."""

_WHO_IS = Regex(r"\bwho(?:['’]?s| (?:\w+ ){0,3}?(?:is|was|are|were|s))\b", re.IGNORECASE)
_POST = r"(?:job|role|post|position|rank|office|occupation|profession|title)"
_HOLDS = re.compile(
    rf"{_LEADS}(?:"
    r"(?:what|whats|which)\b(?: (?:is|was|are|s))?(?: exactly)? (?P<whose>[^?.!,;]{2,60}?)"
    rf" (?:official |job )?{_POST}"
    rf"|(?:what|which) {_POST} (?:does|did) (?P<holder>[^?.!,;]{{2,60}}?) (?:hold|have|do)"
    r"|what does (?P<doer>[^?.!,;]{2,60}?) do(?: for (?:a living|work))?"
    rf"){_ENDS}"
)
_PART = r"(?:(?:full|whole|first|last|given|family) name|surname)"
_CALLED = re.compile(
    rf"{_LEADS}(?:what|whats)\b(?: (?:is|was|s))?"
    rf"(?: the {_PART} of (?P<of>[^?.!,;]{{2,60}}?)| (?P<whose>[^?.!,;]{{2,60}}?) {_PART})"
    rf"{_ENDS}"
)
"""Asks for somebody's full name."""

_ANOTHER = frozenset("other another second third next new former previous last first rest".split())
"""Words with which somebody other than the holder of a role may be meant."""

_VERBS = re.compile(r"\b(?:met|did|does|do|said|says|has|have|had|will|would|can|could|to|in|at|from|on|with|and|or)\b")

_DONE_TO = Regex(r"\b(?:it|them|him|her)\b|\b(?:this|that|these|those|there)$")
"""Actions on something mentioned before: "who runs it", "who led them out"."""

_BEFORE_VERB = frozenset("i you u we they he she it to not".split())

_UNNAMED = (
    PREPOSITIONS
    | _ANOTHER
    | frozenset("good bad better best worse worst now today nowadays currently afterwards later before".split())
)
"""Words that name nobody and nothing: nobody is told that the article does not mention "until" or "today"."""

_LONGEST = 3
"""The most words of a name or subject that is reported as unknown."""


class _Features(NamedTuple):
    """The features of a name and its aliases; and of these with its role."""

    by_name: set[str]
    with_role: set[str]


class Names:
    """The names of one article, to be found by name, alias or role."""

    def __init__(self, article: Article, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._article = article

    @cached_property
    def _features(self) -> Mapping[Name, _Features]:
        """The features of all names that may be asked for."""
        features: dict[Name, _Features] = {}
        for name in self._article.names:
            if name.kind != "country" and name.role:
                by_name = self._features_of(name.name, *name.aliases)
                features[name] = _Features(by_name, by_name | self._features_of(name.role))
        return features

    def _features_of(self, *texts: str) -> set[str]:
        terms = (term for text in texts for term in self._vocabulary.terms(tokenize(text)))
        return {feature for term in terms for feature, _ in term.features}

    def who(self, asked: str, *, in_talk: bool = False) -> Name | None:
        """The person or organisation that the question in a message (`asked_in`) asks about ("who is ..."), or the
        person whose post or name it asks for; None if it asks anything else. `in_talk` is whether it may refer to what
        was shown."""
        asked = without_fillers(asked)
        called = _CALLED.fullmatch(asked)
        holds = called or _HOLDS.fullmatch(asked)
        if (found := holds or _WHO.fullmatch(asked)) is None:
            return None
        rest = next(filter(None, found.groups()), "")
        if _VERBS.search(rest) or not _ANOTHER.isdisjoint(words_of(rest)):
            return None
        subject = [] if in_talk and _DONE_TO.search(rest.rstrip()) else self._subject(rest)
        if not subject:
            return None
        wanted = _each_feature(subject)
        fitting = self._fitting(wanted)
        if holds:
            fitting = [name for name in fitting if name.kind == "person" and (not called or " " in name.name)]
        if (
            len(fitting) > 1 or holds
        ):  # ambiguous between two ministers, but not between "Roth" and somebody married to a Roth
            fitting = [name for name in fitting if all(each & self._features[name].by_name for each in wanted)]
        if _WHO_ARE.match(asked) and not named_in(rest, fitting):  # "who are the mods": no single one
            fitting = [name for name in fitting if name.kind != "person"]
        return min(fitting, key=lambda name: len(self._features[name].with_role), default=None)

    def nearest(self, called: str, near: Sequence[str]) -> Name | None:
        """The person with these words in their name or role ("treasury", "Indian"). Of several, the first of those that
        are `near`, if any."""
        subject = self._subject(called)
        fitting = [name for name in self._fitting(_each_feature(subject)) if subject and name.kind == "person"]
        if len(fitting) > 1:
            fitting = [name for who in near for name in fitting if name.name == who]
        return fitting[0] if fitting else None

    def _fitting(self, wanted: Sequence[set[str]]) -> list[Name]:
        """The names that have one of each of these features, by themselves or by the role."""
        return [name for name, of in self._features.items() if all(each & of.with_role for each in wanted)]

    def by_role(self, message: Utterance) -> Name | None:
        """The person whom a message names by role: "what did the deputy minister say"; None if several fit."""
        fitting = [name for name, role in self._roles if _calls_by(message.words, role)]
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def _roles(self) -> list[tuple[Name, list[str]]]:
        """The persons by the first words of their roles: "deputy minister" of the interior."""
        people = (name for name in self._article.names if name.kind == "person" and name.role)
        told = ((name, dropwhile(GRAMMAR.__contains__, words_of(clean(name.role)))) for name in people)
        return [(name, role) for name, words in told if (role := [*takewhile(lambda word: word not in GRAMMAR, words)])]

    def checked(self, line: str) -> Name | None:
        """The person of whom a message, in `one_line`, says or asks whether they hold an office, or None."""
        people = (self._person(who) for who in said_to_hold_office(line))
        return next((name for name in people if name is not None), None)

    def _person(self, text: str) -> Name | None:
        """The person whom a text names without anything else."""
        asked = [{feature for feature, _ in term.features} for term in self._subject(text)]
        people = (name for name in self._features if name.kind == "person")
        return next((name for name in people if asked and all(f"@{name.name}" in of for of in asked)), None)

    def unmentioned(self, question: Question, *, in_any_form: bool = False) -> str:
        """The subject of a question, as written, if the article does not mention it: "bob" of "who is bob" or "what
        about bob", and `in_any_form` "kettle" of "do you have a kettle"; "" for another question."""
        clause = question.clauses[-1]
        if numbered := outside_of(self._series, clause.text):
            return numbered
        if (part := part_of_text(clause.text)) and {term.word for term in clause.subject} <= set(part.split()):
            return "" if self.mentions(part) else part
        if question.looks_up or is_bare_keyword(without_chat(words_of(clause.text)).split()):
            terms = clause.subject
        elif (
            (found := _WHO.fullmatch(without_fillers(clause.text)))
            and _WHO_IS.search(question.message.written)  # "who scrapped it" names nobody
            and not _VERBS.search(found["rest"])
        ):
            terms = self._subject(found["rest"])
        elif found := _DISCUSSED.fullmatch(without_fillers(clause.text)):
            terms = self._subject(found["what"])
        elif in_any_form and len(clause.subject) == 1 and not _is_verb(clause):
            terms = clause.subject
        else:
            return ""
        terms = [] if all(term.meant in _UNNAMED for term in terms) else terms
        if not 0 < len(terms) <= _LONGEST or any(len(term.features) > 1 or term.stem in self._stems for term in terms):
            return ""
        written = re.search(
            r"\W+".join(re.escape(term.word) for term in terms), question.message.written, re.IGNORECASE
        )
        return written[0] if written else " ".join(term.word for term in terms)

    def mentions(self, words: str) -> bool:
        """Whether the article or its index contains a word, or several in a row."""
        asks = (ask for passage in self._article.passages for ask in passage.asks)
        synonyms = (text for texts in self._article.synonyms.values() for text in texts)
        if len(words.split()) == 1 and stem(words) in self._stems:
            return True
        sought = f" {' '.join(words.split())} "
        texts = (*self._texts(), *asks, *self._article.synonyms, *synonyms)
        return any(sought in f" {' '.join(words_of(text.casefold(), len(text)))} " for text in texts)

    def _subject(self, text: str) -> list[Term]:
        return [term for term in self._vocabulary.question_terms(words_of(text)) if not term.is_stop]

    @cached_property
    def _stems(self) -> frozenset[str]:
        """The stems of the article's own words."""
        return frozenset(stem(word) for text in self._texts() for word in tokenize(text))

    def _texts(self) -> Sequence[str]:
        """The article's text, titles and names."""
        article = self._article
        said = (text for section in article.sections for text in (section.title, section.summary))
        named = (text for name in article.names for text in (name.name, name.role, *name.aliases))
        return article.title, *article.paragraphs, *said, *named, *(each.summary for each in article.passages)

    @cached_property
    def _series(self) -> Mapping[str, int]:
        return series_in(self._article.paragraphs)


def _each_feature(subject: Iterable[Term]) -> list[set[str]]:
    """The features of each term, except those of its kind."""
    return [{feature for feature, _ in term.features if feature[0] != "{"} for term in subject]


def _is_verb(clause: Clause) -> bool:
    """Whether the only subject word of a clause is a verb, after a pronoun or "to": "can i watch it"."""
    at = next(at for at, term in enumerate(clause.terms) if not term.is_stop)
    return at > 0 and clause.terms[at - 1].word in _BEFORE_VERB


def _calls_by(words: Sequence[str], role: Sequence[str]) -> bool:
    """Whether words name somebody by a role: they include its last word and no words that it lacks."""
    for at in (at for at, word in enumerate(words) if word == role[-1]):
        while at and words[at - 1] in role:
            at -= 1
        if at and words[at - 1] in ("the", "this", "that"):
            return True
    return False
