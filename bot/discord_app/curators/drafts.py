"""Additions awaiting confirmation. A draft is stored only in the message that asks for the confirmation, so that it can
be confirmed after a restart."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import discord

from bot.article.additions import Added, Kind, new_gap
from bot.article.model import Article
from bot.conversation.wordings import filing_wording as wording
from bot.discord_app.tags import TAG, base62, from_base62, tag_of
from bot.errors import InputError

_ADDRESS = re.compile(rf"([0-9A-Za-z]{{{TAG}}})\.([0-9A-Za-z]{{1,7}})\.(.{{0,67}})", re.DOTALL)
_FENCE = "```"
_SHOWN = re.compile(r"^\*\*([^*\n]+)\*\*\n```\n(.*)\n```$", re.MULTILINE)

PASSAGE, GAP, NEW_GAP, SYNONYM = "p:", "g:", "n:", "w:"
"""Kinds of targets: a passage or gap, followed by its key or id; a new gap; or a synonym, which is filed under its
word."""


@dataclass(frozen=True)
class FilingDraft:
    """The content of a submitted form, each text on one line.

    tag    of the article
    kept   id of the kept question that it comes from; 0 for none
    where  the target, see above; "" if none was chosen yet
    text   the question, or the synonym
    word   the word that gets the synonym
    note   what a new gap tells people
    other  words of a passage that was not in the menu
    """

    tag: str
    kept: int = 0
    where: str = ""
    text: str = ""
    note: str = ""
    other: str = ""
    word: str = ""

    @property
    def address(self) -> str:
        """The part that is stored in a `custom_id`: 4 + 1 + 7 + 1 + 67 characters at most. The message shows the
        rest."""
        return f"{self.tag}.{base62(self.kept)}.{self.where}"

    def markup(self) -> str:
        """The typed texts as Discord markdown, shown and read again. A fence keeps them from being markup."""
        # In the order of the form.
        names = {wording.WORD: self.word, wording.SYNONYM_OF if self.where == SYNONYM else wording.QUESTION: self.text}
        names |= {wording.OTHER: self.other, wording.NOTE: self.note}
        return "\n".join(f"**{name}**\n{_FENCE}\n{text}\n{_FENCE}" for name, text in names.items() if text)

    def added(self, article: Article) -> Added:
        """The addition to an article. Raises `InputError` if something is missing."""
        kind, key = self.where[:2], self.where[2:]
        match kind:
            case "p:":
                return Added(Kind.ASK, key, self.text)
            case "g:":
                return Added(Kind.GAP, key, self.text)
            case "n:" if not self.note:
                raise InputError(wording.NEEDS_NOTE)
            case "n:":
                return new_gap(article, self.text, self.note)
            case "w:":
                return Added(Kind.SYNONYM, self.word, self.text)
            case _:
                raise InputError(wording.no_such_passage(self.other) if self.other else wording.CHOOSE_TARGET)


def addressed(address: str) -> FilingDraft | None:
    """The draft in an address, without the typed texts; None if another version made it."""
    found = _ADDRESS.fullmatch(address)
    return FilingDraft(found[1], from_base62(found[2]), found[3]) if found else None


def draft_of(article_id: str, kept: int = 0, text: str = "") -> FilingDraft:
    return FilingDraft(tag_of(article_id), kept, text=text)


def read_draft(address: str, message: discord.Message | None) -> FilingDraft | None:
    """The draft in a message; None if it has none."""
    draft = addressed(address)
    if draft is None or message is None or not message.embeds:
        return None
    shown = dict(_SHOWN.findall(message.embeds[0].description or ""))
    return replace(
        draft,
        text=shown.get(wording.QUESTION) or shown.get(wording.SYNONYM_OF, ""),
        word=shown.get(wording.WORD, ""),
        other=shown.get(wording.OTHER, ""),
        note=shown.get(wording.NOTE, ""),
    )


def one_line(text: str) -> str:
    """A typed text on one line, without anything that would end a fence."""
    return " ".join(text.replace("`", "'").split())
