"""A first article folder out of a text: everything that the text's own words and the form of its sentences tell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from itertools import count as count_from

from bot.article import limits
from bot.article.asks import comparable
from bot.article.naming import clipped, make_id
from bot.curation.answers import answer_words
from bot.curation.clauses import clauses
from bot.curation.english import reads_as_english
from bot.curation.headings import tells_its_age
from bot.curation.names import NamedThing, names
from bot.curation.questions import MOST_ASKS, asks, is_ask
from bot.curation.sentences import parts, quotable, sentences, with_ellipses
from bot.curation.summaries import PARENTHESIS, one_line
from bot.curation.themes import MOST_PASSAGES, Themes, groups
from bot.curation.verbs import bare
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.text import tokenize

TOGETHER = 50
"""Words: a sentence that leans on the one before it ("It was ...") or answers it is quoted with it, if both are no
longer."""

_BEGINNING = 5
"""Paragraphs: the first sentence of all stands in one of these."""

_YEAR = 4
"""Digits: a shorter number is one of an amount or a time, and nobody asks by it."""

_WHOLE = re.compile(r"(?![^:.!?]{2,40}:\s).*[.!?…][\"”’')\]*]*\Z", re.DOTALL)
"""A sentence, and no entry of a list."""

_LEANS = frozenset("it they he she this these those such its their his her both then there".split())
_PERSONAL = frozenset("he she who anyone everyone people".split())
_OFFICES = frozenset(
    "boss captain chair chairman chairwoman chief clerk coach commander conductor curator director editor founder"
    " governor headmaster headteacher host instructor judge king landlord leader librarian maker manager mayor minister"
    " moderator organiser organizer owner president principal queen referee secretary teacher trainer treasurer".split()
)


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of prose, the heading that it stands under, and questions that stand before it as headings do."""

    text: str
    heading: str = ""
    questions: tuple[str, ...] = ()

    def questions_before(self, text: str) -> tuple[str, ...]:
        """The questions that a text of this paragraph answers: those before it, if it is the beginning."""
        return self.questions if self.text.startswith(text) else ()


@dataclass(frozen=True)
class DraftPassage:
    """A passage to be written; see `bot.article.model.Passage`."""

    id: str
    quote: str
    summary: str
    answer: tuple[str, ...]
    asks: tuple[str, ...]


@dataclass(frozen=True)
class DraftSection:
    """A section to be written; see `bot.article.model.Section`."""

    id: str
    title: str
    summary: str
    keywords: tuple[str, ...]
    passages: tuple[DraftPassage, ...]


@dataclass(frozen=True)
class Draft:
    """An article to be written; see `bot.article.model.Article`."""

    title: str
    source: str
    summary: str
    paragraphs: tuple[str, ...]
    names: tuple[tuple[NamedThing, str], ...]
    sections: tuple[DraftSection, ...] = field(default=())


def make_draft(
    paragraphs: Sequence[Paragraph],
    title: str,
    source: str,
    *,
    writer: Writer | None = None,
    taken_ids: Collection[str] = (),
    taken_titles: Iterable[str] = (),
) -> Draft:
    """Draft an article. There must be a paragraph. `writer` and what is taken are those of an article that it joins."""
    texts = [paragraph.text for paragraph in paragraphs]
    named = names(texts)
    writer = writer or Writer(
        {word.casefold() for thing in named if thing.kind == "person" for word in thing.name.split()}
    )
    is_english = reads_as_english("\n".join(texts))
    quotes = [list(quotes_of(text)) for text in texts]
    runs = list(_runs(paragraphs, [len(each) for each in quotes]))
    themes = Themes([_text_of(paragraphs[run.start : run.stop]) for run in runs], taken_titles)
    sections: list[DraftSection] = []
    section_ids = set(taken_ids)
    for number, run in enumerate(runs):
        keywords = themes.keywords(number) or [_first_words(texts[run.start], 3)]
        is_opening = run.start == 0 and any(paragraph.heading for paragraph in paragraphs)
        heading = paragraphs[run.start].heading or (title if is_opening else "")
        name = themes.unique(heading) or themes.title(keywords, _first_words(texts[run.start], 6))
        ids: set[str] = set()
        passages = [
            writer.passage(
                quote,
                paragraphs[at].questions if place == 0 else (),
                ids,
                paragraphs[at].heading,
                is_english=is_english and reads_as_english(texts[at]),
            )
            for at in run
            for place, quote in enumerate(quotes[at])
        ]
        summary = clipped(_central(passages, keywords).summary, limits.SUMMARY)
        sections.append(DraftSection(make_id(name, section_ids), name, summary, tuple(keywords), tuple(passages)))
    first = _first_sentence(texts)
    return Draft(
        title=clipped(title or _subject(first) or sections[0].title, limits.ARTICLE_TITLE),
        source=clipped(source, limits.SUMMARY),
        summary=clipped(PARENTHESIS.sub("", first).strip() or first, limits.ARTICLE_SUMMARY),
        paragraphs=tuple(texts),
        names=tuple((thing, _passage_of(thing, sections)) for thing in named),
        sections=tuple(sections),
    )


def _text_of(paragraphs: Sequence[Paragraph]) -> str:
    """Paragraphs as one text, which tells by its points where one ends; they are about what is asked before them."""
    return ". ".join(text for paragraph in paragraphs for text in (*paragraph.questions, paragraph.text))


def _first_sentence(texts: Sequence[str]) -> str:
    """What a text begins with, but for lines that say nothing by themselves: "Contact: Dina Marsh", "Serves 4"."""
    begins = [sentence for text in texts[:_BEGINNING] for sentence in sentences(text)]
    told = (each for each in begins if _WHOLE.match(each) and not tells_its_age(each) and next(clauses(each), None))
    return next(told, begins[0])


