"""The two buttons that mark a passage as right or wrong.

Their state is in the `custom_id`. The longest one has 3 + 5 + 1 + 4 + 1 + 65 of 100 characters: the mark, the tag of
the article and the passage's key.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

import discord
from discord.ui import Button, View

from bot.article.model import Article, Passage
from bot.conversation.wordings import discord_wording
from bot.discord_app.components import TAG, data_of
from bot.discord_app.delivery import Outgoing
from bot.discord_app.page import Page

_MARK = re.compile(rf"fb:(right|wrong):([0-9A-Za-z]{{{TAG}}})?/(.{{1,70}})")
_ROW = 2
"""Below all other controls."""


class Mark(NamedTuple):
    """The meaning of a button: a passage, by its article's tag and its key, is right or wrong."""

    right: bool
    tag: str
    key: str

    @property
    def passage(self) -> str:
        """The passage, in the form of `Outgoing.passage`."""
        return f"{self.tag}/{self.key}"


def add_to(reply: Outgoing) -> None:
    """Add the buttons to an answer. If a message has several answers, each is marked on the page that its own button
    opens."""
    if reply.passage is not None and reply.view is not None and not _has_several(reply):
        _add(reply.view, reply.passage)


def carry_over(before: discord.Message | None, reply: Outgoing, article: Article, meant: Sequence[Passage]) -> None:
    """Keep the buttons when another page of an article replaces the current one. They mark the page shown now if the
    question could mean it. While the reader browses further, they are inactive."""
    former = _marked_in(before)
    if reply.view is None or reply.passage is None:
        return
    shown = article.passage(reply.passage.partition("/")[2])
    if shown is not None and any(shown.key == each.key for each in meant):
        _add(reply.view, reply.passage)
    elif former is not None:
        answer = article.passage(former.key)
        # On the way back, the passage may appear under another key with the same quote.
        is_back = shown is not None and answer is not None and shown.quote == answer.quote
        _add(reply.view, former.passage, waiting=not is_back)


def carry_on(before: discord.Message | None, view: View) -> None:
    """Keep the buttons when only the other controls change."""
    if (former := _marked_in(before)) is not None:
        _add(view, former.passage)


def mark_of(interaction: discord.Interaction[Any]) -> Mark | None:
    """The mark that somebody made; None if it is another control."""
    return _read(str(data_of(interaction).get("custom_id") or ""))


def shown_from(answer: discord.Message) -> int:
    """The id of the message in which an answer was given: this message, or the one with several answers that this one
    was opened from."""
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
    """The meaning of one of a message's mark buttons."""
    children = [child for row in message.components for child in getattr(row, "children", ())] if message else []
    return next(filter(None, (_read(getattr(child, "custom_id", None) or "") for child in children)), None)


def _read(custom_id: str) -> Mark | None:
    found = _MARK.fullmatch(custom_id)
    return Mark(found[1] == "right", found[2] or "", found[3]) if found else None
