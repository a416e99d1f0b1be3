"""Finds topics, questions and commands by half-remembered or mistyped names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, TypeVar

from rapidfuzz import fuzz, process, utils
from rapidfuzz.distance import OSA

from bot.article.model import Article, Section
from bot.conversation.followups.numbering import place_in_list
from bot.matching.english.stop_words import GRAMMAR
from bot.matching.spelling import is_english

_T = TypeVar("_T")

_CLOSE_ENOUGH = 70.0
"""Of 100: allows a typo or two in a name, but not another name."""

_LONG_ENOUGH, _CLOSE_ENOUGH_TO_A_PART = 5, 80.0
"""Letters, and a similarity of 100, for a mistyped part of a name ("marekt acces")."""

_ASKS_OF_A_PASSAGE = 8
"""How many questions of each passage are suggested: the first ones, which are the plainest."""


def nearest_command(name: str, commands: Iterable[str], *, alone: bool = False) -> str | None:
    """The command that was most likely meant, or None. Commands may begin with a slash. Allows one typo, or two in a
    name of more than five letters; not in the first letter, and not if the word is English, as it is then rather
    another bot's command, unless there are no other bots (`alone`)."""
    typed = name.casefold().lstrip("/")
    if not typed or (is_english(typed) and not alone):
        return None
    near: list[tuple[int, str]] = []
    for command in commands:
        wanted = command.lstrip("/")
        distance = OSA.distance(typed, wanted)
        reach = 1 if len(wanted) <= 5 else 2
        if distance <= reach and abs(len(typed) - len(wanted)) <= 1 and typed[0] == wanted[0]:
            near.append((distance, command))
    return min(near)[1] if near else None


class Topics:
    """The sections of an article, to be found by name."""

    def __init__(self, article: Article) -> None:
        self._by_title = {section.title: section for section in article.sections}
        self._exact = {str(number): section for number, section in enumerate(article.sections, 1)}
        self._exact |= {section.title.casefold(): section for section in article.sections}
        self._exact |= {section.id: section for section in article.sections}
        self._suggestions = Suggestions.of_topics(article)

    def find(self, name: str) -> Section | None:
        """The section with this id, title or number, however mistyped, or None."""
        place = place_in_list(name, len(self._by_title))
        if section := self._exact.get(name.strip().casefold()) or self._exact.get(str(place)):
            return section
        words = utils.default_process(name).split()
        return next(iter(self.ranked(name, 1)), None) if any(word not in GRAMMAR for word in words) else None

    def ranked(self, typed: str, limit: int) -> list[Section]:
        """The sections that match what was typed so far, best first; the first ones if nothing was typed."""
        found = [self._by_title[title] for title in self._suggestions.ranked(typed, limit)]
        return _named_first(self._exact.get(typed.strip().lstrip("#")), found, limit)


_LED_IN = r"(?:\b(?:(?:of|in|on|from|about|for|by|at|ask|to|per|the|that)\s+)*)"
_WITH_ITS_KIND = re.compile(
    rf"{_LED_IN}\bthe\s+(?P<name>(?P<words>(?:[\w-]+\s+){{1,3}}?)(?:article|text|document|doc|page)\b)\s*[,:;]?\s*",
    re.IGNORECASE,
)
"""What calls an article by some words and what it is: "of the trade article"."""

_BESIDE_A_NAME = GRAMMAR | frozenset(
    """
    article articles text one please pls open use show choose pick switch change go back return again hi hey hello
    thanks ok okay
    """.split()
)
"""Words around an article's name that do not belong to it."""


class Named(NamedTuple):
    """An article's id, its name in a text, and the rest of the text."""

    article: str
    name: str
    rest: str


