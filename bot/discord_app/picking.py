"""Picks from what was shown: "5" from a list, "next" and "previous" from a paragraph, the paragraph of a quote."""

from __future__ import annotations

from bot.article.model import Article, Passage, Section
from bot.conversation import wording
from bot.conversation.followups.choosing import MOST_TOGETHER
from bot.conversation.followups.leaning import asks_again, asks_for_more, asks_for_paragraph, goes_back
from bot.conversation.followups.numbering import MANY, entries_named, names_places_alone, page_asked, places_in_list
from bot.conversation.wordings import discord_wording
from bot.discord_app.displayed import Displayed
from bot.discord_app.requests import Command
from bot.matching.utterance import Utterance

Picked = Passage | tuple[Passage, ...] | Command | str
"""One or several passages, a command's page, or a line that says why nothing is picked."""


def may_pick(line: Utterance) -> bool:
    """Whether a line may pick something, judged by its form."""
    return bool(places_in_list(line.written, MANY)) or may_move(line) or _may_read(line)


def _may_read(line: Utterance) -> bool:
    return asks_for_paragraph(line) or asks_again(line) or bool(page_asked(line, ()))


def may_move(line: Utterance) -> bool:
    """Whether a line may go on or back from what is shown: "next", "previous"."""
    return asks_for_more(line) or goes_back(line)


def pick(line: Utterance, standing: Displayed, article: Article, article_id: str) -> Picked | None:
    """What a line picks. None if the line is about something else: "more" after a passage is a follow-up."""
    shown, read = standing.shown, standing.paragraphs
    if page := page_asked(line, article.paragraphs):
        return Command("read", page, article_id)
    if read is not None and (asks_for_paragraph(line) or asks_again(line)):
        return Command("read", f"{read[0]}-{read[1]}", article_id)
    if asks_for_paragraph(line):
        quoted = shown.passages[-1:] if shown is not None else ()
        return next((Command("read", str(each.paragraph), article_id) for each in quoted), None)
    goes_on = asks_for_more(line)
    if goes_on or goes_back(line):
        if read is not None:
            return Command("read", str(read[1] + 1 if goes_on else read[0] - 1), article_id)
        if shown is None or not shown.basis:
            return wording.NOTHING_SHOWN
        if goes_on or not shown.passages:
            return None
        return article.neighbours(shown.passages[0])[0] or discord_wording.THE_BEGINNING
    return _placed(line.written, standing, article_id)


def _placed(text: str, standing: Displayed, article_id: str) -> Picked | None:
    match entries_named(text, standing.listed):
        case None if standing.paragraphs is not None:
            return Command("read", text, article_id)
        case None:
            return wording.NO_LIST if names_places_alone(text) else None
        case []:
            return wording.no_such_place(len(standing.listed))
        case [Passage() as passage]:
            return passage
        case [Section() as section]:
            return Command("topic", section.id, article_id)
        case [str() as other_article]:
            return Command("articles", other_article)
        case several:
            passages = tuple(each for each in several if isinstance(each, Passage))
            return passages[:MOST_TOGETHER] if len(passages) == len(several) else wording.ONE_AT_A_TIME
