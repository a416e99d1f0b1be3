"""The bot's sentences, the same in the terminal and on Discord. Plain sentences without markup.

No sentence here quotes the article; quotes come from passages only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from bot import __version__
from bot.article.model import Article, Name, Passage, Section
from bot.conversation.acts.said import Said
from bot.conversation.reply import Part, Reply
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, Outcome
from bot.plurals import counted

NO_MATCH = "The article does not say."
NEAREST = "The nearest topics"
NOTHING_NEAR = "Ask about one of its topics"
EMPTY_QUESTION = "Ask something about the article, in your own words. /topics lists what it is about."

ABOUT_QUOTES = (
    "Quotes are short excerpts, verbatim, each with its paragraph. Summaries add nothing that the article does not "
    "say. No language model is involved: a question is matched against a curated index, and where the article does not "
    "say, the answer says so."
)


class TitledLines(NamedTuple):
    """Lines under a title, which may be empty."""

    title: str
    lines: Sequence[str]


def paragraph_of(passage: Passage, article: Article) -> str:
    return f"¶ {passage.paragraph} of {len(article.paragraphs)}"


def no_match(outcome: NoMatch, lead: str = "") -> str:
    """Says that the article does not answer and, if the gap or a `lead` is known, what exactly is missing."""
    return " ".join(filter(None, (NO_MATCH, what_is_missing(outcome, lead))))


def what_is_missing(outcome: NoMatch, lead: str) -> str:
    """What exactly the article does not say: the known gap, else the part's `lead`; "" if neither is known."""
    return outcome.gap.note if outcome.gap else lead


def nearest(outcome: NoMatch) -> list[str]:
    """The nearest topics to an unanswered question, in one line; none if there are none."""
    return [f"{NEAREST}: {', '.join(section.title for section in outcome.nearest)}"] if outcome.nearest else []


def why_short(candidate: Candidate) -> str:
    return f"Matched: {', '.join(candidate.matched[:5])}"


def why(outcome: Outcome) -> list[str]:
    """The reasons for an outcome, for a curator: one line each."""
    match outcome:
        case Answer(best=best, others=others):
            return [*_why_chosen(best), *(f"runner-up: {each.passage.key}, score {each.score:.2f}" for each in others)]
        case Choices(candidates=candidates):
            return [line for candidate in candidates for line in _why_chosen(candidate)]
        case NoMatch(score=score, gap=gap):
            known = f" Known as not in the article: {gap.title}." if gap else ""
            return [f"No passage came near enough (best score {score:.2f}).{known}"]


def _why_chosen(candidate: Candidate) -> list[str]:
    lines = [f"passage {candidate.passage.key}, score {candidate.score:.2f}"]
    if candidate.matched:
        lines.append(f"words that speak for it: {', '.join(candidate.matched)}")
    if candidate.nearest:
        lines.append(f"nearest entry of the index: {candidate.nearest}")
    return lines


def choice_label(candidate: Candidate, rivals: tuple[Candidate, ...]) -> str:
    """A short name for a candidate among others: its section's title, or its summary if two share a section."""
    shared = sum(rival.section.id == candidate.section.id for rival in rivals) > 1
    return candidate.passage.summary if shared else candidate.section.title


ON_THAT = "What the article says on that:"
PERHAPS = "Perhaps this"
OR_PERHAPS = "Or did you mean"
WELCOME = "You are welcome."
KEY_POINTS = "Key points"
PEOPLE = "Who is in the article"
PLACES = "Places in the article"


def without_parts(reply: Reply) -> Sequence[str]:
    """The lines of a reply without a quote, if even small talk has to get a line."""
    return reply.lines or (acknowledged(reply.said),)


def below(reply: Reply) -> list[str]:
    """The lines below the answers of a reply: what the article does not answer, and other lines."""
    return [*map(unanswered, reply.unanswered), *reply.lines]


def acknowledged(said: Said) -> str:
    """The line for small talk where silence would look like a fault."""
    return {Said.THANKS: WELCOME, Said.REACTION: "Noted. Ask me about the article."}.get(said, "")