class Titles:
    """The titles of articles by id, to find articles by either."""

    def __init__(self, titles: Mapping[str, str]) -> None:
        # Both, as titles may be alike, and many people remember the id.
        self._ids = {f"{title} ({article_id})": article_id for article_id, title in titles.items()}
        self._exact = {str(number): article_id for number, article_id in enumerate(titles, 1)}
        self._exact |= {title.casefold(): article_id for article_id, title in titles.items()}
        self._exact |= {article_id.casefold(): article_id for article_id in titles}
        self._suggestions = Suggestions(self._ids)
        # People often use only one part of a title with a colon. The longest names first, as they contain others.
        self._names: dict[str, list[str]] = {}
        for article_id, title in titles.items():
            names = {utils.default_process(name) for name in (article_id, title, *title.split(":"))} - {""}
            self._names[article_id] = sorted(names, key=len, reverse=True)
        self._words = {article_id: frozenset(" ".join(names).split()) for article_id, names in self._names.items()}

    def find(self, name: str) -> str | None:
        """The id of the article with this id, title or number, however mistyped, or None."""
        name = name.strip()
        place = place_in_list(name, len(self._ids))
        exact = self._exact.get(name.casefold()) or self._exact.get(str(place))
        return exact or next(iter(self.ranked(name, 1) if name else ()), None)

    def exactly(self, name: str) -> str | None:
        """The id of the article with this id or title, ignoring case and punctuation."""
        name = utils.default_process(name)
        return next((article_id for article_id, names in self._names.items() if name in names), None)

    def called(self, text: str) -> Named | None:
        """The article that a text names by its id, its title or words of these, without saying anything else: "foundry
        lane", "the house rules one please". None if it says more, or may name several."""
        words = [word for word in utils.default_process(text).split() if word not in _BESIDE_A_NAME]
        found = [article_id for article_id, own in self._words.items() if own.issuperset(words)] if words else []
        return Named(found[0], " ".join(words), "") if len(found) == 1 else None

    def within(self, text: str) -> Named | None:
        """An article whose id or title, or a part of at least two words, occurs in a text: "what does foundry lane say
        about dogs"; or a single word of it with its kind: "the trade article"."""
        for article_id, names in self._names.items():
            for name in (name for name in names if " " in name):
                words = r"\W+".join(map(re.escape, name.split()))
                rest, count = re.subn(rf"{_LED_IN}\b{words}\b\s*[,:;]?\s*", " ", text, flags=re.IGNORECASE)
                if count:
                    return Named(article_id, name, " ".join(rest.split()))
        for found in _WITH_ITS_KIND.finditer(text):
            if (called := self.called(found["words"])) is not None:
                rest = f"{text[: found.start()]} {text[found.end() :]}"
                return Named(called.article, utils.default_process(found["name"]), " ".join(rest.split()))
        return None

    def beside(self, text: str) -> Named | None:
        """An article whose name is beside an argument: "rules 3", "3 in foundry lane"."""
        first, _, rest = text.partition(" ")
        article_id = self.exactly(first) if rest else None
        return Named(article_id, first, rest) if article_id is not None else self.within(text)

    def ranked(self, typed: str, limit: int) -> list[str]:
        """The ids that match what was typed so far, best first; the first ones if nothing was typed."""
        found = [self._ids[name] for name in self._suggestions.ranked(typed, limit)]
        return _named_first(self._exact.get(typed.strip().lstrip("#")), found, limit)


def _named_first(named: _T | None, found: list[_T], limit: int) -> list[_T]:
    """What was found, after what is `named` by its number."""
    return found if named is None else list(dict.fromkeys([named, *found]))[:limit]


class Suggestions:
    """Names to suggest while somebody types, ranked: equal, equal to an alias, beginning with the text, with a word
    beginning with it, then similar. Case and punctuation are ignored."""

    def __init__(self, names: Iterable[str], aliases: Mapping[str, str] | None = None) -> None:
        self._plain = {name: utils.default_process(name) for name in names}
        self._aliases = {utils.default_process(alias): name for alias, name in (aliases or {}).items()}

    @classmethod
    def of_questions(cls, article: Article) -> Suggestions:
        """Topics first, then questions, a few of each passage. A person's name leads to who that is; another name with
        a role leads to itself."""
        titles = [section.title for section in article.sections]
        asks = [ask for passage in article.passages for ask in passage.asks[:_ASKS_OF_A_PASSAGE]]
        asked = {each: f"who is {each.name}" if each.kind == "person" else each.name for each in article.names}
        aliases = {
            alias: question
            for name, question in asked.items()
            if name.kind == "person" or name.passage
            for alias in (name.name, *name.aliases)
        }
        return cls([*titles, *dict.fromkeys(aliases.values()), *asks], aliases)

    @classmethod
    def of_topics(cls, article: Article) -> Suggestions:
        """Titles. An id or a keyword leads to its title."""
        aliases = {keyword: section.title for section in article.sections for keyword in section.keywords}
        aliases |= {section.id: section.title for section in article.sections}
        return cls([section.title for section in article.sections], aliases)

    def ranked(self, typed: str, limit: int = 25) -> list[str]:
        """The names that match what was typed so far, best first; the first names if nothing was typed."""
        typed = utils.default_process(typed)
        if not typed:
            return list(self._plain)[:limit]
        ranked = [name for name, plain in self._plain.items() if plain == typed]
        ranked += [name for alias, name in self._aliases.items() if alias == typed]
        ranked += sorted((n for n, plain in self._plain.items() if plain.startswith(typed)), key=len)
        ranked += [name for alias, name in self._aliases.items() if alias.startswith(typed)]
        ranked += [name for name, plain in self._plain.items() if f" {typed}" in plain]
        if len(set(ranked)) < limit:
            alike = process.extract(
                typed, self._plain, scorer=fuzz.token_set_ratio, score_cutoff=_CLOSE_ENOUGH, limit=limit
            )
            ranked += [name for _, _, name in alike]
            near = process.extract(typed, list(self._aliases), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH, limit=5)
            ranked += [self._aliases[alias] for alias, _, _ in near]
        if not ranked and len(typed) >= _LONG_ENOUGH:
            part = process.extract(
                typed, self._plain, scorer=fuzz.partial_ratio, score_cutoff=_CLOSE_ENOUGH_TO_A_PART, limit=limit
            )
            ranked += [name for _, _, name in part]
        return list(dict.fromkeys(ranked))[:limit]
