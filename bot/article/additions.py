"""Additions to an article's index that are stored outside its files: asks, synonyms and gaps. They obey the same rules
as the files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from bot.article import limits
from bot.article.asks import WORD, AskRules, comparable, folded
from bot.article.model import Article, Gap, Passage
from bot.article.naming import gap_title, make_id
from bot.article.text_files import control_problem
from bot.article.toml_reader import ID
from bot.errors import InputError

_GAP = "the gap "


class Kind(StrEnum):
    """An ask of a passage, a synonym of a word, or an ask of a gap."""

    ASK = "ask"
    SYNONYM = "synonym"
    GAP = "gap"


class Added(NamedTuple):
    """One addition.

    `target` is the key of a passage, the word that gets a synonym, or the id of a gap. `text` is the ask or the
    synonym. `note` is what a new gap tells people; it is empty for an existing gap.
    """

    kind: Kind
    target: str
    text: str
    note: str = ""

    def is_same(self, other: Added) -> bool:
        """Whether both add the same. New gaps are compared by their notes, since their ids are generated."""
        same = (self.kind, self.text) == (other.kind, other.text)
        return same and (self.target == other.target or (self.note != "" and self.note == other.note))


class Misfit(NamedTuple):
    """An addition that does not fit the article, for example because the article has changed, and the reason."""

    added: Added
    problem: str


def validated(article: Article, added: Added, *, has_files: bool = True) -> Added:
    """The addition with normalized spaces, if the article may take it.

    Raises `InputError` that says what is wrong with it, in the loader's words; without ids for a curator who has no
    files.
    """
    index = _Index(article, has_files=has_files)
    added = index.normalized(added)
    if problem := index.problem(added) or (f"“{added.text}” is in the index already" if index.has(added) else ""):
        raise InputError(problem)
    return added


def already_present(article: Article, additions: Iterable[Added]) -> frozenset[Added]:
    """The additions that the article already contains."""
    return frozenset(filter(_Index(article).has, additions))


def with_additions(article: Article, additions: Iterable[Added]) -> tuple[Article, tuple[Misfit, ...]]:
    """The article with the additions applied in order, and those that do not fit it. An addition that the article
    already contains fits."""
    index, misfits = _Index(article, has_files=False), list[Misfit]()
    for added in additions:
        if index.has(added):
            continue
        if problem := index.problem(added):
            misfits.append(Misfit(added, problem))
        else:
            index.add(added)
    return index.article(), tuple(misfits)


def new_gap(article: Article, ask: str, note: str) -> Added:
    """An addition that makes a new gap of this ask, with an unused id derived from the ask."""
    return Added(Kind.GAP, make_id(ask, {gap.id for gap in article.gaps}), ask, note)


def with_ask(passage: Passage, ask: str) -> Passage:
    """The passage with one more ask. A drafted passage stops being drafted: its drafted asks become variants, since a
    curator's asks now show how people ask."""
    if passage.drafted:
        return replace(passage, drafted=False, asks=(ask,), variants=(*passage.variants, *passage.asks))
    return replace(passage, asks=(*passage.asks, ask))