def _subject(sentence: str) -> str:
    """What the first sentence of a text is about: "1973 oil crisis"."""
    clause = next(clauses(sentence), None)
    if clause is None or clause.is_about_a_pronoun:
        return ""
    words = clause.subject[1:] if bare(clause.subject[0]) in {"the", "a", "an"} else clause.subject
    title = " ".join(words)
    return title[:1].upper() + title[1:]


def quotes_of(paragraph: str) -> Iterator[str]:
    """What of a paragraph is quoted together; all of it in the end."""
    together: tuple[int, int] | None = None
    for start, end in quotable(paragraph):
        sentence = paragraph[start:end]
        pieces = parts(sentence)
        if together:
            words = len(paragraph[together[0] : end].split())
            is_answer = paragraph[slice(*together)].endswith("?")
            if len(pieces) == 1 and words <= TOGETHER and (is_answer or bare(sentence.split()[0]) in _LEANS):
                together = (together[0], end)
                continue
            yield paragraph[slice(*together)]
        together = (start, end) if len(pieces) == 1 else None
        if len(pieces) > 1:
            yield from (with_ellipses(piece, number, len(pieces)) for number, piece in enumerate(pieces))
    if together:
        yield paragraph[slice(*together)]


def _runs(paragraphs: Sequence[Paragraph], sizes: Sequence[int]) -> Iterator[range]:
    """The themes: by headings where the text has them, else by what neighbours share."""
    at = 0
    for heading, group in groupby(paragraphs, key=lambda paragraph: paragraph.heading):
        count = len(list(group))
        texts = [paragraph.text for paragraph in paragraphs[at : at + count]]
        if heading and sum(sizes[at : at + count]) <= MOST_PASSAGES:
            yield range(at, at + count)
        else:
            yield from (range(at + run.start, at + run.stop) for run in groups(texts, sizes[at : at + count]))
        at += count


class Writer:
    """Writes passages; an ask stands under the first passage that it fits.

    `people` are the words of persons' names, in small letters; `asked` holds asks that are taken, as `comparable` text.
    """

    def __init__(self, people: Collection[str], asked: Iterable[str] = ()) -> None:
        self._people = people
        self._asked = set(asked)

    def forget(self, asks: Iterable[str]) -> None:
        """Let asks be taken again, once the passage that they stood under is written anew."""
        self._asked.difference_update(map(comparable, asks))

    def passage(
        self, quote: str, questions: Sequence[str], ids: set[str], heading: str = "", *, is_english: bool = True
    ) -> DraftPassage:
        """A passage of this quote, with `questions` among its asks, and an id that is not among `ids` yet. What no ask
        is known for is asked for by its heading, too: "Next meeting", "Tuesday 11 June". What is not English is asked
        for by its words alone."""
        texts = sentences(quote.strip("… ")) if is_english else ()
        own = (ask for text in texts for ask in asks(text, is_person=self._is_person))
        asked: dict[str, str] = {}
        for ask in (*questions, *own):
            if comparable(ask) not in self._asked and len(asked) < MOST_ASKS:
                asked.setdefault(comparable(ask), ask)
        if not asked:
            ask = _bare_ask(quote, self._asked)
            if is_ask(heading) and comparable(heading) not in self._asked:
                asked[comparable(heading)] = heading
            asked[comparable(ask)] = ask
        self._asked.update(asked)
        answer = answer_words(quote, list(asked.values()))
        told = answer[0] if re.search(r"[^\W\d_]{3}", answer[0]) and " " in answer[0] else quote  # "two" names nothing
        name = make_id(" ".join(tokenize(told)[:4]), ids)
        return DraftPassage(name, quote, one_line(quote), answer, tuple(asked.values()))

    def _is_person(self, subject: str) -> bool:
        words = [word.casefold() for word in subject.split()]
        if any(word in self._people for word in words):
            return True
        return bool(words) and (words[0] in _PERSONAL or words[-1] in _OFFICES)


def _bare_ask(quote: str, taken: Collection[str]) -> str:
    """For a quote of whose form nothing is known: its first words that say something, as many as make it differ from
    what is taken."""
    words = [word for word in tokenize(quote) if word[0] != "{"] or ["text"]
    telling = [word for word in words if word not in STOP_WORDS and not (word.isdigit() and len(word) < _YEAR)]
    words = telling if len(telling) > 1 else words
    options = (" ".join(words[:count])[: limits.ASK].strip() for count in range(min(6, len(words)), len(words) + 1))
    numbered = (f"{' '.join(words)[:90].strip()} {number}" for number in count_from(2))
    return next(ask for ask in chain(options, numbered) if comparable(ask) not in taken)


def _first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count]).strip(" ,;:.“”\"'()")[: limits.KEYWORD].strip() or "Text"


def _central(passages: Sequence[DraftPassage], keywords: Sequence[str]) -> DraftPassage:
    """The first of the passages that hold most of the keywords."""
    return max(passages, key=lambda passage: sum(keyword in passage.quote for keyword in keywords))


def _passage_of(thing: NamedThing, sections: Sequence[DraftSection]) -> str:
    """The key of the passage that says who or what a thing is: the first that names it with its role."""
    if not thing.role and thing.kind != "organisation":
        return ""
    for section in sections:
        for passage in section.passages:
            if thing.name in passage.quote and thing.role in passage.quote:
                return f"{section.id}/{passage.id}"
    return ""
