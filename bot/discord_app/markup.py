"""Escapes and shortens texts for Discord. The only place for Discord's limits and for escaping.

Limits from Discord's documentation: messages (2,000 characters), embeds (title 256, description 4,096, 6,000 in total,
of which a footer gets 256 here), components (button label 80; select option label and description 100; 25 options),
autocomplete (25 choices of 100 characters) and thread names (100 characters).
"""

from __future__ import annotations

import re
from typing import Final

CONTENT: Final = 2000
EMBED_TITLE: Final = 256
EMBED_DESCRIPTION: Final = 4096
EMBED_FOOTER: Final = 256
BUTTON_LABEL: Final = 80
OPTION: Final = 100
OPTIONS: Final = 25
CHOICES: Final = 25
CHOICE: Final = 100
THREAD_NAME: Final = 100

_MARKUP = re.compile(r"[\\*_~`|<\[]")
_LINE_START = re.compile(r"^([^\S\n]*(?:\d+)?)([-#>+.)])", re.MULTILINE)
_LINK = re.compile(r"(https?://[^\s<]*[^\s<.,:;!?\"'\])])", re.IGNORECASE)
"""A link in plain text. Discord reads no markdown inside it."""
_MENTION = re.compile(r"<(?:@[!&]?|#|t:|a?:\w+:|/[^<>:]+:|id:)[^<>]*>")
_AT = re.compile(r"@(?!(?<=[\w.+-]@)(?!everyone|here)[a-z0-9-]+\.[a-z])", re.IGNORECASE)
"""An @, except that of an e-mail address, which people copy."""
_INVITE = re.compile(
    r"(discord\.(?:gg|gift|new)(?=/)|discord(?:app)?\.com(?=/(?:invite|gifts|template|events)/))", re.IGNORECASE
)
"""An invitation link, with at most this before the code."""
_TURNS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Characters that change the direction of the text after them, including the bot's own."""
_TITLED_LINK = re.compile(r"\[([^\[\]\n]*)\]\(<?https?://[^()\n]*\)", re.IGNORECASE)
_ADDRESS = re.compile(r"<?https?://\S+", re.IGNORECASE)
_DECORATION = re.compile(r"[`~|]|\*(?=\S)|(?<=\S)\*|(?<!\w)_+|_+(?!\w)")
_BULLET = re.compile(r"^(?:[\s>#+•·,.:;!–—-]|\d{1,2}[.)]\s)+")
"""The mark of a list, a heading or a quote, or the rest of a mention."""
_BEFORE_MARK = re.compile(r" (?=[,.;:!?](?:\s|$))")
_QUOTED = re.compile(r"[\"'“‘«]([^\"“”«»]*)[\"'”’»]")
_BOLD = re.compile(r"(?<!\\)(?:\\\\)*\*\*")


def escape(text: str) -> str:
    """Any text as plain words: without markdown, mentions, links, invitations, lists, headings, quotes or changes of
    direction. discord.py's `escape_markdown` leaves addresses and the text of links as they are."""
    text = _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\g<0>", _TURNS.sub("", text)))
    return _INVITE.sub("\\1\u200b", _AT.sub("@\u200b", text)).replace("://", ":\u200b//")


def escape_but_links(text: str) -> str:
    """As `escape`, but web addresses stay clickable."""
    before, *after = _LINK.split(text)
    # Text after a link does not begin a line: a backslash there would become part of the address.
    return escape(before) + "".join(piece if _LINK.fullmatch(piece) else escape(f"x{piece}")[1:] for piece in after)


def clip(text: str, longest: int) -> str:
    """The text, shortened to `longest` characters with an ellipsis."""
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def thread_name(text: str) -> str:
    """Any text as a thread's name: its words on one line, without decoration, mentions, custom emoji, addresses and
    invisible characters. "" if nothing is left."""
    text = _ADDRESS.sub(" ", _TITLED_LINK.sub(r"\1", _MENTION.sub(" ", text)))
    shown = "".join(each if each.isprintable() else " " for each in _DECORATION.sub("", text))
    words = _BEFORE_MARK.sub("", " ".join(_BULLET.sub("", shown).split()))
    quoted = _QUOTED.fullmatch(words)
    return clip((quoted[1] if quoted else words).replace("@", "@\u200b"), THREAD_NAME)


def split(markup: str, longest: int) -> list[str]:
    """Markdown in pieces of at most `longest` characters, cut after a line, a sentence or a word if one ends nearby.
    Bold and quoted text stays so in each piece."""
    pieces: list[str] = []
    while len(markup) > longest:
        at = _cut_before(markup, longest - len("**"))
        piece, rest = markup[:at], markup[at:]
        line = piece[piece.rfind("\n") + 1 :]
        if not rest.startswith("\n"):
            # This text now begins a line; keep it from becoming a list, heading or quote.
            rest = rest.lstrip(" ")
            if _LINE_START.match(rest):
                rest = _LINE_START.sub(r"\1\\\2", rest, count=1)
            rest = f"> {rest}" if line.startswith("> ") else rest
        if len(_BOLD.findall(piece)) % 2:
            piece, rest = f"{piece.rstrip()}**", re.sub(r"^(> )?", r"\1**", rest, count=1)
        pieces.append(piece.rstrip())
        markup = rest.lstrip("\n")
    return [*pieces, markup]


def _cut_before(markup: str, longest: int) -> int:
    """Where to cut a piece: not inside an escape or a mark of bold."""
    for end in ("\n", ". ", " "):
        at = markup.rfind(end, longest // 2, longest)
        if at > 0:
            return at + len(end.rstrip(" ")) - (end == "\n")
    at = longest
    while at > 1 and _is_within_mark(markup, at):
        at -= 1
    return at


def _is_within_mark(markup: str, at: int) -> bool:
    """Whether the position is inside an escape, a mark of bold, or a broken mention or link."""
    before = markup[:at]
    escapes, bold = before.rstrip("\\"), before.removesuffix("*")
    is_escape = (len(before) - len(escapes)) % 2 == 1
    is_bold = bold != before and markup[at] == "*" and (len(bold) - len(bold.rstrip("\\"))) % 2 == 0
    is_broken = markup[at] == "\u200b" and before.endswith(("@", ":"))
    return is_escape or is_bold or is_broken