class _Index:
    """The parts of an article that additions change."""

    def __init__(self, article: Article, *, has_files: bool = True) -> None:
        self._article, self._has_files = article, has_files
        self._passages = {passage.key: passage for passage in article.passages}
        self._gaps = {gap.id: gap for gap in article.gaps}
        self._synonyms = dict(article.synonyms)
        self._words = {folded(word): word for word in article.synonyms}

    @cached_property
    def _rules(self) -> AskRules:
        """The rules with all of the article's asks. Created on first use, since this takes a while."""
        kinds = {name.kind for name in self._article.names}
        rules = AskRules(kinds) if self._has_files else AskRules(kinds, self._called)
        for owner, each in (*self._passages.items(), *((_GAP + name, gap) for name, gap in self._gaps.items())):
            for ask in each.all_asks:
                rules.problem(ask, owner)
        return rules

    def _called(self, owner: str) -> str:
        if passage := self._passages.get(owner):
            return f"“{passage.summary}” (¶ {passage.paragraph})"
        return f"what the article does not say: “{self._gaps[owner.removeprefix(_GAP)].note}”"

    def article(self) -> Article:
        amended = self._article.with_each(lambda passage: self._passages[passage.key], lambda gap: self._gaps[gap.id])
        new = tuple(gap for name, gap in self._gaps.items() if name not in {each.id for each in amended.gaps})
        return replace(amended, gaps=(*amended.gaps, *new), synonyms=self._synonyms)

    def normalized(self, added: Added) -> Added:
        """The addition with single spaces. A word that already has synonyms is spelled as it is there."""
        target, text, note = (" ".join(part.split()) for part in (added.target, added.text, added.note))
        if added.kind is Kind.SYNONYM:
            target = self._words.get(folded(target), target)
        return Added(added.kind, target, text, note)

    def has(self, added: Added) -> bool:
        """Whether the article already contains the addition."""
        places: list[Passage | Gap] = []
        match added.kind:
            case Kind.ASK:
                places += [self._passages[added.target]] if added.target in self._passages else []
            case Kind.GAP:  # an exported gap may have another id
                same = (each for each in self._gaps.values() if added.note and each.note == added.note)
                places += [*same, *([self._gaps[added.target]] if added.target in self._gaps else [])]
            case Kind.SYNONYM:
                return folded(added.text) in map(folded, self._synonyms.get(added.target, ()))
        asked = comparable(added.text)
        return any(comparable(ask) == asked for each in places for ask in each.all_asks)

    def problem(self, added: Added) -> str:
        """What is wrong with an addition; "" if nothing is."""
        return next(filter(None, self._problems(added)), "")

    def _problems(self, added: Added) -> Iterator[str]:
        if added.kind is Kind.SYNONYM:
            for text in (added.target, added.text):
                yield control_problem(text)
                if len(text) > limits.KEYWORD:
                    yield f"a synonym has at most {limits.KEYWORD} characters, and this has {len(text)}; shorten it"
                elif not WORD.search(text):
                    yield f"{text!r} has no word; write what people say or leave it"
            if comparable(added.target) == comparable(added.text):
                yield f"{added.text!r} is the word itself; write another that means the same"
            return
        ask = added.text
        if len(ask) > limits.ASK:
            yield f"an ask has at most {limits.ASK} characters, and this has {len(ask)}; shorten it"
        yield control_problem(ask)
        yield from self._rules.placeholder_problems(ask)
        if added.kind is Kind.GAP:
            if added.target not in self._gaps:
                yield from self._gap_problems(added)
            yield self._rules.problem(ask, _GAP + added.target)
        else:
            if added.target not in self._passages:
                yield f"there is no passage {added.target}; choose one of those that are there"
            yield self._rules.problem(ask, added.target)

    def _gap_problems(self, added: Added) -> Iterator[str]:
        if not added.note:
            yield f"there is no gap {added.target}; choose one of those that are there, or make a new one"
        if len(added.target) > limits.ID or not ID.fullmatch(added.target):
            yield f"{added.target!r} is not an id; use lower-case letters, digits and single hyphens"
        if len(added.note) > limits.SUMMARY or control_problem(added.note):
            yield f"a gap's note is a line of 1 to {limits.SUMMARY} characters; write another"

    def add(self, added: Added) -> None:
        """Apply an addition that has no problem."""
        match added.kind:
            case Kind.ASK:
                self._passages[added.target] = with_ask(self._passages[added.target], added.text)
            case Kind.GAP:
                gap = self._gaps.get(added.target) or Gap(added.target, gap_title(added.text), added.note, ())
                self._gaps[added.target] = replace(gap, asks=(*gap.asks, added.text))
            case Kind.SYNONYM:
                self._synonyms[added.target] = (*self._synonyms.get(added.target, ()), added.text)
