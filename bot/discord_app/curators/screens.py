"""The curators' private screens: a kept question, an addition to confirm, and the list of additions."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from discord import ButtonStyle, SelectOption
from discord.ui import Button, Item, Select

from bot.article.additions import Added, Kind
from bot.article.model import Article, Passage
from bot.conversation.wordings import effects as effects_wording
from bot.conversation.wordings import filing_wording as wording
from bot.curation.findings import SearchResult, find
from bot.discord_app.components import option, view
from bot.discord_app.curators.forms import NEW_GAP, FilingDraft, draft_of
from bot.discord_app.delivery import Outgoing
from bot.discord_app.markup import clip, escape
from bot.discord_app.page import Page
from bot.discord_app.server_controls import custom_id
from bot.matching.effects import Effects
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, NoMatch, candidates_of
from bot.store.additions import Addition
from bot.store.questions import KeptQuestion

SHOWN_AT_ONCE = 10
"""How many additions a page shows."""

MOST_CANDIDATES = 3
"""How many matching passages are shown with their reasons."""

FOR_ALL = "all"
HERE = "here"
"""Marks additions for this server only, in the `custom_id` of the button that undoes them."""

_SUMMARY, _REMINDER = 200, 100
"""How many characters of a passage's summary are shown, alone and in a list."""


def nothing_kept(*, keeps: bool) -> Outgoing:
    """Says that no question waits. `keeps` is whether the server keeps any."""
    return _reply(wording.KEPT, wording.NOTHING_KEPT if keeps else wording.KEEPS_NONE, "", _button("added", "0"))


def kept_question(kept: KeptQuestion, matcher: Matcher | None, place: int, count: int) -> Outgoing:
    """A kept question, what matches it and why, and the actions for it. `place` counts from 0. `matcher` is None if the
    article no longer exists."""
    draft = draft_of(kept.article, kept.id)
    lines = [f"> {escape(kept.text)}", escape(wording.asked(kept.times, kept.first_day, kept.last_day))]
    lines.append(wording.OUTCOMES.get(kept.outcome, ""))
    items: list[Item[Any]] = [
        _turn("◀️", place - 1, there=place > 0),
        _turn("▶️", place + 1, there=place + 1 < count),
        _button("added", "0", row=0),
    ]
    if matcher is not None:
        lines += ["", f"**{wording.MATCHES_NOW}**", *_matches(find(matcher, kept.text), matcher.article)]
        items += [
            _button("file", draft.address, style=ButtonStyle.primary, row=1),
            _button("synonym", draft.address, row=1),
            _button("absent", FilingDraft(draft.tag, draft.kept, NEW_GAP).address, row=1),
        ]
    else:
        lines += ["", wording.NO_ARTICLE]
    items.append(_button("drop", f"{kept.id}.{place}", style=ButtonStyle.danger, row=1))
    title = wording.number_of(place + 1, count)
    return _reply(title, "\n".join(lines), matcher.article.title if matcher is not None else "", *items)


def tried(
    draft: FilingDraft,
    added: Added,
    effects: Effects,
    article: Article,
    in_vain: Sequence[str],
    *,
    for_all: bool,
    owner: bool,
) -> Outgoing:
    """An addition to confirm: what it is, its effects or why it is `in_vain`, and the button that confirms it."""
    lines = [_titled(*_target(added, article)), "", draft.markup(), f"**{wording.TRYING}**", *in_vain]
    lines += [escape(effects_wording.summed_up(effects)), f"-# {escape(effects_wording.tried(effects))}"]
    lines += [f"- {escape(line)}" for line in effects_wording.examples(effects, article)]
    if for_all:
        lines.insert(0, wording.FOR_ALL)
    action = "addall" if for_all else "add"
    items = [_button(action, draft.address, style=ButtonStyle.success), _button("change", draft.address)]
    if owner and not for_all:
        items.append(_button("tryall", draft.address))
    return _reply(wording.TO_ADD, "\n".join(lines), article.title, *items)


def refused(draft: FilingDraft, problem: str, title: str = "") -> Outgoing:
    """Why something cannot be added to the article with this title. The typed texts are shown, to be changed."""
    return _reply(wording.NOT_ADDED, f"{escape(problem)}\n\n{draft.markup()}", title, _button("change", draft.address))


def was_added(addition: Addition, article: Article) -> Outgoing:
    """Says that an addition is in effect, with a button to undo it."""
    body = f"{_titled(*_target(addition.added, article))}\n{_quoted(addition.added)}\n\n{wording.TAKES_EFFECT}"
    body = body if addition.guild_id is not None else f"{wording.FOR_ALL}\n{body}"
    undo = _button("undo", _undo_payload(addition))
    return _reply(wording.WAS_ADDED, body, article.title, undo, _button("kept", "0"))


def undone(addition: Addition, *, is_back: bool) -> Outgoing:
    """Says that an addition is no longer in effect. `is_back` is whether the kept question filed with it waits
    again."""
    told = f"{wording.NO_MORE_IN_EFFECT} {wording.WAITS_AGAIN if is_back else ''}".rstrip()
    body = f"{_quoted(addition.added)}\n\n{told}"
    return _reply(wording.UNDONE, body, "", _button("kept", "0"), _button("added", "0"))


class KnownArticle(NamedTuple):
    """What is known of an article with additions: its title if there are several articles, the article itself if it
    exists, the additions that its files contain by now, and those that no longer fit it, with the reasons."""

    title: str
    article: Article | None = None
    written: Collection[Added] = ()
    misfits: Mapping[Added, str] = MappingProxyType({})


