"""Makes paragraphs of the blocks of a source: what is prose, under which heading, with which questions before it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from bot.article import limits
from bot.curation.grammar.headings import ENDS, tells_its_age
from bot.curation.grammar.lines import ANNOUNCED
from bot.curation.grammar.questions import is_ask
from bot.curation.sources.blocks import CODE, ENTRY, HEADING, ITEM, PROSE, Block, Paragraph
from bot.curation.sources.boilerplate import attribution, boilerplate_kind, is_byline, is_reference
from bot.curation.sources.lists import WORD, has_label, is_entry, with_short_lists
from bot.curation.sources.prose import (
    ANSWERED,
    ASKER,
    ORNAMENTS,
    cleaned,
    is_prose,
    is_short_sentence,
    is_value,
    plain_question,
    run_in_heading,
    short_enough,
)

_NUMBERED = re.compile(r"(?:chapter|part|section|article|book|act|scene|volume)\s+\w+$", re.IGNORECASE)
"""A heading that cannot be the title of the whole."""

_NUMBER = re.compile(r"\A(\d{1,3})\s?[^\w\s.,:)%+/$€£°-]\s+(?=\w)")
"""The number of a heading, as in "4 | Voice channels"."""

_VERSION = re.compile(r"\A\[([^\[\]]+)\](?=\s[-–—]\s)")
"""The version in the heading of a change log: "[3.1.0] - 2024-12-02"."""

_MOST_ABOVE = 2
"""How many paragraphs may stand above the byline: the summary."""

_FRAGMENT = "fragment without a sentence"
_OPEN = re.compile(r"(?:[:;,—–-]|\b(?:and|or))$")


class Collector:
    """Makes paragraphs of blocks. `title` is the first heading, if it comes before all prose (and has the highest
    level, if the source gives its title elsewhere too). `author` is the name in the byline."""

    def __init__(self, left_out: Counter[str], *, is_titled: bool) -> None:
        self._is_titled = is_titled
        self.paragraphs: list[Paragraph] = []
        self.title: str = ""
        self.author = ""
        self._left_out = left_out
        self._heading = ""
        # The open headings, highest first; and for each paragraph the one above its own.
        self._above: list[Block] = []
        self._headings_above: list[str] = []
        # What waits for the next text: questions, and items that say nothing by themselves.
        self._questions: list[str] = []
        self._items: list[str] = []
        self._seen: dict[str, int] = {}  # the number of the paragraph with a text

    def collect(self, blocks: Iterable[Block]) -> None:
        """Process all blocks of a source."""
        before = ""
        end = Block(HEADING, "")
        for block, following in pairwise((*with_short_lists(blocks), end)):
            text = cleaned(block.text, self._left_out)
            if not text or self._is_boilerplate(block.kind, text, is_last=following is end):
                continue
            if block.kind == CODE:
                self._take_code(text)
                continue
            if block.kind == HEADING and following.kind == HEADING and not block.level and has_label(text):
                block = Block(ENTRY, text)  # "Phone: 01234 567890" names nothing below it
            if block.kind == ITEM and text[0].islower() and self._continues_sentence(text):
                continue
            text = ANSWERED.sub("", text, count=1) if self._questions and block.kind != HEADING else text
            is_named = before == HEADING and bool(self._heading)
            if block.kind != HEADING and (run_in := run_in_heading(text, is_named=is_named)):
                self._end_list(is_in_list=before == ITEM)
                self._take_heading(run_in[1], is_of_a_part=True)
                text = text[run_in.end() :]
            is_informative = self._is_informative(block.kind, text, following)
            if block.kind == ITEM and not is_informative and WORD.search(text):
                self._items.append(text)
                continue
            if len(self._items) == 1 and block.kind == PROSE and before != ITEM and self._items[0][-1] not in "!?":
                self._heading = self._items.pop().rstrip(".")  # "1. Definitions."
                self._left_out["heading"] += 1
            self._end_list(is_in_list=ITEM in (block.kind, before))
            if block.kind == HEADING:
                self._take_heading(text, block.level)
            elif is_informative or (before == HEADING and self._heading and is_value(text)):
                if block.kind == PROSE and self._is_headline(text, following):
                    self.title = text  # it stays in the text: it may be a sentence
                self._add(text)
            else:
                self._take_fragment(text)
            before = block.kind
        self._end_list(is_in_list=before == ITEM)
        self._leave_questions()
        self._tell_headings_apart()

    def _is_informative(self, kind: str, text: str, following: Block) -> bool:
        """Whether a text is informative by itself."""
        if is_entry(text) or is_prose(text) or (following.kind == CODE and text.endswith(":")):
            return True
        if kind == PROSE:
            return is_short_sentence(text) or tells_its_age(text) or ANNOUNCED.match(text) is not None
        is_statement = kind == ENTRY and not self._questions  # as an answer, "No." says nothing by itself
        return is_statement or has_label(text)

    def _is_headline(self, text: str, following: Block) -> bool:
        """Whether a line above a text without a title is its headline: it has no full stop, and the text has."""
        is_first = not (self._is_titled or self.title or self.paragraphs or self._heading)
        is_line = text[0].isupper() and not ENDS.search(text) and len(text) <= limits.ARTICLE_TITLE
        is_informative = has_label(text) or is_entry(text) or tells_its_age(text)
        is_above = following.kind == PROSE and (ENDS.search(following.text) or is_byline(following.text))
        return is_first and is_line and not is_informative and bool(is_above)

    def _tell_headings_apart(self) -> None:
        """Complete headings that occur under several others with those: in release notes, each version has "Fixed"."""
        above: defaultdict[str, set[str]] = defaultdict(set)
        for paragraph, name in zip(self.paragraphs, self._headings_above, strict=True):
            above[paragraph.heading].add(name)
        for at, (paragraph, name) in enumerate(zip(self.paragraphs, self._headings_above, strict=True)):
            heading = f"{name}: {paragraph.heading}"
            if name and len(above[paragraph.heading]) > 1 and len(heading) <= limits.TITLE:
                self.paragraphs[at] = replace(paragraph, heading=heading)

    def _is_boilerplate(self, kind: str, text: str, *, is_last: bool) -> bool:
        """Whether a block is boilerplate: a byline, which is recorded, captions, references."""
        if kind != HEADING and is_reference(text, self._heading):
            self._left_out["reference"] += 1
            return True
        what = "" if kind == ITEM or is_entry(text) else boilerplate_kind(text)
        signed = attribution(text)
        is_begun = sum(paragraph.text != self.title for paragraph in self.paragraphs) > _MOST_ABOVE
        if (is_byline(text) and not is_begun) or (signed and is_last):
            self.author = self.author or signed or text
            what = "byline"
        elif signed and self.paragraphs and not self._items and self.paragraphs[-1].heading == self._heading:
            self._append(text)  # of what is quoted right above it
            return True
        if what:
            self._left_out[what] += 1
        return bool(what)

    @property
    def _last(self) -> Paragraph:
        """The last paragraph; an empty one if there is none."""
        return self.paragraphs[-1] if self.paragraphs else Paragraph("")

    def _append(self, text: str) -> None:
        """Append a text to the last paragraph."""
        self.paragraphs[-1] = replace(self._last, text=f"{self._last.text} {text}")

    def _take_code(self, line: str) -> None:
        """Add a line of code to the sentence that it completes: "Install it with: pip install it"."""
        if not self._items and self._last.text.endswith(":") and len(line) <= limits.ASK:
            self._append(line)
        else:
            self._left_out["block of code"] += 1

    def _continues_sentence(self, item: str) -> bool:
        """Add an item to the sentence that it completes, as in a law: "It does not apply to— (a) a school, or"."""
        is_open = not self._items and _OPEN.search(self._last.text) is not None
        if not is_open or len(self._last.text) + len(item) >= limits.PARAGRAPH:
            return False
        self._append(item)
        return True

    def _end_list(self, *, is_in_list: bool) -> None:
        """Add the items that are too short by themselves: sentences one by one, all others together, and a single one
        if other items of its list were added."""
        items, self._items = self._items, []
        if all(item[-1] in ".!?" for item in items):
            for item in items:
                self._add(item)
        elif len(items) > 1:
            self._add("; ".join(item.rstrip(" ;,") for item in items).replace(":; ", ": "))
        elif (is_in_list or (self._heading and " " in items[0])) and not self._questions:
            self._add(items[0])
        else:
            self._take_fragment(items[0])

    def _take_fragment(self, text: str) -> None:
        """Add a text that is informative only as the answer to a question: "Are dogs allowed? No."."""
        asked = self._questions[-1] if self._questions else self._heading
        if asked.endswith("?"):
            self._add(f"{ASKER.sub('', asked, count=1)} {text}")
        else:
            self._left_out[_FRAGMENT] += 1

    def _leave_questions(self) -> None:
        """Drop questions without an answer: text under another heading is none."""
        if self._questions:
            self._left_out["question without an answer"] += len(self._questions)
            self._questions = []

    def _take_heading(self, text: str, level: int = 0, *, is_of_a_part: bool = False) -> None:
        if text.endswith("?") and (is_ask(text) or not level):
            self._questions.append(text)
            if level and any(each.level >= level and each.text == self._heading for each in self._above):
                self._above = [each for each in self._above if each.level < level]
                self._heading = next((each.text for each in self._above[::-1] if each.text != self.title), "")
            return
        self._leave_questions()
        text = _VERSION.sub(r"\1", text)
        text = _NUMBER.sub(r"\1. ", ORNAMENTS.sub("", text) or text, count=1)
        self._left_out["heading"] += 1
        self._above = [each for each in self._above if each.level < level]
        self._above.append(Block(HEADING, text, level))
        is_begun = not all(has_label(paragraph.text) for paragraph in self.paragraphs)  # "Contact: Ana Li"
        is_lower = is_of_a_part or (self._is_titled and level > 1)
        if self.title or is_begun or is_lower or _NUMBERED.match(text) or len(text) > limits.ARTICLE_TITLE:
            self._heading = text
        else:
            self.title = text

    def _add(self, text: str) -> None:
        if self._last.text.endswith(":") and self._last.heading == self._heading and text[0] in '“"':
            self._append(text)  # who says it stands above what is said
            return
        if text in self._seen:
            self._left_out["repeated paragraph"] += 1
            first = self.paragraphs[self._seen[text]]
            self.paragraphs[self._seen[text]] = replace(first, questions=(*first.questions, *self._take_questions()))
            return
        self._seen[text] = len(self.paragraphs)
        for part in short_enough(text):
            self.paragraphs.append(Paragraph(part, self._heading, self._take_questions()))
            self._headings_above.append(self._above[-2].text if len(self._above) > 1 else "")

    def _take_questions(self) -> tuple[str, ...]:
        """The questions that the following text answers, each returned once. "And did you?" is not asked by itself."""
        questions = tuple(plain_question(question) for question in self._questions if is_ask(question))
        self._questions = []
        return questions
