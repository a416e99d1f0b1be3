"""Draws insights as one picture, readable in light and dark themes. Pillow is imported when the first picture is drawn.
Discord shows a picture at half these sizes on most screens."""

from __future__ import annotations

import io
import math
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from bot.article.model import Article
from bot.conversation.wordings import insights as insights_wording
from bot.conversation.wordings.periods import Period, over_time
from bot.insights import Insights

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

GROUND, EDGE, TEXT, FAINT, GRID = "#23262d", "#5c626e", "#f2f3f5", "#b9bec9", "#4a4f5a"
COLOURS = {"answer": "#56b4e9", "choices": "#f5d76e", "none": "#d0634b"}
"""The colours of the outcomes. They differ in lightness as much as in hue, for colour-blind people."""

WIDTH, MARGIN = 1100, 44
TOPICS = 5
"""How many of the most asked topics are drawn."""

_TITLE, _FIGURE, _LABEL, _SMALL = 34, 44, 26, 22
_CHART, _TOPIC = 250, 66
"""The heights of the bars of periods, and of a topic."""

_KNOWN = frozenset("“”‘’°·")
"""The characters beyond ASCII in the font that comes with Pillow."""

_DASHES = str.maketrans("‐‑‒–—−", "------")


class Picture(NamedTuple):
    """A PNG with its alternative text."""

    name: str
    content: bytes
    description: str


def draw(insights: Insights, articles: Mapping[str, Article], days: int) -> Picture:
    """A picture of insights that have at least one question. The text beside it says all of it, and more."""
    from PIL import Image
    from PIL.ImageDraw import Draw

    topics = insights_wording.topics(insights, articles)[:TOPICS]
    height = 2 * MARGIN + 250 + _CHART + 60 + (56 + _TOPIC * len(topics)) * bool(topics)
    image = Image.new("RGBA", (WIDTH, height), (0, 0, 0, 0))
    pen = Draw(image)
    pen.rounded_rectangle((0, 0, WIDTH - 1, height - 1), radius=20, fill=GROUND, outline=EDGE, width=2)
    _write(pen, (MARGIN, MARGIN), insights_wording.title(days or None), _TITLE)
    _draw_figures(pen, MARGIN + 64, insights_wording.figures(insights))
    top = MARGIN + 194
    unit, periods = over_time(insights)
    _write(pen, (MARGIN, top), insights_wording.by_time(unit), _LABEL)
    _draw_legend(pen, top)
    _draw_periods(pen, top + 56, periods)
    if topics:
        _draw_topics(pen, top + 56 + _CHART + 76, topics)
    content = io.BytesIO()
    image.save(content, "PNG")
    return Picture("insights.png", content.getvalue(), insights_wording.described(insights, articles))


def _draw_figures(pen: ImageDraw, top: int, figures: Sequence[tuple[str, str]]) -> None:
    room = (WIDTH - 2 * MARGIN) / len(figures)
    for number, (figure, name) in enumerate(figures):
        left = MARGIN + number * room
        _write(pen, (left, top), figure, _FIGURE)
        _write(pen, (left, top + 56), name, _SMALL, FAINT)


def _draw_legend(pen: ImageDraw, top: int) -> None:
    right = float(WIDTH - MARGIN)
    for outcome, name in reversed(insights_wording.OUTCOMES.items()):
        right -= _font(_SMALL).getlength(name)
        _write(pen, (right, top + 2), name, _SMALL, FAINT)
        pen.rectangle((right - 30, top + 6, right - 12, top + 24), fill=COLOURS[outcome])
        right -= 56


def _draw_periods(pen: ImageDraw, top: int, periods: Sequence[Period]) -> None:
    """Draw stacked bars of outcomes side by side, with the names of the periods for which there is room."""
    most = max(sum(each.outcomes.values()) for each in periods)
    scale = f"{most:,}"
    left = MARGIN + _font(_SMALL).getlength(scale) + 14
    bottom = top + _CHART
    for y, label in ((top, scale), (bottom, "0")):
        pen.line((left, y, WIDTH - MARGIN, y), fill=GRID, width=2)
        _write(pen, (left - 14 - _font(_SMALL).getlength(label), y - 14), label, _SMALL, FAINT)
    slot = (WIDTH - MARGIN - left) / len(periods)
    bar = min(max(0.7 * slot, 1.0), 90.0)
    wide = max(_font(_SMALL).getlength(each.name) for each in periods)
    beyond = max(0.0, wide - slot) / 2  # the last name is moved to the left by that much
    every = math.ceil((wide + 24 + beyond) / slot) if wide + 16 > slot else 1
    for number, period in enumerate(periods):
        middle = left + (number + 0.5) * slot
        y = float(bottom)
        for outcome, colour in COLOURS.items():
            size = _CHART * period.outcomes.get(outcome, 0) / most
            if size:
                pen.rectangle((middle - bar / 2, y - size, middle + bar / 2, max(y - 2, y - size)), fill=colour)
            y -= size
        if (len(periods) - 1 - number) % every == 0:
            name = _font(_SMALL).getlength(period.name)
            start = min(max(middle - name / 2, MARGIN), WIDTH - MARGIN - name)
            _write(pen, (start, bottom + 12), period.name, _SMALL, FAINT)


def _draw_topics(pen: ImageDraw, top: int, topics: Sequence[tuple[str, int]]) -> None:
    """Draw the most asked topics, each with a bar below its name."""
    _write(pen, (MARGIN, top), insights_wording.MOST_ASKED, _LABEL)
    room = WIDTH - 2 * MARGIN
    for number, (name, count) in enumerate(topics):
        y, figure = top + 50 + number * _TOPIC, f"{count:,}"
        wide = _font(_SMALL).getlength(figure)
        _write(pen, (MARGIN, y), _clipped(name, room - wide - 30), _SMALL)
        _write(pen, (WIDTH - MARGIN - wide, y), figure, _SMALL)
        pen.rectangle((MARGIN, y + 34, WIDTH - MARGIN, y + 46), fill=GRID)
        pen.rectangle((MARGIN, y + 34, MARGIN + room * count / topics[0][1], y + 46), fill=COLOURS["answer"])


def _write(pen: ImageDraw, at: tuple[float, float], text: str, size: int, colour: str = TEXT) -> None:
    pen.text(at, _in_font(text), fill=colour, font=_font(size))


def _clipped(text: str, room: float) -> str:
    text, font = _in_font(text), _font(_SMALL)
    if font.getlength(text) <= room:
        return text
    while text and font.getlength(f"{text} ...") > room:
        text = text[:-1]
    return f"{text.rstrip()} ..."


def _in_font(text: str) -> str:
    """A text in the font's characters: "é" as "e", others as "?". The text beside the picture is complete."""
    plain = unicodedata.normalize("NFKD", text.translate(_DASHES))
    letters = (each for each in plain if not unicodedata.combining(each))
    return "".join(each if each in _KNOWN or " " <= each <= "~" else "?" for each in letters)


@cache
def _font(size: int) -> FreeTypeFont:
    from PIL import ImageFont

    font = ImageFont.load_default(size)
    if not isinstance(font, ImageFont.FreeTypeFont):
        raise TypeError("this build of Pillow has no FreeType")
    return font
