"""`python -m bot ask`: one answer, or one for each line of standard input."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence

from bot.cli.json_lines import answer_json
from bot.cli.output import outcome_text, read_lines, say, say_compiling, wants_bold
from bot.errors import InputError
from bot.matching.cache import load_matcher
from bot.matching.gate import may_answer
from bot.settings import Settings


def ask(settings: Settings, words: Sequence[str], *, as_json: bool, unprompted: bool) -> None:
    """Answer the question that the words are, or, without words, each line of standard input as it comes.

    A line of nothing but white space prints nothing; a line that is a JSON string is taken as the string. Raises
    `ArticleError`, and `InputError` for words of nothing but white space.
    """
    asked = " ".join(words)
    if words and not asked.strip():
        raise InputError('the question is empty; ask one: python -m bot ask "what is it about?"')
    matcher = load_matcher(settings.article, settings.cache, say_compiling)
    bold = wants_bold(sys.stdout)
    # A curly quote written as a plain one would end the JSON string it stands in.
    ascii_only = not sys.stdout.encoding.lower().startswith("utf")
    for message in iter([asked]) if words else _messages():
        if as_json:
            say(answer_json(message, matcher, unprompted=unprompted, ascii_only=ascii_only))
            continue
        question = matcher.read(message)
        outcome = matcher.answer(question)
        if unprompted and not may_answer(question, outcome):
            say("(silence)")
        else:
            say(outcome_text(outcome, matcher.article, bold=bold))
        if not words:
            say("")


def _messages() -> Iterator[str]:
    for line in read_lines():
        message = line
        if line.lstrip().startswith('"'):
            try:
                decoded = json.loads(line)
            except (ValueError, RecursionError):
                decoded = line  # it only begins with a quotation mark
            message = decoded if isinstance(decoded, str) else line
        if message.strip():
            yield message
