"""What a line picks from what stands there: "5" from a list, "next" and "previous" from a paragraph."""

from __future__ import annotations

import re

from bot.article.model import Article, Passage, Section
from bot.conversation import discord_wording, wording
from bot.conversation.leaning import asks_for_more, goes_back
from bot.conversation.numbering import Unlisted, entry_named, place_in_list
from bot.discord_app.asked import Command
from bot.discord_app.standing import Standing

_NUMBER = re.compile(r"\W*\d+\W*")


def may_pick(text: str) -> bool:
    """Whether a line may pick something, by its form."""
    return asks_for_more(text) or goes_back(text) or place_in_list(text, 1) is not None


def pick(text: str, standing: Standing, article: Article, article_id: str) -> Passage | Command | str | None:
    """What such a line picks: a passage, what a command shows, or a line that tells why it picks nothing. None if the
    line is about something else: "more" after a passage is for the conversation."""
    shown, here = standing.shown, standing.paragraph
    if asks_for_more(text):
        return Command("read", str(here + 1), article_id) if here is not None else None
    if goes_back(text):
        if here is not None:
            return Command("read", str(here - 1), article_id)
        if shown is None or not shown.passages:
            return None
        return article.neighbours(shown.passages[0])[0] or discord_wording.THE_BEGINNING
    return _placed(text, standing, article_id)


def _placed(text: str, standing: Standing, article_id: str) -> Passage | Command | str | None:
    match entry_named(text, standing.listed):
        case Unlisted():
            return wording.no_such_place(len(standing.listed))
        case Passage() as passage:
            return passage
        case Section() as section:
            return Command("topic", section.id, article_id)
        case str() as other_article:
            return Command("articles", other_article)
        case None if standing.paragraph is not None:
            return Command("read", text, article_id)
        case None:
            return wording.NO_LIST if _NUMBER.fullmatch(text) else None
