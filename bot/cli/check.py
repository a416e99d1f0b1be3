"""`python -m bot check`: finds the faults of articles, estimates how well they answer, and shows where they are
thin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.article.model import Article
from bot.cli.output import say, show_progress
from bot.curation.findings import unknown_term
from bot.errors import ArticleError
from bot.evaluation.checking import check_folder
from bot.evaluation.expectations import FEWEST_ASKS, Expectations, expect
from bot.evaluation.labels import LabelledQuestion
from bot.plurals import counted

MOST_LISTED = 8

HOW_TO_WALK, LIST_ALL = "/thin in `curate` walks them", "all with `python -m bot evaluate --leave-one-out --misses`"

USUAL_FOUND = "usual: 65 to 75% and 35 to 55%"
USUAL_NEAR = "usual: 50 to 60%"
USUAL_OTHER = "usual: over 90%"
"""The usual figures of well-curated articles, with five to 25 asks a passage. Good asks differ from one another, so not
every one finds its passage while it is hidden."""


def check(folders: Sequence[Path]) -> None:
    """Print what was found in article folders. Raises `ArticleError` with every fault of all of them."""
    sound: list[tuple[str, Article, list[LabelledQuestion]]] = []
    faulty: dict[str, ArticleError] = {}
    for folder in folders:
        try:
            article, questions = check_folder(folder)
        except ArticleError as error:
            faulty[folder.name] = error
        else:
            sound.append((folder.name, article, questions))
            say(_sizes(folder.name, article))
    if faulty:
        raise ArticleError.of_several(faulty) if len(faulty) > 1 else next(iter(faulty.values()))
    for name, article, questions in sound:
        if len(sound) > 1:
            say(f"\n{name}: {article.title}")
        _print_expectations(article, questions)


def _sizes(name: str, article: Article) -> str:
    asks = sum(len(passage.asks) for passage in article.passages)
    variants = sum(len(each.variants) for each in (*article.passages, *article.gaps))
    gaps = sum(len(gap.asks) for gap in article.gaps)
    return (
        f"{name}: no faults. {counted(len(article.paragraphs), 'paragraph')}, "
        f"{counted(len(article.sections), 'section')}, {counted(len(article.passages), 'passage')} with "
        f"{counted(asks, 'ask')}, {counted(len(article.gaps), 'gap')} with {gaps}, {counted(variants, 'variant')}."
    )


def _print_expectations(article: Article, questions: Sequence[LabelledQuestion]) -> None:
    with show_progress("Hiding parts of the index in turn and asking for them: this takes a while") as progress:
        expected = expect(article, questions, progress)
    for line in _expectation_lines(expected):
        say(line)
    in_vain = [word for word in article.synonyms if unknown_term(article, word)]
    for line in _list_lines("Synonyms that find nothing: the index does not have the words", in_vain):
        say(line)


def _expectation_lines(expected: Expectations) -> Iterator[str]:
    yield ""
    yield "What to expect, found by hiding parts of the index in turn and asking for them:"
    if expected.asked:
        yield (
            f"  {expected.found:.0%} of asks find their passage while they are hidden, {expected.answered:.0%} are "
            f"answered with it ({USUAL_FOUND})"
        )
        yield f"  {expected.near_refused:.0%} of asks are refused while their passage is hidden ({USUAL_NEAR})"
    yield f"  {expected.other_refused:.0%} of messages on other subjects are refused ({USUAL_OTHER})"
    yield from _list_lines(
        "Drafted passages that nobody has reviewed yet; curate them", expected.drafted_passages, HOW_TO_WALK
    )
    yield from _list_lines(f"Passages with fewer than {FEWEST_ASKS} asks", expected.thin_passages, HOW_TO_WALK)
    yield from _list_lines("Summaries with a number that is not in their quote", expected.off_summaries)
    title = "Asks that do not find their passage while they are hidden; more like them, in other words, would help"
    yield from _list_lines(title, expected.not_found, LIST_ALL)
    yield from _list_lines("Labelled questions without an answer that no gap names", expected.unnamed)


def _list_lines(title: str, entries: Sequence[str], more: str = "") -> Iterator[str]:
    if entries:
        yield ""
        yield f"{title} ({len(entries)}):"
        yield from (f"  {entry}" for entry in entries[:MOST_LISTED])
        if len(entries) > MOST_LISTED:
            yield f"  ... ({more})" if more else "  ..."
