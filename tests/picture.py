"""Draws README's pictures of what the bot really sends: a conversation on Discord, a server's setup and settings, an
unanswered question, and insights (with invented counts).

    python -m tests.picture [--browser PATH]

Needs Chromium (on Debian the packages `chromium` and `fonts-noto-color-emoji`). Writes `.github/*.png`.
"""

from __future__ import annotations

import argparse
import asyncio
import html
import re
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import discord
from PIL import Image

from bot.article.loader import load_article
from bot.conversation.dialogue import Dialogue
from bot.conversation.lookup import Topics
from bot.conversation.reply import Shown
from bot.discord_app.pages import Pages
from bot.discord_app.picture import draw as draw_insights
from bot.discord_app.saying import Saying
from bot.insights import Insights, Marks
from bot.matching.matcher import Matcher
from tests.pictured_settings import panels

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / ".github"

ASKED = (
    "who met in washington, and did they talk about drugs?",
    "how old is he",
)

WIDTH = 620
HEIGHTS = {"conversation": 794, "setup": 530, "settings": 736, "unanswered": 616}

STYLE = """
body { margin: 0; padding: 14px 18px; width: 584px; background: #313338; color: #dbdee1;
       font: 15px/1.35 "gg sans", "DejaVu Sans", sans-serif }
.said { display: flex; gap: 12px; margin-bottom: 14px }
.face { flex: none; width: 36px; height: 36px; border-radius: 50%; background: #5865f2; color: #fff; font-weight: 700;
        text-align: center; line-height: 36px }
.bot .face { background: #3b6ea5 }
.name { color: #f2f3f5; font-weight: 600 } .bot .name::after { content: "APP"; margin-left: 6px; padding: 1px 4px;
        border-radius: 3px; background: #5865f2; font-size: 10px; vertical-align: 2px }
.embed { margin-top: 5px; padding: 9px 13px; max-width: 470px; border-left: 4px solid #3b6ea5; border-radius: 4px;
         background: #2b2d31; font-size: 13.5px }
.title { color: #f2f3f5; font-weight: 700; margin-bottom: 6px; font-size: 14.5px }
.foot { margin-top: 8px; font-size: 11px; color: #b5bac1 }
blockquote { margin: 0; padding-left: 9px; border-left: 3px solid #4e5058 } p { margin: 6px 0 0 }
.mention { color: #c9cdfb; background: #3c4270; border-radius: 3px; padding: 0 2px }
.menu { display: flex; justify-content: space-between; width: 380px; padding: 7px 11px; border-radius: 4px;
        background: #1e1f22; font-size: 13.5px } .menu i { font-style: normal } .empty { color: #949ba4 }
.row { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 7px } .button { padding: 4px 11px; border-radius: 4px;
       background: #4e5058; color: #fff; font-size: 12.5px } .primary { background: #5865f2 } .off { opacity: .5 }
"""


def markup(text: str) -> str:
    """Discord's markdown as HTML: what the bot uses of it."""
    blocks: list[str] = []
    for line in text.split("\n"):
        quoted = line.startswith("> ")
        shown = html.escape(line[2:] if quoted else line)
        shown = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", shown).replace("\u200b", "")
        shown = re.sub(r"\\(.)", r"\1", shown)
        blocks.append(f"<blockquote>{shown}</blockquote>" if quoted else f"<p>{shown}</p>" if shown else "")
    return "\n".join(blocks)


def controls(view: discord.ui.View | None) -> str:
    """The buttons under a message."""
    shown: list[str] = []
    for item in view.children if view is not None else ():
        if isinstance(item, discord.ui.Button):
            button: discord.ui.Button[Any] = item
            primary = " primary" if button.style is discord.ButtonStyle.primary else ""
            off = " off" if button.disabled else ""
            shown.append(f'<span class="button{primary}{off}">{html.escape(button.label or str(button.emoji))}</span>')
    return f'<div class="row">{"".join(shown)}</div>' if shown else ""


def said(name: str, body: str, *, is_bot: bool) -> str:
    """One message."""
    kind = "said bot" if is_bot else "said"
    return f'<div class="{kind}"><div class="face">{name[0]}</div><div><div class="name">{name}</div>{body}</div></div>'


async def pages() -> dict[str, str]:
    """What is on each picture, as HTML. Views need a running event loop."""
    matcher = Matcher.of(load_article(ROOT / "data" / "us-india-trade"))
    with tempfile.TemporaryDirectory() as folder:
        shown = await panels(matcher, Path(folder))
    asked = {name: said("mira", f"/footnote {name}", is_bot=False) for name in shown}
    drawn = {name: asked[name] + said("Footnote", body, is_bot=True) for name, body in shown.items()}
    return drawn | {"conversation": "\n".join(conversation(matcher))}


def conversation(matcher: Matcher) -> Iterator[str]:
    """The messages of a conversation."""
    article = matcher.article
    talk, saying = Dialogue(matcher), Saying(Pages(article), Topics(article), "!")
    shown: Shown | None = None
    for text in ASKED:
        yield said("ada", html.escape(text), is_bot=False)
        reply = talk.reply(text, shown)
        shown = talk.shown_after(text, reply, shown)
        answer = saying.of_reply(reply, asker=1)
        if answer is None:
            continue
        parts = answer.parts(embeds=True)
        embed: discord.Embed | None = parts["embed"]
        body = markup(parts["content"] or "")
        if embed is not None:
            title, foot = html.escape(embed.title or ""), html.escape(embed.footer.text or "")
            body = f'<div class="embed"><div class="title">{title}</div>{markup(embed.description or "")}'
            body += f'<div class="foot">{foot}</div></div>'
        yield said("Footnote", body + controls(answer.view), is_bot=True)


def main() -> None:
    """Draw the pictures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--browser", default="chromium", help="the program that draws (default: chromium)")
    browser: str = parser.parse_args().browser
    for name, body in asyncio.run(pages()).items():
        picture = PICTURES / f"{name}.png"
        draw(browser, f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{body}', picture, HEIGHTS[name])
        print(f"{picture.relative_to(ROOT)}: {picture.stat().st_size:,} bytes")
    (PICTURES / "insights.png").write_bytes(insights())


def insights() -> bytes:
    """The picture of a month's insights."""
    article = load_article(ROOT / "data" / "us-india-trade")
    today = date(2026, 11, 26)
    counts = [7 + (5 * day) % 9 - 5 * (day % 7 > 4) for day in range(30)]
    days = {
        today - timedelta(days=29 - day): {"answer": count - count // 3, "choices": count // 6, "none": count // 4}
        for day, count in enumerate(counts)
    }
    sections = {(article.id, each.id): 40 // (place + 1) for place, each in enumerate(article.sections)}
    marks = {(article.id, "-"): Marks(47, 4)}
    month = Insights(today - timedelta(days=29), today, days, sections=sections, marks=marks)
    return draw_insights(month, {article.id: article}, 30).content


def draw(browser: str, page: str, picture: Path, height: int) -> None:
    """Draw one picture."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, "utf-8")
        flags = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            "--disable-lcd-text",
            f"--user-data-dir={folder}/profile",
        ]
        flags += ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
        flags += [f"--window-size={WIDTH},{height}", f"--screenshot={picture}"]
        subprocess.run([browser, *flags, source.as_uri()], check=True, capture_output=True)
        with Image.open(picture) as drawn:
            drawn.convert("RGB").quantize(256).save(picture, optimize=True)  # a third of the size, and looks alike


if __name__ == "__main__":
    main()
