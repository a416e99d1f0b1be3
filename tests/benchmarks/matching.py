"""A match against one `rapidfuzz.process.extractOne(WRatio)` over the index's asks, in turn, in one run.

    python -m tests.benchmarks.matching [--times N]

At the article's own size, with the worst messages, and at an index `--times` as large (default 100): the article's
sections and gaps over and over, three in four of their subject words renamed in each copy, as a library of other
articles has other words and shares the common ones.
"""

from __future__ import annotations

import argparse
import re
import statistics
import time
from collections.abc import Callable, Sequence
from zlib import crc32

from bot.matching.fillers import FILLERS
from rapidfuzz import fuzz, process

from bot.article.model import Article
from bot.evaluation.labels import read_questions
from bot.matching.cache import load_matcher
from bot.matching.matcher import Matcher
from bot.matching.text import tokenize
from bot.settings import read_settings

WORST = {
    "questions": "what did landau say about tariffs and the deal? " * 90,
    "unknown words": " ".join("".join(chr(97 + (7 * n + 5 * k * k) % 26) for k in range(12)) for n in range(300)),
    "one letter": "a" * 4000,
    "letters apart": "a " * 2000,
    "zero-width": "\u200b" * 4000,
    "combining": "e\u0301\u0302\u0303" * 1000,
    "ligatures of 18 letters": "ﷺ" * 4000,
    "emoji": "👩‍👩‍👧‍👦" * 500,
    "markup": "<@1> `a` > ||x|| " * 250,
    "unclosed markup": "</a" * 1300,
    "backticks": "`" * 4000,
    "spaces": "paragraph" + " " * 3980 + "!",
}


def worst_messages(article: Article) -> dict[str, str]:
    """Messages of 4,000 characters that cost the most, by name."""
    text = " ".join(article.paragraphs)[:4000]
    return WORST | {"the article": text, "the article, misspelt": re.sub(r"(?<=\w\w)(\w)(\w)(?=\w)", r"\2\1", text)}


def renamed(text: str, copy: int) -> str:
    """The text with three in four of its subject words made the copy's own."""
    return " ".join(
        word if word in FILLERS or crc32(word.encode()) % 4 == 0 else f"{word}{copy}" for word in tokenize(text)
    )


def library(article: Article, times: int) -> Article:
    """The article and copies of it; a copy's quotes are its own too, as the order of reading needs."""
    sections, gaps = list(article.sections), list(article.gaps)
    for copy in range(1, times):
        for section in article.sections:
            name = f"{section.id}-{copy}"
            passages = tuple(
                passage._replace(section=name, asks=tuple(renamed(ask, copy) for ask in passage.asks))
                for passage in section.passages
            )
            sections.append(section._replace(id=name, title=renamed(section.title, copy), passages=passages))
        gaps += (
            gap._replace(id=f"{gap.id}-{copy}", asks=tuple(renamed(ask, copy) for ask in gap.asks))
            for gap in article.gaps
        )
    return article._replace(sections=tuple(sections), gaps=tuple(gaps))


def median(call: Callable[[str], object], texts: Sequence[str]) -> float:
    """The median time of a call, in milliseconds."""
    spent: list[float] = []
    for text in texts:
        start = time.perf_counter()
        call(text)
        spent.append(1000 * (time.perf_counter() - start))
    return statistics.median(spent)


def compare(name: str, matcher: Matcher, questions: Sequence[str], few: Sequence[str]) -> None:
    """Print both medians and their ratio."""
    asks = [ask for passage in matcher.article.passages for ask in passage.asks]

    def peer(question: str) -> object:
        return process.extractOne(question, asks, scorer=fuzz.WRatio)

    ours, theirs = median(matcher.match, questions), median(peer, few)
    print(f"{name:12} {len(asks):8} asks: match {ours:8.2f} ms, WRatio {theirs:8.2f} ms, ratio {ours / theirs:.3f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=100)
    times: int = parser.parse_args().times
    settings = read_settings()
    matcher = load_matcher(settings.article, settings.cache)
    questions = [question.text for question in read_questions(settings.article / "questions.jsonl")]
    compare("as it is", matcher, questions[:400], questions[:40])

    ordinary = median(matcher.match, questions[:400])
    for name, text in worst_messages(matcher.article).items():
        worst = median(matcher.match, [text] * 7)
        print(f"{name:30} {worst:8.2f} ms, {worst / ordinary:5.2f} times an ordinary message")

    if times > 1:
        start = time.perf_counter()
        large = Matcher.of(library(matcher.article, times))
        print(f"compiled {times} times the index in {time.perf_counter() - start:.0f} s")
        compare(f"{times} times", large, questions[:60], questions[:3])


if __name__ == "__main__":
    main()
