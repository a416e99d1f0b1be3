"""What a message asks for that no single passage answers: the whole in short, who is in it, help; or small talk.

A classifier (`said.py`) tells such requests from questions. Where a message names a subject of the article ("tldr of
the tariff part"), it asks about that.
"""

from __future__ import annotations

import re

from bot.conversation.article_words import ArticleWords, stems_of, subject_words
from bot.conversation.request_details import asks_for_kind, objects_of, words_for_points
from bot.conversation.said import Said, classify, is_word_of, speaks_for
from bot.conversation.small_talk import (
    has_small_talk,
    is_framed_by_talk,
    is_small_talk,
    said_by,
    wonders,
)
from bot.matching.english.chat import written_out
from bot.matching.english.mentions import asked_mention
from bot.matching.english.stop_words import GRAMMAR
from bot.matching.intent import asks_something, is_look_up
from bot.matching.question import is_bare_keyword
from bot.matching.spelling import is_english
from bot.matching.text import sentences, stem, words_of
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import Vocabulary

LIKELY = 0.45
"""The least probability at which a message is taken for a request or for small talk."""

LONGEST = 30
"""Words: a longer message is read sentence by sentence."""

PLAIN = 0.9
"""From this probability on only words that speak plainly against the request are taken for the article's."""

CERTAIN = 0.97
"""From this probability on no words but names are taken for the article's ("get me up to speed")."""

LONGEST_NAMING = 80
"""Characters of a message that asks for the whole by what the article is called."""

# In the weights' units: what the examples lack is far below, what requests are made of above.
_NEVER, _FOREIGN, _AGAINST, _INDIFFERENT, _TELLING, _PLAINLY = -22.0, -6.0, -4.0, -2.0, 4.0, 15.0

REQUESTS = (Said.SUMMARY, Said.PEOPLE, Said.PLACES, Said.ABOUT, Said.HELP)
"""What is answered about the article or the bot as a whole; the rest is small talk."""

SMALL_TALK = (Said.GREETING, Said.THANKS, Said.REACTION)

OF_THE_BOT = (Said.ABOUT, Said.HELP)


