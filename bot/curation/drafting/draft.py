"""Drafts an article folder from a text, using only the text's own words and the form of its sentences."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, islice, pairwise, starmap

from bot.article import limits
from bot.article.naming import clipped, make_id
from bot.curation.drafting.names import names
from bot.curation.drafting.themes import MOST_PASSAGES, ONE_PAGE, Themes, groups
from bot.curation.drafting.writer import DraftPassage, Writer
from bot.curation.grammar.clauses import clauses
from bot.curation.grammar.headings import MARK, tells_its_age
from bot.curation.grammar.kinds import NamedThing
from bot.curation.grammar.lines import ANNOUNCED
from bot.curation.grammar.sentences import quotes_of, sentences
from bot.curation.grammar.summaries import DATELINE, PARENTHESIS, PICTURES
from bot.curation.grammar.verbs import bare
from bot.curation.sources.blocks import Paragraph
from bot.curation.sources.english import reads_as_english
from bot.curation.sources.prose import SPOKEN

_BEGINNING = 5
"""The first sentence of the article is in one of this many first paragraphs of prose."""

_ENTRY = re.compile(r"[^:.!?(]{2,40}:\s|[“\"][a-z]|[^.!?…]*\Z")
"""The beginning of a list entry, a definition, or text that is no sentence."""

_MOST_SAID = 4
"""The most sentences of an article's summary."""

_LEANS = re.compile(
    r"(?:i|my|it|its|they|their|he|his|she|her|this|that|these|those|such|but|and|or|yes|no|however|also)\b",
    re.IGNORECASE,
)
"""The beginning of a sentence that depends on the one before it."""

_WHOLE = re.compile(r".*[.!…][\"”’')\]*]*\Z", re.DOTALL)
"""The end of a statement."""


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
    sections: tuple[DraftSection, ...]


def make_draft(
    paragraphs: Sequence[Paragraph],
    title: str,
    source: str,
    *,
    writer: Writer | None = None,
    taken_ids: Collection[str] = (),
    taken_titles: Iterable[str] = (),
) -> Draft:
    """Draft an article of at least one paragraph. `writer` and `taken` come from an existing article if the draft is
    added to it."""
    texts = [paragraph.text for paragraph in paragraphs]
    first = MARK.sub("", PICTURES.sub("", DATELINE.sub("", _first_sentence(texts))), count=1)
    subject = title or _subject(first)
    named = names([DATELINE.sub("", text) for text in texts], subject)
    writer = writer or Writer(subject, [thing.name for thing in named if thing.kind == "person"])
    is_english = reads_as_english("\n".join(texts))
    quotes = [list(quotes_of(text)) for text in texts]
    runs = list(_runs(paragraphs, [len(each) for each in quotes]))
    themes = Themes([_text_of(paragraphs[run.start : run.stop]) for run in runs], taken_titles)
    sections: list[DraftSection] = []
    section_ids = set(taken_ids)
    for number, run in enumerate(runs):
        keywords = themes.keywords(number) or [_first_words(texts[run.start], 3)]
        is_opening = run.start == 0 and any(paragraph.heading for paragraph in paragraphs)
        heading = paragraphs[run.start].heading or _question(paragraphs[run.start]) or (title if is_opening else "")
        name = themes.unique(heading) or themes.title(keywords, _first_words(texts[run.start], 6))
        ids: set[str] = set()
        passages = [
            writer.passage(
                quote,
                paragraphs[at].questions if place == 0 else (),
                ids,
                paragraphs[at].heading,
                is_first=at == run.start and place == 0,
                is_english=is_english and reads_as_english(texts[at]),
            )
            for at in run
            for place, quote in enumerate(quotes[at])
        ]
        summary = clipped(_central(passages, keywords).summary, limits.SUMMARY)
        sections.append(DraftSection(make_id(name, section_ids), name, summary, tuple(keywords), tuple(passages)))
    return Draft(
        title=clipped(subject or sections[0].title, limits.ARTICLE_TITLE),
        source=clipped(source, limits.SUMMARY),
        summary=_in_short(
            clipped(_ended(PARENTHESIS.sub("", first).strip() or first), limits.ARTICLE_SUMMARY), sections
        ),
        paragraphs=tuple(texts),
        names=tuple((thing, _passage_of(thing, sections)) for thing in named),
        sections=tuple(sections),
    )


def _text_of(paragraphs: Sequence[Paragraph]) -> str:
    """Paragraphs as one text, each ending with a full stop; with their questions, without speakers' names."""
    return ". ".join(
        text for paragraph in paragraphs for text in (*paragraph.questions, SPOKEN.sub("", paragraph.text))
    )


