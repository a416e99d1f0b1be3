"""`python -m bot check`: are the articles sound, what is to be expected of them, and where are they thin?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.article.model import Article
from bot.articles import all_faulty
from bot.cli.output import harmless, say, working
from bot.errors import ArticleError
from bot.evaluation.checking import check_folder
from bot.evaluation.expectations import FEWEST_ASKS, Expectations, expect
from bot.evaluation.labels import LabelledQuestion
from bot.plurals import counted

MOST_LISTED = 8


def check(folders: Sequence[Path]) -> None:
    """Print what was found in article folders. Raises `ArticleError` with every fault of all of them."""
    sound: list[tuple[Article, list[LabelledQuestion]]] = []
    faulty: dict[str, ArticleError] = {}
    for folder in folders:
        try:
            article, questions = check_folder(folder)
        except ArticleError as error:
            faulty[folder.name] = error
        else:
            sound.append((article, questions))
            say(_sizes(folder.name, article))
    if faulty:
        raise all_faulty(faulty) if len(faulty) > 1 else next(iter(faulty.values()))
    for article, questions in sound:
        if len(sound) > 1:
            say(f"\n{harmless(article.title)}")
        _say_what_to_expect(article, questions)


def _sizes(name: str, article: Article) -> str:
    asks, variants, gaps = _count(article)
    return (
        f"{harmless(name)}: no faults. {counted(len(article.paragraphs), 'paragraph')}, "
        f"{counted(len(article.sections), 'section')}, {counted(len(article.passages), 'passage')} with "
        f"{counted(asks, 'ask')}, {counted(len(article.gaps), 'gap')} with {gaps}, {counted(variants, 'variant')}."
    )


def _say_what_to_expect(article: Article, questions: Sequence[LabelledQuestion]) -> None:
    all_drafted = all(passage.drafted for passage in article.passages)
    with working("Hiding parts of the index in turn and asking the rest for them: this takes some seconds") as progress:
        expected = expect(article, questions, progress)
    for line in _lines(expected, all_drafted=all_drafted):
        say(line)


def _count(article: Article) -> tuple[int, int, int]:
    asked = (*article.passages, *article.gaps)
    return (
        sum(len(passage.asks) for passage in article.passages),
        sum(len(each.variants) for each in asked),
        sum(len(gap.asks) for gap in article.gaps),
    )


def _lines(expected: Expectations, *, all_drafted: bool) -> Iterator[str]:
    yield ""
    yield "What to expect, by hiding parts of the index in turn and asking the rest for them:"
    if not all_drafted:
        found, answered = f"{expected.found:.0%}", f"{expected.answered:.0%}"
        yield f"  {found} of asks find their passage without themselves, {answered} are answered"
        yield f"  {expected.near_refused:.0%} of asks are refused while their passage is hidden"
    yield f"  {expected.other_refused:.0%} of messages on other subjects are refused"
    yield from _listed("Passages as drafted, which nobody has read yet; curate them", expected.drafted_passages)
    yield from _listed(f"Passages with fewer than {FEWEST_ASKS} asks", expected.thin_passages)
    yield from _listed("Asks that the rest of the index does not find; others like them would help", expected.not_found)
    yield from _listed("Labelled questions without an answer that no gap names", expected.unnamed)


def _listed(title: str, entries: Sequence[str]) -> Iterator[str]:
    if entries:
        yield ""
        yield f"{title} ({len(entries)}):"
        yield from (f"  {harmless(entry)}" for entry in entries[:MOST_LISTED])
        if len(entries) > MOST_LISTED:
            yield "  ..."
