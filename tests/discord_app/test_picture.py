"""The picture of insights."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date, timedelta
from itertools import combinations

import pytest
from PIL import Image, ImageColor

from bot.conversation.wordings import insights as insights_wording
from bot.discord_app import picture
from bot.discord_app.picture import draw
from bot.insights import Insights, Marks

TODAY = date(2026, 11, 26)
THEMES = {"light": "#ffffff", "ash": "#323339", "dark": "#1a1a1e", "onyx": "#070709", "of old": "#313338"}
"""The grounds of Discord's themes."""

TEXT, FIGURE = 4.5, 3.0
"""The least contrast of text and of what is drawn, by WCAG 2.2 (1.4.3 and 1.4.11)."""


def luminance(colour: str) -> float:
    """The relative luminance of a colour, 0 to 1, as WCAG defines it."""
    shares = (each / 255 for each in ImageColor.getrgb(colour)[:3])
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours, 1 to 21."""
    darker, lighter = sorted(map(luminance, (one, other)))
    return (lighter + 0.05) / (darker + 0.05)


def drawn(insights: Insights) -> Image.Image:
    """The picture, read again."""
    return Image.open(io.BytesIO(draw(insights, {}, 0).content))


def test_all_that_is_drawn_stands_out_from_the_pictures_own_ground() -> None:
    assert [each for each in (picture.TEXT, picture.FAINT) if contrast(each, picture.GROUND) < TEXT] == []
    assert [each for each in picture.COLOURS.values() if contrast(each, picture.GROUND) < FIGURE] == []


def test_outcomes_are_distinguished_by_lightness_too() -> None:
    assert min(contrast(*pair) for pair in combinations(picture.COLOURS.values(), 2)) > 1.5


@pytest.mark.parametrize("theme", THEMES)
def test_nothing_but_the_round_corners_shows_the_ground_of_a_theme(theme: str) -> None:
    image = drawn(Insights(TODAY, TODAY, {TODAY: {"answer": 1}}))
    ground = Image.new("RGBA", image.size, THEMES[theme])
    shown = Image.alpha_composite(ground, image)
    middle = (image.width // 2, 20)
    assert shown.getpixel(middle) == ImageColor.getcolor(picture.GROUND, "RGBA")
    assert shown.getpixel((0, 0)) == ImageColor.getcolor(THEMES[theme], "RGBA")


@pytest.mark.parametrize("count", [1, 7, 31, 180, 4000])
@pytest.mark.parametrize("most", [1, 1_000_000])
def test_any_span_and_any_count_can_be_drawn(count: int, most: int) -> None:
    days = {TODAY - timedelta(days=count - 1): {"none": 1}, TODAY: {"answer": most, "choices": 1}}
    image = drawn(Insights(None, TODAY, days, sections={("a", f"topic-{each}"): 1 for each in range(9)}))
    colours = {colour for _, colour in image.getcolors(1 << 20) or []}
    assert ImageColor.getcolor(picture.COLOURS["answer"], "RGBA") in colours
    assert image.width == picture.WIDTH


@pytest.mark.parametrize("title", ["é" * 60, "猫の図書館", "a\nb\x00\u202e", "🐈 " * 200, "x" * 500])
def test_any_title_can_be_drawn(title: str) -> None:
    assert drawn(Insights(None, TODAY, {TODAY: {"answer": 1}}, sections={("a", title): 1})).height > 0


def test_pillow_is_not_loaded_before_a_picture_is_drawn() -> None:
    script = "import bot.discord_app.client, sys; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_the_description_tells_what_the_picture_shows() -> None:
    marks = {("a", "b/c"): Marks(3, 1)}
    insights = Insights(None, TODAY, {TODAY: {"answer": 3, "none": 1}}, sections={("a", "bans"): 3}, marks=marks)
    described = draw(insights, {}, 0).description
    assert "4 questions: 3 answered (75%)" in described
    assert "Thu 26 Nov: 4." in described
    assert "bans (a), 3." in described
    assert len(described) <= insights_wording.ALTERNATIVE
