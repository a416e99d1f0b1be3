"""Recognises requests that no single passage answers: a summary, the names in the article, help.

A classifier (`classifier.py`) separates such requests from questions. A message that names a subject of the article
("tldr of the tariff part") is a question about that.
"""

from __future__ import annotations

import re

from bot.conversation.acts.article_words import ArticleWords, stems_of, stems_of_terms, subject_words
from bot.conversation.acts.classifier import classify, is_word_of, speaks_for
from bot.conversation.acts.request_details import asks_for_kind, objects_of, words_beside
from bot.conversation.acts.said import OF_THE_WHOLE, REQUESTS, SMALL_TALK, Said
from bot.conversation.acts.small_talk import wonders
from bot.matching.english.chat import without_courtesies
from bot.matching.english.mentions import asked_mention
from bot.matching.english.stop_words import GRAMMAR
from bot.matching.intent import asks_something
from bot.matching.question import Question, is_bare_keyword
from bot.matching.spelling import is_english
from bot.matching.text import sentences, stem, words_of
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import Vocabulary

LIKELY = 0.45
"""The least probability of a request."""

LONGEST = 30
"""In words: a longer message is read sentence by sentence."""

PLAIN = 0.9
"""From this probability on, only words that are clearly not part of a request count as the article's."""

CERTAIN = 0.97
"""From this probability on, no words except names count as the article's ("get me up to speed")."""

LONGEST_NAMING = 80
"""The longest message, in characters, that asks for the whole by the article's name."""

_NEVER, _FOREIGN, _AGAINST, _INDIFFERENT, _TELLING, _PLAINLY = -22.0, -6.0, -4.0, -2.0, 4.0, 15.0
"""How much a word may speak for a request (`speaks_for`): a word that the examples lack, far below zero, to a word that
is plainly one of such requests."""


