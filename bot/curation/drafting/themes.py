"""Groups paragraphs by theme, and names the themes with the text's own words."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from bot.article import limits
from bot.curation.grammar.verbs import bare, find_verb, is_a_verb, is_past, is_plainly_a_verb
from bot.matching.english.forms import MONTHS, WEEKDAYS
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.text import stem, tokenize

PARAGRAPHS_EACH = 2
"""The average number of paragraphs in a theme."""

WORDS_EACH = 12
"""The least number of words in a theme, without stop words: all lines of a price list are one theme."""

ONE_PAGE, PASSAGES_EACH = 25, 12
"""In a long text: as many themes as one page of a menu shows, or as many as result in twelve passages each."""

MOST_PASSAGES = 20
"""The most passages in a theme, so that its file can be read in one sitting and its menu has one page."""

_CALENDAR = frozenset((*MONTHS, *WEEKDAYS))
_ADVERBS = frozenset(
    "once later plus before above below after since away ago again today am pm a.m p.m etc e.g i.e except until till"
    " beside late low mm cm m km kg g ml l ft lb lbs oz sq".split()
)
KEYWORDS = 6
MOST_WORDS, MOST_OF_TITLE = 4, 3
_FIRST = 3
"""How many keywords tell enough of a theme to name it alone."""

_PHRASE = re.compile(r"[\w’'$%.-]*\w")
_BREAK = re.compile(r"[^\w\s’'$%.-]|[.](?=\s|$)")
_LABEL = re.compile(r"(?:\A|[.!?]\s)([A-Z][^\W\d]*(?:\s[^\W\d]+){0,3}):\s")
"""The name of a paragraph at its beginning: "Hours of operation: from dawn until 9 p.m."."""


def _stems(text: str) -> Counter[str]:
    return Counter(stem(word) for word in tokenize_all(text) if word not in STOP_WORDS)


def tokenize_all(text: str) -> Iterator[str]:
    """The words of a text of any length."""
    for part in re.split(r"(?<=[.;:,])\s", text):
        yield from tokenize(part)


def groups(paragraphs: Sequence[str], sizes: Sequence[int]) -> list[range]:
    """Groups of neighbouring paragraphs with one theme each. `sizes` are their numbers of passages. The most similar
    neighbours are joined repeatedly until there are as many groups as wanted and none is a single line."""
    stems = [_stems(paragraph) for paragraph in paragraphs]
    spread = Counter(word for words in stems for word in words)
    weights = {word: math.log(1 + len(paragraphs) / count) for word, count in spread.items()}
    runs = [range(at, at + 1) for at in range(len(paragraphs))]
    of_words = sum(sum(words.values()) for words in stems) // WORDS_EACH
    most = max(ONE_PAGE, sum(sizes) // PASSAGES_EACH)
    wanted = max(1, min(round(len(paragraphs) / PARAGRAPHS_EACH), of_words, most))

    def likeness(left: range, right: range) -> float:
        if sum(sizes[left.start : right.stop]) > MOST_PASSAGES:
            return -1.0
        both = [sum((stems[at] for at in run), Counter[str]()) for run in (left, right)]
        shared = sum(weights[word] for word in both[0].keys() & both[1].keys())
        length = math.sqrt(len(both[0]) * len(both[1])) or 1.0
        is_line = min(map(len, both)) < WORDS_EACH  # too little for a theme
        # Short runs first, so that none is left alone.
        return is_line + shared / length / (len(left) + len(right))

    likenesses = [likeness(left, right) for left, right in pairwise(runs)]
    while likenesses:
        best = max(range(len(likenesses)), key=likenesses.__getitem__)
        if likenesses[best] < (0 if len(runs) > wanted else 1):
            break
        runs[best : best + 2] = [range(runs[best].start, runs[best + 1].stop)]
        del likenesses[best]
        for at in (best - 1, best):
            if 0 <= at < len(likenesses):
                likenesses[at] = likeness(runs[at], runs[at + 1])
    return runs


def phrases(text: str) -> Iterator[str]:
    """Runs of words between stop words and punctuation, as written: "oil embargo", "Henry Kissinger"."""
    for part in _BREAK.split(text):
        run: list[str] = []
        for word in (*(match[0] for match in _PHRASE.finditer(part)), ""):
            plain = tokenize(word)
            if (
                plain
                and not any(each in STOP_WORDS for each in plain)
                and not word[0].isdigit()
                and not _no_theme(word)
            ):
                run.append(word)
                continue
            if 0 < len(run) <= MOST_WORDS:
                yield re.sub(r"[’']s\Z", "", " ".join(run))
            run = []


def _no_theme(word: str) -> bool:
    """Whether a word is unsuitable for a title: a verb, a month, a weekday, an adverb."""
    is_verb = is_past(word) or is_plainly_a_verb(word)
    return is_verb or word in _CALENDAR or word.lower().endswith("ly") or word.lower() in _ADVERBS


def _says(phrase: str) -> bool:
    """Whether a phrase is part of a sentence: "phones stay", "need four adults"."""
    first, *others = phrase.split()
    return find_verb([first, *others]) is not None or (bool(others) and is_a_verb(bare(first)) and first.islower())


class Themes:
    """Names the themes of a text whose groups of paragraphs are `texts`. Titles in `taken` are not used again."""

    def __init__(self, texts: Sequence[str], taken: Iterable[str] = ()) -> None:
        self._texts = texts
        self._stems = [_stems(text) for text in texts]
        self._spread = Counter(word for words in self._stems for word in words)
        self._taken = {title.casefold() for title in taken}

    def keywords(self, number: int) -> list[str]:
        """The phrases that distinguish theme `number`, best first; no word is repeated."""
        stems = self._stems[number]
        labels = _LABEL.findall(self._texts[number])
        counts = Counter((*phrases(self._texts[number]), *labels))
        scores: dict[str, float] = {}
        for phrase, count in counts.items():
            words = [stem(word) for word in tokenize(phrase)]
            weight = sum(self._weight(word) * stems[word] for word in words) / math.sqrt(len(words) or 1)
            is_name = phrase[0].isupper() and " " in phrase
            scores[phrase] = weight * math.sqrt(count) * (1.5 if phrase in labels else 1.3 if is_name else 1.0)
        chosen: list[str] = []
        used: set[str] = set()
        for phrase in sorted(scores, key=lambda phrase: -scores[phrase]):
            words = {stem(word) for word in tokenize(phrase)}
            if not words & used and len(phrase) <= limits.KEYWORD and len(phrase) > 2:
                chosen.append(phrase)
                used |= words
            if len(chosen) == KEYWORDS:
                break
        return chosen

    def _weight(self, word: str) -> float:
        return math.log(1 + len(self._texts) / self._spread[word]) if self._spread[word] else 0.0

    def title(self, keywords: Sequence[str], fallback: str) -> str:
        """A title that no other theme has: one of the first keywords if it has several words, else the first two;
        `fallback` if there are none."""
        keywords = [word for word in keywords if word.count(" ") < MOST_OF_TITLE and not _says(word)] or keywords
        whole = (word for word in keywords[:_FIRST] if " " in word)
        options = (*whole, " and ".join(keywords[:2]), *keywords[:1], ", ".join(keywords[1:3]), fallback)
        for option in options:
            if title := self.unique(option):
                return title
        return self.unique(f"{fallback[: limits.TITLE - 8]} {len(self._taken) + 1}")

    def unique(self, title: str) -> str:
        """The title with a capital letter, marked as taken; "" if it is too long or already taken."""
        title = title[:1].upper() + title[1:]
        if not title or len(title) > limits.TITLE or title.casefold() in self._taken:
            return ""
        self._taken.add(title.casefold())
        return title
