"""Makes paragraphs of the blocks of a source: what is prose, under which heading, with which questions before it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from bot.article import limits
from bot.curation.blocks import CODE, ENTRY, HEADING, ITEM, PROSE, Block, Paragraph
from bot.curation.furniture import attribution, furniture, is_byline, is_reference
from bot.curation.lists import has_label, is_entry
from bot.curation.questions import is_ask
from bot.curation.sentences import sentences

UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffc]")
_MARKS = re.compile(
    r"\s*\[(?:\d{1,3}(?:[,–-]\s?\d{1,3})*|(?:citation|clarification|page|year|verification) needed|note \d+|edit|who\?"
    r"|when\?|where\?"
    r"|by whom\?|according to whom\?|better source needed|dubious[^\]]{0,20}|failed verification|dead link)\]"
    r"|[\u00b9\u00b2\u00b3\u2070-\u2079]+(?=\s|$)",
    re.IGNORECASE,
)
_OF_A_CHAT = re.compile(
    r"\x1b\[[\d;]*[A-Za-z]|<(?:a?:\w+:|@[!&]?|#)\d+>|(?<![\w:]):[a-z][a-z\d_+-]+:(?![\w:])"
    r"|\|\|(?=\S)|(?<=\S)\|\||\[\^[\w-]{1,20}\]:?|^\[[ xX]\](?=\s)"
)
"""What a terminal obeys, what Discord shows as a picture, a name or hidden ("<@123>", ":wave:", "||it was him||"), and
marks of footnotes and of tasks."""
_NUMBERED = re.compile(r"(?:chapter|part|section|article|book|act|scene|volume)\s+\w+$", re.IGNORECASE)
"""A heading that is no title of the whole."""
_RUN_IN = re.compile(
    r"([A-Z]{2,}(?:[ ,&/’'-]+[A-Z]{2,}){0,5}|Abstract|Summary|Background|Conclusions?)\.\s+(?=[A-Z“\"][\w’'“\"]*\s)"
)
"""A heading that stands in the line that it names: "RENT. The rent is due in May."."""

_FRAGMENT = "fragment without a sentence"
_OPEN = re.compile(r"(?:[:;,—–-]|\b(?:and|or))$")
_WORD = re.compile(r"[^\W\d_]{2,}")
_WITHOUT_SPACES = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
"""Letters of languages that write no space between words: Thai, Lao, Japanese, Chinese."""
_LETTER = re.compile(r"[^\W\d_]")


class Collector:
    """Makes paragraphs of blocks. `title` is the first heading, if it stands before all prose; `author` is who a line
    says wrote it."""

    def __init__(self, left_out: Counter[str]) -> None:
        self.paragraphs: list[Paragraph] = []
        self.title = ""
        self.author = ""
        self._left_out = left_out
        self._heading = ""
        self._above: list[Block] = []
        self._headings_above: list[str] = []
        self._questions: list[str] = []
        self._items: list[str] = []
        self._seen: dict[str, int] = {}

    def collect(self, blocks: Iterable[Block]) -> None:
        """Take all blocks of a source."""
        before = ""
        *others, last = (*blocks, Block(HEADING, ""))
        for block, following in pairwise((*others, last)):
            text = cleaned(block.text, self._left_out)
            if not text or self._is_furniture(block.kind, text, is_last=following is last):
                continue
            if block.kind == CODE:
                self._take_code(text)
                continue
            if block.kind == HEADING and following.kind == HEADING and not block.level and has_label(text):
                block = Block(ENTRY, text)  # "Phone: 01234 567890" names nothing below it
            if block.kind == ITEM and text[0].islower() and self._goes_on(text):
                continue
            if block.kind in (PROSE, ITEM) and not text.isupper() and (run_in := _RUN_IN.match(text)):
                self._end_list(is_told=before == ITEM)
                self._take_heading(run_in[1])
                text = text[run_in.end() :]
            is_item = block.kind == ITEM
            is_entry_told = block.kind == ENTRY and not self._questions  # "No." is none
            is_told = is_entry_told or is_entry(text) or _is_prose(text) or (is_item and has_label(text))
            is_told |= following.kind == CODE and text.endswith(":")
            if is_item and not is_told and _WORD.search(text):
                self._items.append(text)
                continue
            if len(self._items) == 1 and block.kind == PROSE and before != ITEM and self._items[0][-1] not in "!?":
                self._heading = self._items.pop().rstrip(".")  # "1. Definitions."
                self._left_out["heading"] += 1
            self._end_list(is_told=is_item or before == ITEM)
            if block.kind == HEADING:
                self._take_heading(text, block.level)
            elif is_told:
                self._add(text)
            else:
                self._take_fragment(text)
            before = block.kind
        self._end_list(is_told=before == ITEM)
        self._leave_questions()
        self._tell_headings_apart()

    def _tell_headings_apart(self) -> None:
        """Name headings that stand under several others by those, too: of release notes, each version has "Fixed"."""
        above: defaultdict[str, set[str]] = defaultdict(set)
        for paragraph, name in zip(self.paragraphs, self._headings_above, strict=True):
            above[paragraph.heading].add(name)
        for at, (paragraph, name) in enumerate(zip(self.paragraphs, self._headings_above, strict=True)):
            heading = f"{name}: {paragraph.heading}"
            if name and len(above[paragraph.heading]) > 1 and len(heading) <= limits.TITLE:
                self.paragraphs[at] = replace(paragraph, heading=heading)

    def _is_furniture(self, kind: str, text: str, *, is_last: bool) -> bool:
        """Whether a block is none of the article's text: who wrote it, which is noted, captions, references."""
        if kind != HEADING and is_reference(text, self._heading):
            self._left_out["reference"] += 1
            return True
        what = "" if kind == ITEM or is_entry(text) else furniture(text)
        signed = attribution(text)
        if (is_byline(text) and not self.paragraphs) or (signed and is_last):
            self.author = self.author or signed or text
            what = "byline"
        elif signed and self.paragraphs and not self._items and self.paragraphs[-1].heading == self._heading:
            # Of what is quoted right above it.
            self.paragraphs[-1] = replace(self.paragraphs[-1], text=f"{self.paragraphs[-1].text} {text}")
            return True
        if what:
            self._left_out[what] += 1
        return bool(what)

    def _take_code(self, line: str) -> None:
        """Add a line of code to the sentence that it ends: "Install it with: pip install it"."""
        last = self.paragraphs[-1] if self.paragraphs else None
        if last is not None and not self._items and last.text.endswith(":") and len(line) <= limits.ASK:
            self.paragraphs[-1] = replace(last, text=f"{last.text} {line}")
        else:
            self._left_out["block of code"] += 1

    def _goes_on(self, item: str) -> bool:
        """Add an item to the sentence that it ends, as a law's do: "It does not apply to— (a) a school, or"."""
        last = self.paragraphs[-1] if self.paragraphs else None
        if last is None or self._items or not _OPEN.search(last.text):
            return False
        if len(last.text) + len(item) >= limits.PARAGRAPH:
            return False
        self.paragraphs[-1] = replace(last, text=f"{last.text} {item}")
        return True

    def _end_list(self, *, is_told: bool) -> None:
        """Add the items that are too short to be told by themselves: sentences one by one, all others together, and one
        alone where others of its list were told."""
        items, self._items = self._items, []
        if all(item[-1] in ".!?" for item in items):
            for item in items:
                self._add(item)
        elif len(items) > 1:
            self._add("; ".join(item.rstrip(" ;,") for item in items).replace(":; ", ": "))
        elif is_told and not self._questions:
            self._add(items[0])
        else:
            self._take_fragment(items[0])

    def _take_fragment(self, text: str) -> None:
        """Add what tells something only as the answer to a question: "Are dogs allowed? No." """
        if self._questions:
            self._add(f"{self._questions[-1]} {text}")
        else:
            self._left_out[_FRAGMENT] += 1

    def _leave_questions(self) -> None:
        """Leave out questions after which nothing is said: what stands under another heading is no answer."""
        if self._questions:
            self._left_out["question without an answer"] += len(self._questions)
            self._questions = []

    def _take_heading(self, text: str, level: int = 0) -> None:
        if text.endswith("?") and is_ask(text):
            self._questions.append(text)
            return
        self._leave_questions()
        self._left_out["heading"] += 1
        self._above = [each for each in self._above if each.level < level]
        self._above.append(Block(HEADING, text, level))
        is_begun = not all(has_label(paragraph.text) for paragraph in self.paragraphs)  # "Contact: Ana Li"
        if self.title or is_begun or _NUMBERED.match(text) or len(text) > limits.ARTICLE_TITLE:
            self._heading = text
        else:
            self.title = text

    def _add(self, text: str) -> None:
        if text in self._seen:
            self._left_out["repeated paragraph"] += 1
            first = self.paragraphs[self._seen[text]]
            self.paragraphs[self._seen[text]] = replace(first, questions=(*first.questions, *self._take_questions()))
            return
        self._seen[text] = len(self.paragraphs)
        for part in _short_enough(text):
            self.paragraphs.append(Paragraph(part, self._heading, self._take_questions()))
            self._headings_above.append(self._above[-2].text if len(self._above) > 1 else "")

    def _take_questions(self) -> tuple[str, ...]:
        """The questions that what follows them answers, once."""
        questions = tuple(question.rstrip("?").strip() for question in self._questions)
        self._questions = []
        return questions


