"""The output of `curate`: its help, what a question finds, passages to choose from, figures."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Sequence
from pathlib import Path

from bot.article.model import Article, Gap, Passage
from bot.cli.output import WIDTH, say
from bot.conversation import wording
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Reply
from bot.curation.findings import SearchResult
from bot.evaluation.labels import read_dialogues
from bot.evaluation.report import evaluate, in_words, leave_one_out
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Choices, score_of
from bot.plurals import counted

HELP = """\
Type what people would type. What it finds is shown, and one key files it:
  1 to 5   an ask of that passage
  t        an ask of another passage: type words of it, then its number
  g        a gap, which the article does not answer: one of the nearest, one by its words, or a new one
  e        word it otherwise first
  s        skip it
  u        undo what was filed last, and decide again
q leaves and ? shows this, wherever you are asked something; what was filed is in the files.
Instead of a question or a key:
  /thin    walk through the passages with few asks by a person
  /figures what is found now, and was found at the start
  /undo, /help, /quit"""

_COLUMN = re.compile(r" +(?:\S.{0,8}? {2,})?")
_NARROWEST = 30

LEGEND = """\
t another passage | g the article does not say it | e reword
s skip | u undo | q leave | ? help"""


def width() -> int:
    """The line length: the terminal's width, up to a readable maximum."""
    return min(WIDTH, max(shutil.get_terminal_size((WIDTH, 0)).columns, _NARROWEST))


def print_wrapped(text: str) -> None:
    """Print lines of text, each wrapped. A column that ends in two spaces keeps its indentation."""
    for line in text.splitlines():
        column = _COLUMN.match(line)
        say(textwrap.fill(line, width(), subsequent_indent=" " * len(column[0] if column else "")))


def figures(article: Article, folder: Path) -> list[str]:
    """Lines on the quality of the matching: for asks hidden in turn, and for labelled questions if there are any."""
    asked = list(leave_one_out(article))
    lines = [in_words(asked) if asked else "no ask by a person yet"]
    path = folder / "questions.jsonl"
    if path.exists():
        dialogues = read_dialogues(path)
        report = evaluate(dialogues, Dialogue(Matcher.of(article)), article)
        shares = ", ".join(f"{mark} {report.share(mark):.3f}" for mark in ("hit", "offered", "quiet"))
        lines.append(f"{counted(sum(map(len, dialogues)), 'labelled question')}: {shares}")
    return lines


def show_search(found: SearchResult, reply: Reply) -> None:
    """Print the reply that a reader would get, and the nearest passages, numbered."""
    score = f"(score {score_of(found.outcome):.2f})"
    match found.outcome:
        case _ if not reply.parts:
            lines = " ".join(wording.without_parts(reply))
            said = textwrap.shorten(f"Answers without a quote ({reply.said}): {lines}", 3 * width(), placeholder=" …")
        case Answer():
            said = f"Answers with 1 {score}."
        case Choices(candidates=candidates):
            said = f"Offers 1 to {len(candidates)} {score}."
        case no_match:
            said = f"{wording.no_match(no_match)} {score}"
    if len(reply.parts) > 1:
        said = f"Takes it for {len(reply.parts)} questions. {said}"
    print_wrapped(said)
    for number, near in enumerate(found.near, 1):
        show_passage(number, near.passage, near.matched)


def _entry(text: str) -> list[str]:
    """The lines of a numbered entry, indented below its number."""
    return textwrap.wrap(text, width(), initial_indent="  ", subsequent_indent="     ")


def show_gap(number: int, gap: Gap) -> None:
    say("\n".join(_entry(f"{number}. {gap.title}: {gap.note}")))


def show_passage(number: int, passage: Passage, matched: Sequence[str] = ()) -> None:
    """Print a passage to choose, with the words that matched."""
    say("\n".join(_entry(f"{number}. {passage.quote}")[:3]))
    asks = "drafted" if passage.drafted else counted(len(passage.asks), "ask")
    why = f"; matched: {', '.join(matched[:6])}" if matched else ""
    print_wrapped(f"     {passage.key}, ¶ {passage.paragraph}, {asks}{why}")