def additions(shown: Sequence[Addition], known: Mapping[str, KnownArticle], place: int, *, more: bool) -> Outgoing:
    """The additions, latest first, with a menu to undo them. `place` is the number of those on earlier pages; `known`
    maps ids to articles."""
    lines = [_line(each, known[each.article]) for each in shown] or [wording.NOTHING_ADDED]
    options = [
        _undo_option(each, known[each.article].article)
        for each in shown
        if each.undone_at is None and each.added not in known[each.article].written
    ]
    items: list[Item[Any]] = []
    if options:
        undo = custom_id("undo", "")
        items.append(Select[Any](custom_id=undo, options=options, placeholder=wording.CHOOSE_UNDO, row=0))
    if place or more:
        items.append(_turn("◀️", max(0, place - SHOWN_AT_ONCE), there=place > 0, action="added", row=1))
        items.append(_turn("▶️", place + SHOWN_AT_ONCE, there=more, action="added", row=1))
    return _reply(wording.ADDED, "\n".join(lines), "", *items, _button("kept", "0", row=1))


def _matches(found: SearchResult, article: Article) -> list[str]:
    """The passages that match a question, with the reasons, as Discord markdown."""
    outcome = found.outcome
    if isinstance(outcome, NoMatch):
        lines = [escape(f"{wording.IS_A_GAP}: {outcome.gap.note}" if outcome.gap else wording.GOES_UNANSWERED)]
        reasons = [(each, [wording.words_for(each.matched)]) for each in found.near if each.matched]
    else:
        lines = [wording.ANSWERED_NOW] if isinstance(outcome, Answer) else []
        reasons = [(each, wording.why(each)) for each in candidates_of(outcome)]
    for each, why in reasons[:MOST_CANDIDATES]:
        lines.append(f"- {_titled(*_passage(each.passage, article))}")
        lines += [f"  - {escape(line)}" for line in why]
    return lines


def _passage(passage: Passage, article: Article) -> tuple[str, str]:
    """Where a passage stands, and what it says."""
    return f"{article.section_of(passage).title} ¶ {passage.paragraph}", passage.summary


def _target(added: Added, article: Article | None) -> tuple[str, str]:
    """The target of an addition as a title and a line; its key or id if the article no longer has it."""
    if added.kind is Kind.SYNONYM:
        return wording.A_SYNONYM, added.target
    if added.kind is Kind.GAP:
        gaps = article.gaps if article is not None else ()
        return wording.AS_GAP, added.note or next((gap.note for gap in gaps if gap.id == added.target), added.target)
    passage = article.passage(added.target) if article is not None else None
    return _passage(passage, article) if article is not None and passage is not None else (added.target, "")


def _titled(title: str, line: str, longest: int = _SUMMARY) -> str:
    return f"**{escape(title)}**" + (f": {escape(clip(line, longest))}" if line else "")


def _quoted(added: Added) -> str:
    is_synonym = added.kind is Kind.SYNONYM
    return f"> {escape(wording.means_the_same(added.text, added.target) if is_synonym else added.text)}"


def _line(addition: Addition, known: KnownArticle) -> str:
    if addition.kind is Kind.SYNONYM:
        what = escape(wording.means_the_same(addition.text, addition.target))
    else:
        what = f"“{escape(addition.text)}” → {_titled(*_target(addition.added, known.article), _REMINDER)}"
    ends = [f"<t:{addition.at}:d>"]
    ends += [escape(clip(known.title, _REMINDER))] * bool(known.title)
    ends += [wording.IS_FOR_ALL] * (addition.guild_id is None)
    if addition.undone_at is not None:
        ends.append(wording.was_undone(f"<t:{addition.undone_at}:d>"))
    elif addition.added in known.written:
        ends.append(wording.IN_THE_INDEX)
    elif problem := known.misfits.get(addition.added):
        ends.append(escape(f"{wording.DOES_NOT_FIT}: {problem}"))
    return f"- {what} ({'; '.join(ends)})"


def _undo_payload(addition: Addition) -> str:
    return f"{HERE if addition.guild_id is not None else FOR_ALL}.{addition.id}"


def _undo_option(addition: Addition, article: Article | None) -> SelectOption:
    title, about = _target(addition.added, article)
    return option(addition.text, _undo_payload(addition), f"{title}: {about}" if about else title)


_LABELS = {
    "file": wording.FILE,
    "synonym": wording.SYNONYM,
    "absent": wording.ABSENT,
    "drop": wording.DROP,
    "added": wording.ADDED,
    "kept": wording.BACK_TO_KEPT,
    "add": wording.ADD,
    "addall": wording.ADD_FOR_ALL,
    "tryall": wording.TRY_FOR_ALL,
    "change": wording.CHANGE,
    "undo": wording.UNDO,
}


def _button(
    action: str, payload: str, *, style: ButtonStyle = ButtonStyle.secondary, row: int | None = None
) -> Button[Any]:
    return Button(custom_id=custom_id(action, payload), label=_LABELS[action], style=style, row=row)


def _turn(emoji: str, place: int, *, there: bool, action: str = "kept", row: int = 0) -> Button[Any]:
    # A disabled button needs its own payload: the controls of a message must differ.
    where = custom_id(action, str(place) if there else emoji)
    return Button(custom_id=where, emoji=emoji, disabled=not there, row=row)


def _reply(title: str, body: str, footer: str, *items: Item[Any]) -> Outgoing:
    return Outgoing(Page(title, body, footer), view(*items), private=True)