def _first_sentence(texts: Sequence[str]) -> str:
    """The first sentence of a text, skipping lines that say nothing by themselves: "Contact: Dina Marsh", "Serves
    4"."""
    said = (SPOKEN.sub("", text) for text in texts)
    prose = islice((text for text in said if not _ENTRY.match(text)), _BEGINNING)
    begins = (
        sentence
        for text in prose
        for sentence in sentences(text)
        if not _ENTRY.match(sentence) and sentence.count(" ") > 1
    )
    return next(filter(_is_statement, begins), sentences(texts[0])[0])


def _ended(sentence: str) -> str:
    return sentence if _WHOLE.match(sentence) or sentence[-1] == "?" else f"{sentence.rstrip(' :;,')}."


def _is_statement(sentence: str) -> bool:
    return bool(_WHOLE.match(sentence)) and not tells_its_age(sentence) and next(clauses(sentence), None) is not None


def _in_short(first: str, sections: Sequence[DraftSection]) -> str:
    """A summary in a few sentences of the article: the first one, when and where it is, and an independent sentence of
    each of the first sections."""
    passages = [passage for section in sections for passage in section.passages]
    announced = (passage.summary for passage in passages if ANNOUNCED.match(passage.quote))
    said = [first, *(each for each in announced if each.partition(": ")[2].strip(".") not in first)][: _MOST_SAID - 1]
    for section in sections:
        summaries = (section.summary, *(passage.summary for passage in section.passages))
        new = (each for each in summaries if each.strip(".") not in first and first not in each)
        stands = (each for each in new if not (SPOKEN.match(each) or _LEANS.match(each)) and _is_statement(each))
        if (summary := next(stands, "")) and len(" ".join((*said, summary))) <= limits.SUMMARY:
            said.append(summary)
    return " ".join(said[:_MOST_SAID])


def _subject(sentence: str) -> str:
    """The subject of the first sentence of a text: "1973 oil crisis"."""
    clause = next(clauses(sentence), None)
    if clause is None or clause.is_about_a_pronoun:
        return ""
    words = clause.subject[1:] if bare(clause.subject[0]) in {"the", "a", "an"} else clause.subject
    title = " ".join(words)
    return title[:1].upper() + title[1:]


def _runs(paragraphs: Sequence[Paragraph], sizes: Sequence[int]) -> Iterator[range]:
    """The themes: by headings or questions if the text has them, else by shared words of neighbouring paragraphs."""
    at = 0
    for heading, group in groupby(paragraphs, key=lambda paragraph: paragraph.heading):
        count = len(list(group))
        texts = [paragraph.text for paragraph in paragraphs[at : at + count]]
        is_named = heading or (not at and count < len(paragraphs))  # by the title of the whole
        asked = [number for number in range(at, at + count) if paragraphs[number].questions]
        if not heading and 1 < len(asked) < ONE_PAGE:
            yield from starmap(range, pairwise(sorted({at, *asked, at + count})))
        elif is_named and sum(sizes[at : at + count]) <= MOST_PASSAGES:
            yield range(at, at + count)
        else:
            yield from (range(at + run.start, at + run.stop) for run in groups(texts, sizes[at : at + count]))
        at += count


def _question(paragraph: Paragraph) -> str:
    """The question that a paragraph answers, as a section title; "" if there is none."""
    return f"{paragraph.questions[0]}?" if paragraph.questions else ""


def _first_words(text: str, count: int) -> str:
    return " ".join(text.split()[:count]).strip(" ,;:.“”\"'()")[: limits.KEYWORD].strip() or "Text"


def _central(passages: Sequence[DraftPassage], keywords: Sequence[str]) -> DraftPassage:
    """The first of the passages with most of the keywords; sentences are preferred to list entries."""

    def tells(passage: DraftPassage) -> tuple[bool, int]:
        return bool(_WHOLE.match(passage.quote)), sum(keyword in passage.quote for keyword in keywords)

    return max(passages, key=tells)


def _passage_of(thing: NamedThing, sections: Sequence[DraftSection]) -> str:
    """The key of the first passage that gives a thing's name with its role."""
    if not thing.role and thing.kind != "organisation":
        return ""
    for section in sections:
        for passage in section.passages:
            if thing.name in passage.quote and thing.role.casefold() in passage.quote.casefold():
                return f"{section.id}/{passage.id}"
    return ""