def cleaned(text: str, left_out: Counter[str] | None = None) -> str:
    """A paragraph without reference marks, which are counted, and unseen characters, its white space single."""
    left_out = Counter() if left_out is None else left_out
    text, marks = _MARKS.subn("", text)
    if marks:
        left_out["reference mark"] += marks
    return " ".join(UNSEEN.sub("", _OF_A_CHAT.sub("", text)).replace("'''", "'").split())


def _is_prose(text: str) -> bool:
    """Whether a text is a sentence or more: a few words, and letters rather than signs."""
    shown = len(text.replace(" ", ""))
    letters = len(_LETTER.findall(text))
    words = len(_WORD.findall(text)) + len(_WITHOUT_SPACES.findall(text)) // 2
    return words >= (3 if text[-1:] in '.!?…。！？”"’)' else 5) and letters > 0.55 * shown


def _short_enough(text: str) -> Iterator[str]:
    """The paragraph, or, where it is too long to be shown, parts of it that end with a sentence."""
    if len(text) <= limits.PARAGRAPH:
        yield text
        return
    part = ""
    for sentence in sentences(text):
        if part and len(part) + 1 + len(sentence) > limits.PARAGRAPH * 2 / 3:
            yield part
            part = ""
        part = f"{part} {sentence}".strip()
        while len(part) > limits.PARAGRAPH:  # a sentence of that length
            cut = part.rfind(" ", 0, limits.PARAGRAPH)
            cut = cut if cut > 0 else limits.PARAGRAPH
            yield part[:cut].strip()
            part = part[cut:].strip()
    if part:
        yield part
