"""Finding topics, questions and commands by name, as people half remember and mistype them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process, utils

from bot.article.model import Article, Section

_CLOSE_ENOUGH = 70.0
"""Of 100: a typo or two in a name, not another name."""


def find_section(article: Article, name: str) -> Section | None:
    """The section with this id or title, however mistyped, or None."""
    wanted = name.strip().casefold()
    by_name = {section.id: section for section in article.sections}
    by_name |= {section.title.casefold(): section for section in article.sections}
    if wanted in by_name:
        return by_name[wanted]
    ranked = rank_names(name, list(by_name))
    return by_name[ranked[0]] if wanted and ranked else None


def nearest_command(name: str, commands: Iterable[str]) -> str | None:
    """The command that was most likely meant, or None."""
    found = process.extractOne(name, list(commands), scorer=fuzz.ratio, score_cutoff=_CLOSE_ENOUGH)
    return found[0] if found else None


def rank_names(wanted: str, names: Sequence[str], limit: int = 25) -> list[str]:
    """The names that match what was typed so far, best first: equal, then beginning with it, then with a word
    that begins with it, then alike. Both sides are compared without case and punctuation."""
    typed = utils.default_process(wanted)
    if not typed:
        return list(names[:limit])
    plain = {name: utils.default_process(name) for name in names}
    begin = sorted((name for name in plain if plain[name].startswith(typed)), key=lambda name: len(plain[name]))
    within = [name for name in plain if f" {typed}" in plain[name]]
    alike = process.extract(
        typed, plain, scorer=fuzz.token_set_ratio, processor=None, score_cutoff=_CLOSE_ENOUGH, limit=limit
    )
    ranked = [*begin, *within, *(name for _, _, name in alike)]
    return list(dict.fromkeys(ranked))[:limit]
