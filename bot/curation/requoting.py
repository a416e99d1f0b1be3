"""Finds the new form of quotes, and of words in them, in a changed text."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from rapidfuzz import fuzz, process

from bot.article import limits
from bot.article.quotes import ELLIPSIS, locate
from bot.curation.grammar.sentences import parts, quotable
from bot.matching.english.stop_words import STOP_WORDS

LIKE_ENOUGH = 75.0
"""Of 100: the least similarity of a new quote to the old one that it replaces."""

MOST_GONE = 0.75
"""If a sentence replaces another one at the same place, less than this share of the words of each is missing in the
other."""

_TOKEN = re.compile(r"\w+(?:[.,:’'-]\w+)*|\S")
_WORD = re.compile(r"\w+(?:[.,:’'-]\w+)*")


@dataclass(frozen=True)
class _Stretch:
    """One to three sentences of the new text. `changed` are the positions of those that the old text lacks."""

    text: str
    changed: frozenset[tuple[int, int]]
    unchanged: tuple[str, ...]


def new_quotes(quotes: Collection[str], old: Sequence[str], new: Sequence[str]) -> dict[str, str]:
    """The new form of quotes of the paragraphs `old` in the paragraphs `new`; none for those that are gone. A sentence
    in both texts stays as it is. A changed sentence replaces one quote, the most similar one, and those that overlap
    it; or the one at the same place, if they share enough words."""
    before = {text[start:end] for text in old for start, end in quotable(text)}
    stretches = [each for at, text in enumerate(new) for each in _stretches(at, text, before)]
    long = [text[start:end] for text in new for start, end in quotable(text)]
    pairs: list[tuple[float, str, str, frozenset[tuple[int, int]]]] = []
    for quote in quotes:
        allowed = [each for each in stretches if all(sentence in quote for sentence in each.unchanged)]
        texts = [each.text for each in allowed]
        for _, score, at in process.extract(quote, texts, scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=9):
            pairs.append((score, quote, texts[at], allowed[at].changed))
        pairs += ((score, quote, part, frozenset()) for score, part in _cuts(quote, long, before))
    found: dict[str, str] = {}
    takers: dict[tuple[int, int], str] = {}
    for _, quote, text, changed in sorted(pairs, key=lambda pair: -pair[0]):
        others = (takers[place] for place in changed if place in takers)
        if quote not in found and all(_overlap(quote, other, before) for other in others):
            found[quote] = text
            takers |= {place: quote for place in changed if place not in takers}
    taken = " ".join(found.values())
    for sentence, now in _replaced(old, new):
        if sentence in quotes and sentence not in found and now not in taken and len(now.split()) <= limits.QUOTE_WORDS:
            found[sentence] = now
    return found


def _replaced(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each old sentence at whose place the new text has another one with enough of its words, with that one."""
    olds, news = ([text[start:end] for text in texts for start, end in quotable(text)] for texts in (old, new))
    edits = SequenceMatcher(None, olds, news, autojunk=False)
    for kind, old_start, old_end, new_start, new_end in edits.get_opcodes():
        if kind == "replace" and old_end - old_start == new_end - new_start:
            for before, now in zip(olds[old_start:old_end], news[new_start:new_end], strict=True):
                pairs = (before, now), (now, before)
                if all(len(words_gone(*pair)) < MOST_GONE * len(words_gone(pair[0], "")) for pair in pairs):
                    yield before, now


def _stretches(at: int, text: str, before: Collection[str]) -> Iterator[_Stretch]:
    """The stretches of paragraph number `at` that are short enough to be quoted."""
    places = quotable(text)
    for first, (start, _) in enumerate(places):
        for last in range(first, min(first + 3, len(places))):
            stretch = text[start : places[last][1]]
            if len(stretch.split()) <= limits.QUOTE_WORDS:
                sentences = {(at, number): text[slice(*places[number])] for number in range(first, last + 1)}
                changed = frozenset(place for place, sentence in sentences.items() if sentence not in before)
                yield _Stretch(stretch, changed, tuple(s for s in sentences.values() if s in before))


def _cuts(quote: str, sentences: Sequence[str], before: Collection[str]) -> Iterator[tuple[float, str]]:
    """The new form, with its similarity, of a quote that is, or has to become, a part of a sentence."""
    core = quote.strip(f"{ELLIPSIS} ")
    is_cut = core != quote
    for sentence in sentences:
        is_long = len(sentence.split()) > limits.QUOTE_WORDS
        if sentence in before or not (is_cut or is_long):
            continue
        if not is_cut:
            if fuzz.ratio(quote, sentence) >= LIKE_ENOUGH:
                yield max((fuzz.ratio(quote, part), part) for part in parts(sentence))
            continue
        aligned = fuzz.partial_ratio_alignment(core, sentence, score_cutoff=LIKE_ENOUGH)
        if aligned is None or len(core) > len(sentence):
            continue
        part = _snapped(sentence, aligned.dest_start, aligned.dest_end) if is_long else sentence
        if len(part.split()) <= limits.QUOTE_WORDS and not locate(part, (sentence,)).problem:
            yield aligned.score, part


def _snapped(sentence: str, start: int, end: int) -> str:
    """A part of a sentence between words, with ellipses where it is cut."""
    start = sentence.rfind(" ", 0, start + 1) + 1
    end = next((at for at in range(end, len(sentence)) if sentence[at].isspace()), len(sentence))
    head = f"{ELLIPSIS} " if start else ""
    return f"{head}{sentence[start:end].strip()}{f' {ELLIPSIS}' if end < len(sentence) else ''}"


def _overlap(quote: str, other: str, before: Collection[str]) -> bool:
    """Whether two quotes of the old text share a sentence, or a part of one."""
    if quote in other or other in quote:
        return True
    return any(sentence in quote and sentence in other for sentence in before)


def carried_over(words: str, old: str, new: str) -> str:
    """The text that replaces words of the old text in the new one; "" if there is none."""
    at = old.find(words)
    if at < 0:
        return ""
    olds, news = list(_TOKEN.finditer(old)), list(_TOKEN.finditer(new))
    inside = {number for number, token in enumerate(olds) if token.start() < at + len(words) and token.end() > at}
    edits = SequenceMatcher(None, [token[0] for token in olds], [token[0] for token in news], autojunk=False)
    taken: list[int] = []
    for kind, old_start, old_end, new_start, new_end in edits.get_opcodes():
        if kind == "equal":
            taken += (new_start + number - old_start for number in range(old_start, old_end) if number in inside)
        elif inside & set(range(old_start, old_end)):
            taken += range(new_start, new_end)
    return new[news[min(taken)].start() : news[max(taken)].end()] if taken else ""


def words_gone(old: str, new: str) -> list[str]:
    """The words with a subject that only the old text has, in lower case."""
    left = {word.casefold() for word in _WORD.findall(new)}
    found = dict.fromkeys(word.casefold() for word in _WORD.findall(old))
    return [word for word in found if word not in left and word not in STOP_WORDS]


def words_of(text: str, words: Collection[str]) -> list[str]:
    """Which of the words, in lower case, a text contains."""
    return [word for word in dict.fromkeys(each.casefold() for each in _WORD.findall(text)) if word in words]