class Requests:
    """Recognises requests that need no passage, for one article."""

    def __init__(self, article: ArticleWords, vocabulary: Vocabulary) -> None:
        self._article, self._vocabulary = article, vocabulary

    def classify(self, message: Utterance, than: float = 0.0, *, may_ask: bool = True) -> Said:
        """The request in a message, if it is likelier `than` the probability of a question to the article. `may_ask` is
        whether it may be a question at all; if not, words of the article in it name no subject. Accepts any string."""
        than = max(than, LIKELY)
        whole = without_courtesies(message.line).strip()
        if than <= CERTAIN and len(whole) <= LONGEST_NAMING and asks_for_kind(whole, self._article.kinds):
            return Said.SUMMARY
        if wonders(message):
            return Said.NOTHING
        if len(whole) <= LONGEST_NAMING and (said := self._classify_named(words_of(whole), than)):
            return said
        if len(message.words) <= LONGEST and (said := self._classify(whole, than, may_ask=may_ask)):
            return Said.NOTHING if self._asks_beside(whole) else said
        parts = sentences(message.plain)
        found = {part: self._classify(part, than, may_ask=may_ask) for part in parts} if len(parts) > 1 else {}
        others = [part for part, said in found.items() if not said and classify(part, SMALL_TALK)[1] < LIKELY]
        # A question beside the request would go unanswered.
        asks_else = any(asks_something(part) or stems_of(part) & self._article.own for part in others)
        return Said.NOTHING if asks_else else next(filter(None, found.values()), Said.NOTHING)

    def is_plainly(self, said: Said, message: Utterance) -> bool:
        """Whether a request has no words but those of such requests and the article's name: "what are the key points",
        not "summarise the part on mice"."""
        words = subject_words(message.words) - words_beside(message.line)
        return all(speaks_for(word, said, _TELLING) or stem(word) in self._article.title for word in words)

    def names_subject(self, question: Question) -> bool:
        """Whether a message has a word of the article."""
        return bool(stems_of_terms(question.terms) & self._article.words)

    def _classify_named(self, words: list[str], than: float) -> Said:
        """The request for the whole of the article by what it is called: "3 key points of the trade talks"."""
        text = " ".join(named := self._article.with_its_kind(words))
        said, probability = classify(text, REQUESTS)
        if named == words or said not in OF_THE_WHOLE or probability < max(than, CERTAIN):
            return Said.NOTHING
        rest = set(named) - GRAMMAR - {"article"}
        points = words_beside(text) - {""}
        is_asked = named[-1] == "about" or bool(points) or any(speaks_for(word, said, _PLAINLY) for word in rest)
        beside = subject_words(rest) - points
        return said if is_asked and all(speaks_for(word, said, _TELLING) for word in beside) else Said.NOTHING

    def _classify(self, text: str, than: float, *, may_ask: bool) -> Said:
        """The request in a `plain` text that is not split any further; see `classify`."""
        text = _COUNTRY.sub(r"\1usa", text)
        said, probability = classify(text, REQUESTS)
        typed = set(words_of(text))
        if len(typed) <= _FEW and typed & _OF_SOMETHING and typed <= _OF_SOMETHING | GRAMMAR:
            return Said.ABOUT if "version" in typed and not may_ask else Said.NOTHING
        if probability < than or (said is Said.HELP and _OFFERS_HELP.search(text)):
            return Said.NOTHING
        mentioned = asked_mention(text)
        if mentioned is not None and classify(mentioned)[0] is not said:
            return Said.NOTHING  # "does it mention a moon" asks for no list of places
        return Said.NOTHING if self._has_subject(text, said, probability, may_ask=may_ask) else said

    def _has_subject(self, text: str, said: Said, probability: float, *, may_ask: bool) -> bool:
        """Whether a text that is a request of this kind with this probability has a subject of its own: by words that
        such requests do not have, or by words of the article."""
        # Use the corrected words: the letters of misspelled ones mislead.
        terms = self._vocabulary.question_terms(words_of(text))
        words = subject_words(term.meant for term in terms)
        words -= words_beside(text)  # "key facts" are no facts about keys
        if said is Said.SUMMARY and self._wants_a_part(text, words):
            return True
        is_plain = probability >= PLAIN
        if said in OF_THE_WHOLE and not is_plain:
            # "any ads in this thing lol" and "explain photosynthesis in simple words" have a subject of their own.
            if not all(speaks_for(word, said, _NEVER) or stem(word) in self._article.own for word in words):
                return True
            if said is Said.SUMMARY and not _OF_A_PART.isdisjoint(words_of(text)):
                return True
        # The letters of a name mean nothing, but "countries" may ask for places even if an organisation has that in its
        # name.
        named = {term.meant for term in terms if term.is_name}
        names = {word for word in words if self._article.names_somebody(word, named) and not _asks_for(word, said)}
        if not names and (not may_ask or probability >= CERTAIN):
            return False
        least = _FOREIGN if is_plain else _INDIFFERENT
        others = {stem(word) for word in words if word in names or not speaks_for(word, said, least)}
        if is_bare_keyword(words_of(text)):
            # "main points" is not about the main hall; "maintainers" only shares letters with "main".
            telling = {word for word in words if speaks_for(word, said, _TELLING)}
            speak = {word for word in telling if said is not Said.SUMMARY or is_word_of(said, word)}
            if others & self._article.words or {stem(word) for word in words - speak} & self._article.own:
                return True
        if said is Said.SUMMARY:
            # The article's subject may stand for the whole of it; a person's name hardly does.
            others -= self._article.title if is_plain else self._article.title - stems_of(*names)
        return bool(others & self._article.own)

    def _asks_beside(self, line: str) -> bool:
        """Whether a part of a `plain` line that is no request or small talk asks something in words of the article:
        "what goes in a report, short version", "thank you, how do i appeal"."""
        parts = _PARTS.split(line)
        asking = [part for part in parts if len(parts) > 1 and asks_something(part)]
        return any(classify(part)[1] < LIKELY and stems_of(part) & self._article.words for part in asking)

    def _wants_a_part(self, text: str, words: set[str]) -> bool:
        """Whether a request for the whole is for a part: one of its subject `words` names what to summarise, and is
        neither common in such requests nor in the title: "an overview of opening times"."""
        objects = {term.meant for term in self._vocabulary.question_terms(objects_of(text))} & words
        common = {
            word for word in objects if is_word_of(Said.SUMMARY, word) or speaks_for(word, Said.SUMMARY, _AGAINST)
        }
        return any(stem(word) not in self._article.title for word in objects - common)


_OF_A_PART = frozenset("who whos whom whose when where why".split())
"""Words that requests for the whole hardly contain."""

_OF_SOMETHING = frozenset(("version", "versions", "text", "answer", "answers"))
_FEW = 2
"""Words that make a request for the whole only together with others: "short version", "what is the text about", not
"and text?"."""

_OFFERS_HELP = re.compile(
    r"\b(?:do|can|could|should|may|might|would) (?:i|we|one|people) (?:\w+ly )?help\b(?! you)"
    r"|\b(?:i|we) (?:can |could )?do to help\b|\b(?:i|we)(?: would|d)? (?:want|like|love|wish) to help\b"
)
"""Offers of help, which do not ask for help."""

_COUNTRY = re.compile(r"(^|\b(?:the|do|does|did|will|would) )us\b")
"""A "us" that is the country: "we" would be the actor in its place, and has no article before it."""

_PARTS = re.compile(r"(?<![,;:])[,;:]++\s|\s[-–—]+\s")


def _asks_for(word: str, said: Said) -> bool:
    """Whether an English word clearly belongs to such a request. The letters of other words tell nothing
    ("bessent")."""
    return is_english(word) and speaks_for(word, said, _PLAINLY)
