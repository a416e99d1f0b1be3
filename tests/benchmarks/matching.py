"""A match against one `rapidfuzz.process.extractOne(WRatio)` over 10,000 strings, in one run, by processor times.

    python -m tests.benchmarks.matching [--times N]

The strings are the article's asks and variants, over and over if they are fewer. At the article's own size, once with
each question asked of both in turn, so that the peer's strings have driven the index out of the processor's caches, and
once one match after another; with the worst messages, and with replies to long ones; and at an index `--times` as large
(default 100), there over all of its strings: the article's sections and gaps over and over, three in four of their
subject words renamed in each copy, as a library of other articles has other words and shares the common ones.
"""

from __future__ import annotations

import argparse
import re
import statistics
import string
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import cycle, islice, product
from zlib import crc32

from rapidfuzz import fuzz, process

from bot.article.model import Article, Gap, Passage
from bot.conversation.dialogue import Dialogue
from bot.matching.cache import load_matcher
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.matcher import Matcher
from bot.matching.text import MAX_CHARACTERS, tokenize
from bot.settings import read_settings
from tests.labelled import read_questions

STRINGS = 10_000
ROUNDS = 7

_MARKS = "".join(map(chr, range(0x300, 0x370)))

WORST = {
    "questions": "what did landau say about tariffs and the deal? ",
    "short questions": "what did x say? ",
    "unknown words": " ".join("".join(chr(97 + (7 * n + 5 * k * k) % 26) for k in range(12)) for n in range(320)),
    "one letter": "a",
    "letters apart": "a ",
    "zero-width": "\u200b",
    "e with all marks": "e" + "\u0301" * MAX_CHARACTERS,
    "combining": "e\u0301\u0302\u0303",
    "Zalgo": "".join(f"{letter}{_MARKS[at:]}{_MARKS[:at]}" for at, letter in enumerate("who did landau meet there?")),
    "ligatures of 18 letters": "\ufdfa",
    "emoji": "👩‍👩‍👧‍👦",
    "emoticons": ":) ",
    "noses": ":-^^^^^^^^^^ooooooooooa ",
    "markup": "<@1> `a` > ||x|| ",
    "unclosed commands": "</a",
    "unclosed mentions": "<@1",
    "unclosed emoji": "<:a:",
    "unclosed links": "<https://",
    "unclosed code": "```" + "\n" * (MAX_CHARACTERS - 4) + "`",
    "unclosed lines of code": "`" + "\n``" * MAX_CHARACTERS,
    "backticks": "`",
    "spoilers": "||",
    "quotes on one line": "> ",
    "quotes": "> a\n",
    "list markers": "- a\n",
    "list markers on one line": "- ",
    "numbers of a list": "1. a\n",
    "numbers of a list on one line": "1. ",
    "bullets": "#" * (MAX_CHARACTERS - 1) + "a",
    "labels": "edit: a\n",
    "lines": "a\n",
    "dots": "." * (MAX_CHARACTERS - 1) + "a",
    "question marks": "?" * (MAX_CHARACTERS - 1) + "a",
    "dots and brackets": "." * (MAX_CHARACTERS // 2) + ")" * (MAX_CHARACTERS // 2 - 1) + "a",
    "initials": "a.",
    "thousands": "1,000,",
    "apostrophes": "n't ",
    "please": "please ",
    "fillers": "so.",
    "mentions": "does it mention it in this or ",
    "questions in one sentence": "who met and what ",
    "pointing": "it !",
    "paragraphs": "paragraph ",
    "spaces": "paragraph" + " " * (MAX_CHARACTERS - 10) + "!",
}

AROUND = (
    *("what about tariffs {}", "tldr {} topics", "no, i meant {} india", "1) who met {} 2) why"),
    *("can i bring my son, {} he is 12", "explain {} in 3 points", "thanks, {} who is it lol"),
)
RUNS = (*string.punctuation, "a", " ", "\n", " \n", "\u3000", "and ", "the ", "who is ", "a, ", "a. ")
"""What fills the messages around it: each rule of the conversation has patterns of its own."""


def worst_messages(article: Article) -> dict[str, str]:
    """Messages of 4,000 characters that cost the most, by name."""
    text = " ".join(article.paragraphs)
    misspelt = re.sub(r"(?<=\w\w)(\w)(\w)(?=\w)", r"\2\1", text)
    texts = WORST | {"the article": text, "the article, misspelt": misspelt}
    return {name: "".join(islice(cycle(part), MAX_CHARACTERS)) for name, part in texts.items()}


def strings_of(article: Article) -> list[str]:
    """What a fuzzy search would compare a question with: every ask and variant of the article."""
    return [text for each in (*article.passages, *article.gaps) for text in (*each.asks, *each.variants)]


def renamed(text: str, copy: int) -> str:
    """The text with three in four of its subject words made the copy's own."""
    return " ".join(
        word if word in STOP_WORDS or crc32(word.encode()) % 4 == 0 else f"{word}{copy}" for word in tokenize(text)
    )


def _copied_passage(passage: Passage, section: str, copy: int) -> Passage:
    """The passage, its quote its own too: answers with one quote count as one."""
    return replace(
        passage,
        section=section,
        quote=renamed(passage.quote, copy),
        summary=renamed(passage.summary, copy),
        asks=tuple(renamed(ask, copy) for ask in passage.asks),
        variants=tuple(renamed(ask, copy) for ask in passage.variants),
    )


def _copied_gap(gap: Gap, copy: int) -> Gap:
    return replace(
        gap,
        id=f"{gap.id}-{copy}",
        asks=tuple(renamed(ask, copy) for ask in gap.asks),
        variants=tuple(renamed(ask, copy) for ask in gap.variants),
    )


def library(article: Article, times: int) -> Article:
    """The article and copies of it."""
    sections, gaps = list(article.sections), list(article.gaps)
    for copy in range(1, times):
        for section in article.sections:
            name = f"{section.id}-{copy}"
            passages = tuple(_copied_passage(passage, name, copy) for passage in section.passages)
            sections.append(replace(section, id=name, title=renamed(section.title, copy), passages=passages))
        gaps += (_copied_gap(gap, copy) for gap in article.gaps)
    return replace(article, sections=tuple(sections), gaps=tuple(gaps))


def milliseconds(call: Callable[[str], object], text: str) -> float:
    """The processor time of a call, which no other program on the machine adds to."""
    start = time.thread_time()
    call(text)
    return 1000 * (time.thread_time() - start)


def compare(matcher: Matcher, strings: Sequence[str], questions: Sequence[str]) -> tuple[float, float]:
    """The median times of a match and of its peer, each question asked of both in turn."""

    def peer(question: str) -> object:
        return process.extractOne(question, strings, scorer=fuzz.WRatio)

    pairs = [(milliseconds(matcher.match, question), milliseconds(peer, question)) for question in questions]
    ours, theirs = (statistics.median(times) for times in zip(*pairs, strict=True))
    print(f"match {ours:.2f} ms, WRatio over {len(strings):,} strings {theirs:.2f} ms, ratio {ours / theirs:.3f}")
    return ours, theirs


def worst_times(matcher: Matcher) -> Iterator[tuple[float, str]]:
    """The median time of each of the worst messages, with its name."""
    for name, text in worst_messages(matcher.article).items():
        yield statistics.median(milliseconds(matcher.match, text) for _ in range(ROUNDS)), name


def worst_replies(matcher: Matcher) -> Iterator[tuple[float, str]]:
    """The time of each reply to a long run of something within a message, after an answer, with the message's form."""
    dialogue = Dialogue(matcher)
    first = "who met"
    shown = dialogue.shown_after(first, dialogue.reply(first))
    for around, run in product(AROUND, RUNS):
        message = around.format(run * (MAX_CHARACTERS // len(run)))[-MAX_CHARACTERS:]
        yield (
            min(milliseconds(partial(dialogue.reply, shown=shown), message) for _ in range(2)),
            around.format(repr(run)),
        )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=100)
    times: int = parser.parse_args().times
    settings = read_settings()
    matcher = load_matcher(settings.article, settings.cache)
    article = matcher.article
    questions = [question.text for question in read_questions(settings.article / "questions.jsonl")]
    compare(matcher, list(islice(cycle(strings_of(article)), STRINGS)), questions[:5])  # warm-up
    print("as it is, in turn:")
    ours, theirs = compare(matcher, list(islice(cycle(strings_of(article)), STRINGS)), questions[:100])
    in_a_row = statistics.median(milliseconds(matcher.match, question) for question in questions[:100])
    print(f"one after another: match {in_a_row:.2f} ms, ratio {in_a_row / theirs:.3f}")

    print(f"messages of {MAX_CHARACTERS:,} characters, the worst first:")
    for spent, name in sorted(worst_times(matcher), reverse=True):
        print(f"{name:30} {spent:8.2f} ms, {spent / theirs:6.3f} of WRatio, {spent / ours:6.2f} of an ordinary message")
    print("replies to as many characters, the worst five:")
    for spent, form in sorted(worst_replies(matcher), reverse=True)[:5]:
        print(f"{form:40} {spent:8.2f} ms, {spent / theirs:6.3f} of WRatio")

    if times > 1:
        start = time.perf_counter()
        large = Matcher.of(library(article, times))
        print(f"{times} times the index, compiled in {time.perf_counter() - start:.0f} s:")
        compare(large, strings_of(large.article), questions[:5])


if __name__ == "__main__":
    main()
