"""Recognises the language of a message that is not in English.

A library distinguishes languages well, but not misspelled English from other languages. So the words decide first:
whatever reads as English or as a word of the index, however misspelled, is English.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Any

from bot.matching.english import foreign
from bot.matching.english.loans import without_loans
from bot.matching.english.stop_words import GRAMMAR, OTHER_LANGUAGES
from bot.matching.spelling import is_english
from bot.matching.text import MAX_CHARACTERS, plain, visible, words_of
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import Vocabulary

MOST_ENGLISH = 0.7
"""The largest share of words that may read as English in a message in another language."""

SURE, VERY_SURE = 0.3, 0.6
"""The least probability of another language; the second value applies if most of the words speak against it, or for two
words."""

MISREAD = 0.75
"""The least probability of another language whose words read as misspelled English."""

HARDLY_READ = 0.4
"""Below this share of English words, a message is in the likeliest other language."""

_OTHER_SCRIPT = 0.5
_LANGUAGES = (
    "en ar bg bn ca cs da de el es et fa fi fr gu he hi hr hu id it ja kn ko lt lv ml mr ne nl no pa pl pt ro ru sk "
    "sl sr sv sw ta te th tl tr uk ur vi zh"
).split()
"""The languages that the library may choose from. With rarer ones, it would take misspelled English for one of them."""

_NOT_LANGUAGE = re.compile(r"https?://\S+|<[@#:/a][^>\s]*>|:\w+:|[`*_~|>]")
_WORDS_READ = 60

_TELLING = 5
"""The least length of a word that identifies a language by itself ("kimdir"): shorter ones are names too."""

_LATIN_LETTERS, _QUESTIONS = foreign()["latin_letters"], foreign()["questions"]
_ALONE = {word: language for language, words in foreign()["alone"].items() for word in words}

_ENGLISH = GRAMMAR - OTHER_LANGUAGES | frozenset("wat wen wo hoe".split())
"""Words that identify no other language; some are misspelled English ("wat is that")."""

_FOREIGN = frozenset(word for common in _QUESTIONS.values() for word in common if len(word) > 1) - _ENGLISH
"""Words that show that a question may be in one of these languages."""

_JOINING = frozenset("al au bin d da de del della den der di du el i il la las le les los van von y zu".split())
_NAMED = 2
"""Words between those of names and titles, and how many of those may lack capitals."""

_ASKING_IN_ENGLISH = frozenset("who whos what whats where wheres which why how hows".split())
"""Words that begin a question only in English: what "who is" asks for is a name if it does not read as English."""

_OTHERS = _FOREIGN.union(*_LATIN_LETTERS.values())
"""Words of other languages. If such a word is not English, it is no misspelled English either ("hvad", "kaise")."""


def language_of(message: Utterance, vocabulary: Vocabulary, *, is_answered: bool = False) -> str:
    """The code (ISO 639-1) of the language of a message; "" if it is English or unclear. Names, numbers and single
    words have no language, but for words that ask by themselves ("warum").

    `is_answered` is whether the index has a confident answer: then only a message of another language's question words
    with a name counts. Accepts any string.
    """
    if len(message.words) == 1 and (alone := _ALONE.get(message.words[0])):
        return "" if is_answered or vocabulary.is_name(message.words[0]) else alone
    text = _NOT_LANGUAGE.sub(" ", visible(message.written[:MAX_CHARACTERS]))
    language = _language_of(text, vocabulary, is_answered=is_answered)
    if language and (others := without_loans(words := words_of(plain(text), _WORDS_READ))) != words:
        return _language_of(" ".join(others), vocabulary, is_answered=is_answered)
    return language


def _language_of(text: str, vocabulary: Vocabulary, *, is_answered: bool) -> str:
    if not text.isascii():
        letters = [character for character in text if character.isalpha()]
        if not any(len(word) > 1 for word in words_of(plain(text))):
            return ""  # an emoticon ("ʕ•ᴥ•ʔ")
        if not is_answered and sum(map(_is_latin, letters)) < _OTHER_SCRIPT * len(letters):
            return _recognise(text)[0]
    if _are_names(text):
        return ""
    words = [word for word in words_of(plain(text), _WORDS_READ) if word.isalpha()]
    if len(set(words)) < 2 or (is_answered and _FOREIGN.isdisjoint(words)):
        return ""
    words = [word for word in words if not vocabulary.is_name(word)]
    capitals, accented = _capitals(text), _accented(text)
    if _is_joined_name(words) and "?" not in text and (not accented or any(capitals.values())):
        return ""
    if (asking := _asking([word for word in words if not capitals.get(word)])) or is_answered:
        return asking
    unread = [word for word in words if word in accented or _is_of_others(word) or not vocabulary.reads(word)]
    read = len(words) - len(unread)
    if len(set(words)) < 2 or _are_names_among_english(unread, capitals):
        return ""
    if read > MOST_ENGLISH * len(words) or len(unread) < 2:
        return _misread(text, words, accented)
    if indian := _indian(set(words), set(unread)):
        return indian
    language, probability = _recognise(text)
    if language == "en":
        return ""
    is_doubtful = len(words) == 2 or 2 * read > len(words)
    if probability >= (VERY_SURE if is_doubtful else SURE):
        return language
    return language if len(unread) > 2 and read < HARDLY_READ * len(words) else ""


def _is_of_others(word: str) -> bool:
    return word in OTHER_LANGUAGES or (word in _OTHERS and not is_english(word))


def _are_names(text: str) -> bool:
    """Whether a text consists of names, by their capitals, and joining words between them: "Lopez y García"."""
    written = re.findall(r"[^\W\d_]+", text)
    words = [word for word in written if len(word) > 2 or word in (written[0], written[-1])]
    return "?" not in text and bool(words) and all(word[0].isupper() and not word.isupper() for word in words)


def _is_joined_name(words: list[str]) -> bool:
    """Whether one or two words that identify no language are joined as in a name: "von der leyen", "la strada"."""
    named = [word for word in words if word not in _JOINING]
    return 0 < len(named) < len(words) and len(named) <= _NAMED and _OTHERS.isdisjoint(named)


def _capitals(text: str) -> dict[str, bool]:
    """Whether each word of a text is capitalized. The first word may be capitalized because it begins the text."""
    first, *others = re.findall(r"[^\W\d_]+", text) or [""]
    written = others if first[:1].isupper() else [first, *others]
    return {} if text.isupper() else {word: each[0].isupper() for each in written for word in words_of(plain(each))}


def _are_names_among_english(unread: list[str], capitals: dict[str, bool]) -> bool:
    """Whether capitals show that the words that do not read as English are names: "Ilya and Femke?"."""
    found = [capitals[word] for word in unread if word in capitals]
    return bool(found) and all(found)


def _accented(text: str) -> set[str]:
    """The words of a text with accents, if one of them is not English ("chào buổi sáng", not "naïve café")."""
    written = [each for each in re.findall(r"[^\W\d_]+", text) if not each.isascii() and each.islower()]
    words = {word for each in written for word in words_of(plain(each))}
    return set() if all(map(is_english, words)) else words


def _misread(text: str, words: list[str], accented: set[str]) -> str:
    """The language of words that the vocabulary reads as misspelled, though hardly any is English as written ("jag
    fattar ingenting"), or ""."""
    english = [word for word in words if is_english(word) and word not in accented and not _is_of_others(word)]
    if 3 * len(english) > len(words) or words[0] in _ASKING_IN_ENGLISH:
        return ""
    language, probability = _recognise(text)
    return language if language != "en" and probability >= (VERY_SURE if accented else MISREAD) else ""


def _asking(words: list[str]) -> str:
    """The language of a question about somebody, without the name, or ""."""
    if _FOREIGN.isdisjoint(words):
        return ""
    # A word in no English list may be the name of a thing ("che cos'è atmanirbhar").
    rest = [word for word in words if is_english(word) or any(word in common for common in _QUESTIONS.values())]
    if all(map(is_english, rest)) or (len(rest) == 1 and len(rest[0]) < _TELLING):
        return ""
    return next((language for language, common in _QUESTIONS.items() if common.issuperset(rest)), "")


def _indian(words: set[str], unread: set[str]) -> str:
    """The language of India that the words are in, written in Latin letters, or ""."""
    found = {language: len(words & common) for language, common in _LATIN_LETTERS.items() if unread & common}
    best = max(found, key=lambda language: found[language], default="")
    return best if best and found[best] >= 2 and 2 * found[best] >= len(unread) else ""


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "").startswith(("LATIN", "FULLWIDTH LATIN"))


def _recognise(text: str) -> tuple[str, float]:
    language, probability = _identifier().classify(text)
    return language, float(probability)


def prepare() -> None:
    """Load the language model now, where a message must not wait for it."""
    _identifier()


@cache
def _identifier() -> Any:
    # Imported here, as loading the model takes most of a second.
    from py3langid.langid import (  # pyright: ignore[reportMissingTypeStubs] - it has none
        MODEL_FILE,
        LanguageIdentifier,
    )

    kind: Any = LanguageIdentifier
    identifier = kind.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(_LANGUAGES)
    return identifier