class Requests:
    """Recognises what asks for no passage, for one article."""

    def __init__(self, article: ArticleWords, vocabulary: Vocabulary) -> None:
        self._article, self._vocabulary = article, vocabulary

    def of(self, message: Utterance, than: float = 0.0, *, may_ask: bool = True) -> Said:
        """What the message is, if that is likelier `than` the probability that it asks the article something.

        `may_ask` is whether it may ask the article something at all: if not, the article's words in it are none of
        its subjects. Accepts any string.
        """
        if not any(len(word) > 1 or word.isascii() for word in message.words):
            return _of_signs(message.written)
        than = max(than, LIKELY)
        whole = message.line
        small_talk = Said.NOTHING
        if than <= CERTAIN and len(whole) <= LONGEST_NAMING and asks_for_kind(whole, self._article.kinds):
            return Said.SUMMARY
        if polite := said_by(message):
            return polite  # of words that are all polite, letters tell nothing more
        if wonders(message):
            return Said.NOTHING
        if len(message.words) <= LONGEST:
            said = self._classify(whole, than, may_ask=may_ask)
            if said and self._asks_beside(
                whole, is_doubtful=may_ask and said in SMALL_TALK and classify(whole)[1] < PLAIN
            ):
                return Said.NOTHING
            if said in REQUESTS:
                return said
            may_be_subject = whole.endswith("?") or (said is Said.REACTION and classify(whole)[1] < PLAIN and may_ask)
            may_be_subject = may_be_subject and is_bare_keyword(words_of(written_out(whole)))
            if said and may_be_subject and self.may_ask_by_words(whole):
                return Said.NOTHING
            small_talk = said or self.to_somebody(whole)
        parts = sentences(message.plain)
        found = [self._classify(part, than, may_ask=may_ask) for part in parts] if len(parts) > 1 else []
        request = next((said for said in found if said in REQUESTS), Said.NOTHING)
        if not (small_talk or request):
            return Said.NOTHING
        others = [part for part, said in zip(parts, found, strict=bool(found)) if not said]
        asking = [part for part in others if asks_something(part)]
        # What else is asked would go unanswered.
        if not request:
            # "hi! do you take beginners"
            asks_more = any(stems_of(part) and not said_by(Utterance(part)) for part in asking)
            return Said.NOTHING if asks_more else small_talk
        return Said.NOTHING if asking or any(stems_of(part) & self._article.own for part in others) else request

    def is_plainly(self, said: Said, message: Utterance) -> bool:
        """Whether a request has no words but those of such requests, and what the article is called: "what are the key
        points", and not "summarise the part on mice"."""
        words = subject_words(message.words) - words_for_points(message.line)
        return all(speaks_for(word, said, _TELLING) or stem(word) in self._article.title for word in words)

    def names_subject(self, message: Utterance) -> bool:
        """Whether a message has a word of the article."""
        terms = self._vocabulary.question_terms(message.words)
        return bool(stems_of(*(term.meant for term in terms)) & self._article.words)

    def may_ask_by_words(self, text: str) -> bool:
        """Whether a `plain` text has no word of small talk ("rip kids"), and none that is misspelt ("hlep"), of which
        letters tell nothing: where the article answers it, it asks."""
        terms = self._vocabulary.question_terms(words_of(text))
        if text.strip(" .!") in _ORDERS or has_small_talk(text):
            return False
        return all(term.word == term.meant for term in terms)

    def to_somebody(self, text: str) -> Said:
        """Thanks or a greeting, in a `plain` line, to somebody whom it names: "thanks Priya"."""
        if asks_something(text):
            return Said.NOTHING
        terms = self._vocabulary.question_terms(words_of(text))
        rest = " ".join(term.word for term in terms if not term.is_name)
        said = said_by(Utterance(rest)) if rest and len(terms) > len(rest.split()) else Said.NOTHING
        return said if said in (Said.GREETING, Said.THANKS) else Said.NOTHING

    def _classify(self, text: str, than: float, *, may_ask: bool) -> Said:
        text = _COUNTRY.sub(r"\1usa", text)
        said, probability = classify(text)
        typed = set(words_of(text))
        if len(typed) <= _FEW and typed & _OF_SOMETHING and typed <= _OF_SOMETHING | GRAMMAR:
            return Said.ABOUT if "version" in typed and not may_ask else Said.NOTHING
        if probability < than:
            return Said.NOTHING
        if said is Said.HELP and _OFFERS_HELP.search(text):
            return Said.NOTHING
        mentioned = asked_mention(text)
        if mentioned is not None and classify(mentioned)[0] is not said:
            return Said.NOTHING  # "does it mention a moon" asks for no list of places
        # As they were meant: of misspelt words, letters tell nothing.
        terms = self._vocabulary.question_terms(words_of(text))
        words = subject_words(term.meant for term in terms)
        words -= words_for_points(text)  # "key facts" are no facts about keys
        if said is Said.SUMMARY and self._wants_a_part(text, words):
            return Said.NOTHING
        least = _FOREIGN if probability >= PLAIN else _INDIFFERENT
        if probability < PLAIN and said not in OF_THE_BOT:
            # "any ads in this thing lol" and "explain photosynthesis in simple words" have a subject of their own.
            against = _AGAINST if said in SMALL_TALK and asks_something(text) else _NEVER
            if not all(speaks_for(word, said, against) or stem(word) in self._article.own for word in words):
                return Said.NOTHING
            if said is Said.SUMMARY and typed & _OF_A_PART:
                return Said.NOTHING
        # A name speaks for nothing but who it is of, whatever its letters; but "countries" may still ask for places
        # where an organisation is called so.
        named = {term.meant for term in terms if term.is_name}
        names = {word for word in words if self._article.names_somebody(word, named) and not _asks_for(word, said)}
        if said in REQUESTS and not names and (not may_ask or probability >= CERTAIN):
            return said
        others = frozenset(stem(word) for word in words if word in names or not speaks_for(word, said, least))
        is_framed = (
            said in SMALL_TALK and probability >= PLAIN and "?" not in text and is_framed_by_talk(words_of(text))
        )
        if is_bare_keyword(words_of(text)) and not is_framed:
            # "main points" are no point of the main hall; "maintainers" only have letters of "main".
            telling = {word for word in words if said in REQUESTS and speaks_for(word, said, _TELLING)}
            speak = {word for word in telling if said is not Said.SUMMARY or is_word_of(said, word)}
            held = self._article.own if said in SMALL_TALK and probability >= PLAIN else self._article.words
            if others & held or {stem(word) for word in words - speak} & self._article.own:
                return Said.NOTHING
        if said in SMALL_TALK:
            return Said.NOTHING if self._is_about_article(text, words, named, others) else said
        if said is Said.SUMMARY:
            # Whoever names what the article is about may mean the whole of it; who names somebody, less so.
            others -= self._article.title if probability >= PLAIN else self._article.title - stems_of(*names)
        return Said.NOTHING if others & self._article.own else said

    def _asks_beside(self, line: str, *, is_doubtful: bool) -> bool:
        """Whether a part of a `plain` line, which is no request and no small talk, asks something in words of the
        article: "what goes in a report, short version", "thank you, how do i appeal"; or, where the whole is doubtful,
        in any words: "you buy mine if i buy yours, is that the idea"."""
        parts = _PARTS.split(line)
        asking = [part for part in parts if len(parts) > 1 and asks_something(part)]
        asking = [part for part in asking if classify(part)[1] < LIKELY]
        return any(is_doubtful or stems_of(part) & self._article.words for part in asking)

    def _wants_a_part(self, text: str, words: set[str]) -> bool:
        """Whether a request for the whole is for something else: one of its subject `words` is for what it wants in
        short, and neither common in such requests nor in the title: "an overview of opening times"."""
        objects = {term.meant for term in self._vocabulary.question_terms(objects_of(text))} & words
        common = {
            word for word in objects if is_word_of(Said.SUMMARY, word) or speaks_for(word, Said.SUMMARY, _AGAINST)
        }
        return any(stem(word) not in self._article.title for word in objects - common)

    def _is_about_article(self, text: str, words: set[str], named: set[str], others: frozenset[str]) -> bool:
        """Whether what is like small talk is about the article by its words, some of which are `named`; `others` are
        the stems of those that do not speak for small talk."""
        if is_look_up(text) or any(self._article.names_somebody(word, named) for word in words):
            return True
        if len(others & self._article.words) > 1 or self._article.has_figure(others):
            return True
        # "thanks, and tariffs?"
        own = {stem(word) for word in words if not is_small_talk(word)} & self._article.own
        return "?" in text and bool(own or others & self._article.words)


