"""The forms (modals) of curators, one to file a question and one to add a synonym, and the drafts that they make.

A draft awaits confirmation. It is stored only in the message that asks for that, so that it can be confirmed after a
restart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import discord
from discord import SelectOption, TextStyle
from discord.ui import Label, Modal, Select, TextDisplay, TextInput

from bot.article import limits
from bot.article.additions import Added, Kind, new_gap
from bot.article.model import Article, Passage
from bot.conversation.followups.numbering import paragraph_number
from bot.conversation.wordings import filing_wording as wording
from bot.curation.findings import find, look_up, nearest_gaps
from bot.discord_app.components import TAG, base62, from_base62, option, tag_of
from bot.discord_app.markup import clip, escape
from bot.discord_app.server_controls import custom_id, filled_in, form
from bot.errors import InputError
from bot.matching.matcher import Matcher
from bot.matching.outcomes import candidates_of

FILE, WORDS = "filing", "words"
"""The actions of submitted forms."""

MOST_PASSAGES, MOST_GAPS = 20, 4
"""How many passages and gaps the menu offers, besides a new gap."""

_LONGEST_SHOWN = 300
"""How many characters of the kept question are shown above the form for a synonym."""


def filing_form(draft: FilingDraft, matcher: Matcher) -> Modal:
    """The form that files a question, with what was typed before."""
    menu: Select[Any] = Select(custom_id="where", options=_targets(draft, matcher), required=False)
    return form(
        wording.MENU,
        custom_id(FILE, replace(draft, where="").address),
        TextDisplay(wording.OWN_WORDING),
        _field("text", wording.QUESTION, wording.ASK_HINT, draft.text, limits.ASK),
        Label(text=wording.WHERE_LABEL, description=wording.WHERE_HINT, component=menu),
        _field("other", wording.OTHER, wording.OTHER_HINT, draft.other, limits.ASK, required=False),
        _field("note", wording.NOTE, wording.NOTE_HINT, draft.note, limits.SUMMARY, required=False),
    )


def synonym_form(draft: FilingDraft, question: str = "") -> Modal:
    """The form that adds a synonym, with the question that used it."""
    shown = [f"> {escape(clip(question, _LONGEST_SHOWN))}"] if question else []
    return form(
        wording.SYNONYM_FORM,
        custom_id(WORDS, replace(draft, where=SYNONYM).address),
        TextDisplay("\n".join((*shown, wording.OWN_WORDING))),
        _field("word", wording.WORD, wording.WORD_HINT, draft.word, limits.KEYWORD),
        _field("text", wording.SYNONYM_OF, wording.SYNONYM_HINT, draft.text, limits.KEYWORD),
    )


def read_form(address: str, interaction: discord.Interaction[Any]) -> FilingDraft | None:
    """The content of a submitted form; None if another version made it."""
    draft, sent = addressed(address), filled_in(interaction)
    if draft is None:
        return None
    typed = {name: one_line(sent.get(name, "")) for name in ("text", "note", "other", "word")}
    return replace(draft, where=draft.where or sent.get("where", ""), **typed)


def find_passage(words: str, question: str, matcher: Matcher) -> Passage | None:
    """The passage that a curator names by its key, its paragraph or its words. Among several of a paragraph, the
    likeliest for the question. None if nothing matches."""
    if there := _in_paragraph(words, matcher.article):
        near = (each.passage for each in find(matcher, question).near)
        return next((each for each in near if each in there), there[0])
    near = (each.passage for each in find(matcher, words).near if each.matched)
    return matcher.article.passage(words) or next(near, None)


def passages_named(typed: str, matcher: Matcher) -> Sequence[Passage]:
    """Suggestions for the passage that a curator is typing; all passages if nothing is typed."""
    if not typed.strip():
        return matcher.article.passages
    there = _in_paragraph(typed, matcher.article)
    if there and not typed.strip().isdecimal():
        return there
    return tuple(dict.fromkeys((*there, *look_up(matcher, typed))))  # a number may also be part of a passage


def _in_paragraph(words: str, article: Article) -> Sequence[Passage]:
    """The passages of the paragraph in a text: "12", "¶ 12", "paragraph 12"."""
    is_number = words.strip().casefold().startswith(("¶", "#", "para")) or words.strip().isdecimal()
    return article.passages_of(paragraph_number(words, len(article.paragraphs))) if is_number else ()


def _targets(draft: FilingDraft, matcher: Matcher) -> list[SelectOption]:
    """The options to file a question under. The best passage, or the former choice, is preselected."""
    article = matcher.article
    passages = [_passage_option(each, article) for each in _likeliest(draft, matcher)]
    chosen = draft.where[len(GAP) :] if draft.where.startswith(GAP) else ""
    near = [gap.id for gap in nearest_gaps(article, draft.text)]
    offered = sorted(near, key=lambda gap: gap != chosen)[:MOST_GAPS]
    known = [
        option(f"{wording.AS_GAP}: {gap.title}", GAP + gap.id, gap.note) for gap in article.gaps if gap.id in offered
    ]
    options = [*passages, *known, option(wording.NEW_GAP, NEW_GAP, wording.NEW_GAP_HINT)]
    wanted = draft.where or (options[0].value if candidates_of(matcher.match(draft.text)) else "")
    for each in options:
        each.default = each.value == wanted
    return options


def _likeliest(draft: FilingDraft, matcher: Matcher) -> list[Passage]:
    """The passages that the question may mean, best first, then other passages in the order of the index."""
    article = matcher.article
    chosen = article.passage(draft.where[len(PASSAGE) :]) if draft.where.startswith(PASSAGE) else None
    near = [each.passage for each in find(matcher, draft.text).near] if draft.text else []
    found = (chosen, *near, *look_up(matcher, draft.text), *article.passages)
    return list({each.key: each for each in found if each is not None}.values())[:MOST_PASSAGES]


def _passage_option(passage: Passage, article: Article) -> SelectOption:
    described = f"{article.section_of(passage).title} · ¶ {passage.paragraph}"
    return option(passage.summary, PASSAGE + passage.key, described)


def _field(name: str, label: str, hint: str, text: str, longest: int, *, required: bool = True) -> Label[Any]:
    style = TextStyle.paragraph if longest > limits.ASK else TextStyle.short
    default = clip(text, longest) or None
    entry: TextInput[Any] = TextInput(
        custom_id=name, style=style, default=default, required=required, max_length=longest
    )
    return Label(text=label, description=hint, component=entry)


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
