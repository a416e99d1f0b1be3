"""Resolves the pronouns of a message. All patterns match the `line` of a message."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.article.model import Article, Name, Passage
from bot.conversation.followups.ages import told_age
from bot.conversation.followups.leaning import people_in
from bot.conversation.followups.names import Names
from bot.conversation.reply import Shown
from bot.matching.english.forms import KIN
from bot.matching.nearby.quote_tells import people_of
from bot.matching.patterns import Regex
from bot.matching.text import clean
from bot.matching.utterance import Utterance

_SOMEONE = r"(?:guy|man|woman|lady|dude|person|bloke|fella|gentleman)"
_PERSON_PRONOUN = Regex(rf"\b(?:he|she|him|his|her|hers|hes|shes|(?:the|this|that) {_SOMEONE})\b")
_SEVERAL = Regex(r"\b(?:they|them|their|theyre)\b")
_SOMEBODY = Regex(rf"{_PERSON_PRONOUN.pattern}|{_SEVERAL.pattern}")
_OWN_PERSON = Regex(rf"\b(?:my|our|a) (?:\w+ ){{0,2}}?{KIN}\b")
"""A person close to the asker, to whom a later pronoun refers: "can I bring my kid, he is ten"."""

_CALLED = Regex(
    rf"\b(?:the|that|this) (?:(?P<by>\w+(?: \w+)?) {_SOMEONE}\b"
    r"|(?P<of>\w{3,}an)(?=\W*$|[,;:] | (?:say|tell|do|want|think|said|told)\b))"
)
"""A person named by a word or two: "the treasury guy", "the Indian"."""

_PLACE_PRONOUN = Regex(
    r"\b(?:that|this|the) (?:country|nation|state|place|organi[sz]ation|group|company|department|office|agency)\b"
)

_PAUSE = Regex(r"[,;:.!?–—]+ | - ")


class Pronouns:
    """Replaces pronouns with names of one article. Stateless."""

    def __init__(self, article: Article, names: Names) -> None:
        self._article, self._names = article, names

    def read(self, message: Utterance, shown: Shown) -> Utterance:
        """The message with names in place of its pronouns, taken from the message or from what was shown."""
        message = self._with_called(message, shown)
        return with_names(message, self._people(message, shown), shown.others)

    def near(self, passage: Passage) -> Iterator[str]:
        """The persons named in a passage, in its paragraph, and in the paragraphs before and after."""
        paragraphs = self._article.paragraphs
        at = passage.paragraph - 1
        for text in (passage.quote, paragraphs[at], *paragraphs[max(0, at - 1) : at], *paragraphs[at + 1 : at + 2]):
            yield from people_in(clean(text), self._article)

    def called(self, words: str, shown: Shown) -> Name | None:
        """The person with these words in their name or role. Of several, the one named nearest to what was shown."""
        return self._names.nearest(words, [*self.near(shown.basis[0])]) if shown.basis else None

    def _with_called(self, message: Utterance, shown: Shown) -> Utterance:
        """The message with the name of a person whom it names by a word or two: "what did the Indian guy say"."""
        found = _CALLED.search(message.line)
        who = self.called(found["by"] or found["of"], shown) if found else None
        if found is None or who is None:
            return message
        return Utterance(f"{message.line[: found.start()]}{who.name}{message.line[found.end() :]}")

    def read_several(self, message: Utterance, shown: Shown) -> Utterance:
        """The message with a word for people, from the quote that was shown, in place of its first "they", which may
        also stand for things."""
        if not shown.passages or shown.is_doubtful or _SEVERAL.search(message.line) is None:
            return message
        kind = people_of(shown.passages[0].quote)
        return Utterance(_SEVERAL.sub(kind, message.line, count=1)) if kind else message

    def _people(self, message: Utterance, shown: Shown) -> Sequence[str]:
        """The people to whom a pronoun may refer: nobody if the message names somebody before a pause ("and Roth, what
        did he do"); else the person named by role, those mentioned before, or the people in the shown quote, by a word
        for them: "can he use the lathe", of a guest."""
        pronoun = _PERSON_PRONOUN.search(message.line)
        if pronoun is None:
            return ()
        pauses = [*_PAUSE.finditer(message.line[: pronoun.start()])]
        before = message.line[: pauses[-1].start()] if pauses else ""
        if people_in(before, self._article):
            return ()
        if (called := self._names.by_role(Utterance(before))) is not None:
            return (called.name,)
        if shown.people or people_in(message.line, self._article) or not shown.passages or shown.is_doubtful:
            return shown.people
        kind = people_of(shown.passages[0].quote)
        return (kind,) if kind else ()


def speaks_of_somebody(message: Utterance) -> bool:
    """Whether a message has a pronoun for one or several persons."""
    return bool(_SOMEBODY.search(message.line))


def speaks_of_own(message: Utterance) -> bool:
    """Whether a message is about somebody unknown to the article: "my kid"; or states somebody's age, which nobody does
    of people in an article: "he's 5"."""
    return _OWN_PERSON.search(message.line) is not None or told_age(message.line) is not None


def with_names(message: Utterance, people: Sequence[str], others: Sequence[str]) -> Utterance:
    """The message with the first of the people in place of its first personal pronoun, or the first of the others in
    place of "that country": these were mentioned last."""
    text = message.line
    if people and _is_of_article(text):
        return Utterance(_PERSON_PRONOUN.sub(people[0].replace("\\", r"\\"), text, count=1))
    if others and _PLACE_PRONOUN.search(text):
        return Utterance(_PLACE_PRONOUN.sub(others[0].replace("\\", r"\\"), text, count=1))
    return message


def _is_of_article(text: str) -> bool:
    """Whether the first pronoun of a text may refer to somebody in the article."""
    pronoun = _PERSON_PRONOUN.search(text)
    if pronoun is None or told_age(text) is not None:
        return False
    own = _OWN_PERSON.search(text)
    return own is None or own.start() > pronoun.start()
