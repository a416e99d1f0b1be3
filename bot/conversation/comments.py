"""Which messages that the article does not answer are comments, and need no word that it does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.article_words import ArticleWords, stems_of
from bot.conversation.requests import LIKELY, SMALL_TALK
from bot.conversation.said import classify
from bot.conversation.small_talk import goes_on, is_framed_by_talk, is_interjected_at_an_end
from bot.matching.english.stop_words import CHAT, GRAMMAR, STOP_WORDS
from bot.matching.intent import asks_something, is_look_up
from bot.matching.spelling import is_english
from bot.matching.text import sentences
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import Term, Vocabulary

UNANSWERED = 0.15
"""What the article does not answer is a comment only from this probability of small talk on."""

_LED_IN = re.compile(r"(?:with|without|for|at|in|on|from|by|after|before|during|until|till|under|over|than)\b")
"""How what is said goes on: "with my dog"."""

_JOINING = frozenset("of the a an in on for and or to at with by from about".split())

_EXCLAIMED = re.compile(r"what an? [^?]+")
"""Begins as a question does and asks nothing, if it is small talk: "what a load of rubbish"."""

_CALLED = re.compile(
    r"(?:(?:hey|hi|hello|yo|oi|ok|so|and)\W+)*@?(?=[^\W\d_]*?[aeiouy])([^\W\d_]{3,})\W+"
    r"(?:(?:are|r|were|can|could|will|would|should|do|did|have|had) (?:you|u|ya)|you|youre|your|ur)\b.*\w.*"
)
"""Speaks to whoever is called by the first word: "dave, did you get my message"."""

_ASKED_LAST = re.compile(
    r"(?!.*\b(?:know|knows|guess|matter|matters|thats|that is|so|or|and|say|like|idk|dunno|care|cares|tell|me|you|wait)"
    r" \w+\W*$).*\w (?:who|what|when|where|why)\W*"
)
"""Asks with its last word: "deal when", "they met where", and not "guess what"."""


class Comments:
    """Recognises comments, beside one article."""

    def __init__(self, article: ArticleWords, vocabulary: Vocabulary) -> None:
        self._article, self._vocabulary = article, vocabulary

    def is_comment(self, message: Utterance, least: float = UNANSWERED) -> bool:
        """Whether a message neither asks nor states something that the article could be held against: it is small
        talk with the `least` probability."""
        whole = message.line
        terms = self._vocabulary.question_terms(message.words)
        said, probability = classify(whole)
        is_likely = said in SMALL_TALK and probability >= (LIKELY if _LED_IN.match(whole) else least)
        is_to_another = _is_to_somebody(whole, terms)
        is_exclaimed = is_likely and probability >= LIKELY and _EXCLAIMED.fullmatch(whole) is not None
        asks_nothing = is_to_another or is_exclaimed or not any(map(_asks, sentences(message.spelled_out)))
        if not asks_nothing or is_look_up(whole) or goes_on(whole):
            return False
        is_interjected = is_interjected_at_an_end(message.words)
        if not (is_interjected or is_to_another or is_likely):
            return False
        stems = stems_of(*(term.meant for term in terms))
        is_talk = is_interjected or (probability >= LIKELY and is_framed_by_talk(message.words))
        is_phrase = _is_phrase(message.words) and not is_talk
        if is_phrase or self._article.has_figure(stems) or len(stems & self._article.words) > 1:
            return False
        named = {term.meant for term in terms if term.is_name}
        subject = (term.meant for term in terms if term.meant not in STOP_WORDS)
        return not any(self._article.names_somebody(word, named) for word in subject)


def _is_to_somebody(line: str, terms: Sequence[Term]) -> bool:
    """Whether a `plain` line calls somebody by a first word that is neither English nor a misspelt word."""
    called = _CALLED.fullmatch(line)
    if called is None or called[1] in STOP_WORDS or is_english(called[1]):
        return False
    return any(term.word == term.meant == called[1] for term in terms)


def _asks(sentence: str) -> bool:
    return asks_something(sentence) or bool(_ASKED_LAST.fullmatch(sentence))


def _is_phrase(words: Sequence[str]) -> bool:
    """Whether words name a subject and say nothing of it: no verb's grammar, no chat ("capital of Mongolia")."""
    return not any(word in CHAT or (word in GRAMMAR and word not in _JOINING) for word in words)
