"""Finding topics, questions and commands by name, as people half remember and mistype them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process, utils

from bot.article.model import Article, Section

_CLOSE_ENOUGH = 70.0
"""Of 100: a typo or two in a name, not another name."""

_LONG_ENOUGH, _CLOSE_ENOUGH_TO_A_PART = 5, 80.0
"""Letters, and of 100: when a part of a name is what was mistyped ("marekt acces")."""

_ASKS_OF_A_PASSAGE = 8
"""How many questions of each passage are suggested: the first ones, which are the plainest."""


def find_section(article: Article, name: str) -> Section | None:
    """The section with this id or title, however mistyped, or None."""
    wanted = name.strip().casefold()
    by_name = {section.id: section for section in article.sections}
    by_name |= {section.title.casefold(): section for section in article.sections}
    if wanted in by_name:
        return by_name[wanted]
    ranked = Suggestions.of_topics(article).ranked(name, 1) if utils.default_process(name) else []
    return by_name[ranked[0].casefold()] if ranked else None


def nearest_titles(article: Article, name: str, limit: int = 3) -> list[str]:
    """The titles that look most like a name that is no topic's, however little that is."""
    titles = [section.title for section in article.sections]
    found = process.extract(name, titles, scorer=fuzz.WRatio, processor=utils.default_process, limit=limit)
    return [title for title, _, _ in found]


def nearest_command(name: str, commands: Iterable[str]) -> str | None:
    """The command that was most likely meant, or None."""
    found = process.extractOne(name, list(commands), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return found[0] if found else None


class Suggestions:
    """Names that are suggested while somebody types, ranked: equal, by an alias, beginning with what was typed,
    with a word that begins with it, then alike. All sides are compared without case and punctuation."""

    def __init__(self, names: Iterable[str], aliases: Mapping[str, str] | None = None) -> None:
        self._plain = {name: utils.default_process(name) for name in names}
        self._aliases = {utils.default_process(alias): name for alias, name in (aliases or {}).items()}

    @classmethod
    def of_questions(cls, article: Article) -> Suggestions:
        """Topics first, then questions, a few of each passage; a person's name leads to who that is."""
        titles = [section.title for section in article.sections]
        asks = [ask for passage in article.passages for ask in passage.asks[:_ASKS_OF_A_PASSAGE]]
        aliases = {alias: f"who is {name.name}" for name in article.names for alias in (name.name, *name.aliases)}
        return cls([*titles, *dict.fromkeys(aliases.values()), *asks], aliases)

    @classmethod
    def of_topics(cls, article: Article) -> Suggestions:
        """Titles; an id or a keyword leads to its title."""
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
