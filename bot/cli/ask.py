"""`python -m bot ask`: one answer, or one for each line of standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence

from bot.cli.json_lines import reply_json
from bot.cli.output import read_lines, say, say_compiling, wants_bold
from bot.cli.replies import reply_text
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Shown
from bot.errors import InputError
from bot.matching.cache import load_matcher
from bot.matching.outcomes import Answer
from bot.settings import Settings

SILENCE = "(silence)"


def ask(settings: Settings, words: Sequence[str], *, as_json: bool, unprompted: bool, dialogue: bool = False) -> None:
    """Answer the question that the words are, or, without words, each line of standard input as it comes.

    A line of nothing but white space prints nothing; a line that is a JSON string is taken as the string. In a
    `dialogue` each line is a reply to the answer before it, and a line of white space begins a new one. Raises
    `ArticleError`, and `InputError` for words of nothing but white space.
    """
    asked = " ".join(words)
    if words and not asked.strip():
        raise InputError('the question is empty; ask one: python -m bot ask "what is it about?"')
    matcher = load_matcher(settings.article, settings.cache, say_compiling)
    talk = Dialogue(matcher)
    bold = wants_bold(sys.stdout)
    # A curly quote written as a plain one would end the JSON string it stands in.
    ascii_only = not sys.stdout.encoding.lower().startswith("utf")
    shown: Shown | None = None
    for message in iter([asked]) if words else _messages():
        if not message.strip():
            shown = None
            continue
        if unprompted:
            reply, withheld = talk.unprompted(message)
        else:
            reply, withheld = talk.reply(message, shown), False
            if dialogue:
                shown = talk.shown_after(message, reply, shown)
        if as_json:
            say(reply_json(message, reply, withheld=withheld, ascii_only=ascii_only))
            continue
        is_silent = unprompted and not isinstance(reply.outcome, Answer)
        say(SILENCE if is_silent else reply_text(reply, matcher.article, bold=bold))
        if not words:
            say("")


def _messages() -> Iterator[str]:
    if sys.stdin.isatty():
        say("One question a line; Ctrl-D ends.", sys.stderr)
    for line in read_lines():
        message = line
        if line.lstrip().startswith('"'):
            try:
                decoded = json.loads(line)
            except (ValueError, RecursionError):
                decoded = line  # it only begins with a quotation mark
            message = decoded if isinstance(decoded, str) else line
        yield message
