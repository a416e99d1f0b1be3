"""The two buttons with which readers mark a passage as right or wrong: their state is in the `custom_id`.

The longest one has 3 + 5 + 1 + 4 + 1 + 65 of 100 characters: the mark, the tag of the article and the passage's key.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, cast

import discord
from discord.ui import Button, View

from bot.article.model import Article, Passage
from bot.conversation.wordings import discord_wording
from bot.discord_app.delivery import Outgoing
from bot.discord_app.page import Page
from bot.discord_app.tags import TAG

_MARK = re.compile(rf"fb:(right|wrong):([0-9A-Za-z]{{{TAG}}})?/(.{{1,70}})")
_ROW = 2
"""Below all other controls."""


class Mark(NamedTuple):
    """What a button says: that a passage, by the tag of its article and its key, is right or wrong."""

    right: bool
    tag: str
    key: str

    @property
    def passage(self) -> str:
        """Which passage it is, as `Outgoing.passage` has it."""
        return f"{self.tag}/{self.key}"


def add_to(reply: Outgoing) -> None:
    """Put the buttons under an answer. Several answers in one message are marked one by one, under the page that the
    button of each shows."""
    if reply.passage is not None and reply.view is not None and not _has_several(reply):
        _add(reply.view, reply.passage)


def carry_over(before: discord.Message | None, reply: Outgoing, article: Article, meant: Sequence[Passage]) -> None:
    """Keep the buttons where a page of an article takes the place of another. They are for what is shown now, if the
    question could mean it; on the way through the article they wait, and mark nothing."""
    former = _marked_in(before)
    if reply.view is None or reply.passage is None:
        return
    shown = article.passage(reply.passage.partition("/")[2])
    if shown is not None and any(shown.key == each.key for each in meant):
        _add(reply.view, reply.passage)
    elif former is not None:
        answer = article.passage(former.key)
        # On the way back a passage may come under another key that has the same quote.
        is_back = shown is not None and answer is not None and shown.quote == answer.quote
        _add(reply.view, former.passage, waiting=not is_back)


def carry_on(before: discord.Message | None, view: View) -> None:
    """Keep the buttons where only the other controls change."""
    if (former := _marked_in(before)) is not None:
        _add(view, former.passage)


def mark_of(interaction: discord.Interaction[Any]) -> Mark | None:
    """The mark that somebody made; None if it is another control."""
    return _read(str(cast("Mapping[str, Any]", interaction.data or {}).get("custom_id") or ""))


def shown_from(answer: discord.Message) -> int:
    """The id of the message in which an answer was given: itself, or that of several answers, one of which it shows to
    who pressed its button."""
    metadata = answer.interaction_metadata
    return metadata.interacted_message_id or answer.id if metadata is not None else answer.id


def _has_several(reply: Outgoing) -> bool:
    address = reply.said.address if isinstance(reply.said, Page) else None
    return address is not None and address.action == "answers" and address.payload.count(".") > 1


def _add(view: View, passage: str, *, waiting: bool = False) -> None:
    for right, label in ((True, discord_wording.RIGHT_PASSAGE), (False, discord_wording.WRONG_PASSAGE)):
        custom_id = f"fb:{'right' if right else 'wrong'}:{passage}"
        emoji = "👍" if right else "👎"
        view.add_item(Button[View](label=label, emoji=emoji, custom_id=custom_id, disabled=waiting, row=_ROW))


def _marked_in(message: discord.Message | None) -> Mark | None:
    """What one of the buttons of a message says."""
    children = [child for row in message.components for child in getattr(row, "children", ())] if message else []
    found = (_read(getattr(child, "custom_id", None) or "") for child in children)
    return next(filter(None, found), None)


def _read(custom_id: str) -> Mark | None:
    found = _MARK.fullmatch(custom_id)
    return Mark(found[1] == "right", found[2] or "", found[3]) if found else None