def heading(part: Part) -> list[str]:
    """The lines above an outcome: which of several questions it answers, and the introduction."""
    lead = "" if isinstance(part.outcome, NoMatch) else part.lead
    return [*([quoted(part.asked)] if part.asked else []), *([lead] if lead else [])]


def quoted(asked: str) -> str:
    return f"“{asked.strip(' ?.!')}”"


def unmentioned(what: str) -> str:
    return f"The article does not mention “{what}”."


def answered(asked: str, lines: Iterable[str]) -> str:
    return f"{quoted(asked)}: {' '.join(lines)}"


MOST_NAMED = 5
"""How many remaining questions are named."""


def left_over(asked: Sequence[str]) -> str:
    """Says that a message has more questions than are answered at once, and which remain."""
    more = f", and {len(asked) - MOST_NAMED} more" if len(asked) > MOST_NAMED else ""
    named = ", ".join(map(quoted, asked[:MOST_NAMED]))
    return f"That is as many questions as I answer at once. Ask these again: {named}{more}"


def unanswered(part: Part) -> str:
    """Says that the article does not answer one question of several, in the asker's words."""
    says = NOT_SURE
    if isinstance(part.outcome, NoMatch):
        says = what_is_missing(part.outcome, part.lead) or NO_MATCH
    return f"{quoted(part.asked)}: {says}"


THE_END = "There is no more: that was the end of the article."

NOTHING_SHOWN = "There is nothing to go on from. Ask something, or /read shows the article."

NO_LIST = "There is no list for a number to pick from. Ask something, or /topics lists the topics."

ONE_AT_A_TIME = "One at a time, please: the number of one entry of the list."

WHICH_THEN = "Tell me in a few words what you mean, or see /topics."

NOT_SURE = "I am not sure what the article says on that."


def key_points(article: Article, count: int) -> list[str]:
    """So many topics of the article, a line each with its paragraphs."""
    sections = largest_topics(article, count)
    return [f"{section.title}: {section.summary} ({paragraphs_of(section)})" for section in sections]


def largest_topics(article: Article, count: int) -> list[Section]:
    """The largest topics of the article, so many, in its order."""
    largest = sorted(article.sections, key=lambda section: -len({passage.quote for passage in section.passages}))[
        :count
    ]
    return [section for section in article.sections if section in largest]


def topics(article: Article) -> list[str]:
    """The article's topics in its order, a numbered line each."""
    return [f"{number}. {section.title}" for number, section in enumerate(article.sections, 1)]


def paragraphs_of(section: Section) -> str:
    return f"¶ {', '.join(str(number) for number in sorted({passage.paragraph for passage in section.passages}))}"


def names(article: Article, kind: str) -> list[str]:
    """The article's names of a kind, a line each with the role. Countries count as places too."""
    lines = [described(name) for name in named(article, kind)]
    return lines or [f"The index of the article lists no {_PLURALS.get(kind, kind)}."]


def named(article: Article, kind: str) -> list[Name]:
    """The article's names of a kind."""
    kinds = ("country", "place") if kind == "place" else (kind,)
    return [name for name in article.names if name.kind in kinds]


def described(name: Name) -> str:
    return f"{name.name}: {name.role}" if name.role else name.name


_PLURALS = {"person": "people", "organisation": "organisations", "country": "countries", "place": "places"}


def about(article: Article) -> list[str]:
    """The article, its source, its length, and what the bot is."""
    words = sum(len(paragraph.split()) for paragraph in article.paragraphs)
    length = f"It has {counted(len(article.paragraphs), 'paragraph')} and about {words:,} words."
    return [article.title, article.source, length, f"I am Footnote {__version__}, a bot. {ABOUT_QUOTES}"]


HONEST = "I answer with the article's own words, and say so where the article does not."
HOW_TO_ASK = f"Ask about the article in your own words. {HONEST}"


def no_such_article(ids: Iterable[str]) -> str:
    return f"There is no such article. There are: {', '.join(ids)}."


def no_such_paragraph(count: int) -> str:
    return f"The article has paragraphs 1 to {count}."


def no_such_place(count: int) -> str:
    return f"The list has the numbers 1 to {count}."