_OF_A_PART = frozenset("who whos whom whose when where why".split())
"""What nobody asks for the whole with, unless plainly."""

_OF_SOMETHING = frozenset(("version", "versions", "text", "answer", "answers"))
_FEW = 2
"""What asks for the whole only beside other words: "short version", "what is the text about", and not "and text?"."""

_ORDERS = frozenset(("stop", "quit", "exit", "start", "reset"))
"""What people type to any bot."""

_OFFERS_HELP = re.compile(
    r"\b(?:do|can|could|should|may|might|would) (?:i|we|one|people) (?:\w+ly )?help\b(?! you)"
    r"|\b(?:i|we) (?:can |could )?do to help\b|\b(?:i|we)(?: would|d)? (?:want|like|love|wish) to help\b"
)
"""Whoever wants to help asks for no help."""

_COUNTRY = re.compile(r"(^|\b(?:the|do|does|did|will|would) )us\b")
"""Where "us" is a country: "we" would act in that place, and has no article before it."""

_PARTS = re.compile(r"[,;:]+\s|\s[-–—]+\s")


def _asks_for(word: str, said: Said) -> bool:
    """Whether an English word plainly speaks for a request; of other words, letters tell nothing ("bessent")."""
    return is_english(word) and speaks_for(word, said, _PLAINLY)


def _of_signs(message: str) -> Said:
    """What a message without words is: emoji, punctuation and faces drawn of them."""
    if "👋" in message:
        return Said.GREETING
    return Said.THANKS if "🙏" in message else Said.REACTION
