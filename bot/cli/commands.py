"""What can be typed in the conversation in a terminal, beside questions: each command with what it does."""

from __future__ import annotations

COMMANDS = {
    "/ask QUESTION": "the same as the question alone",
    "/topics": "the topics of the article",
    "/topic NAME": "a topic, by its name or number, with its passages",
    "/read [N]": "a paragraph of the article; also /read next, previous, last",
    "/summary": "the article in a few sentences",
    "/why": "why the last answer was given",
    "/about": "the article, its source, this program",
    "/privacy": "what is kept of what you type",
    "/help": "this list",
    "/quit": "leave (also Ctrl-D)",
    "/exit": "the same",
}

MORE_COMMANDS = {
    "/articles": "the articles that there are",
    "/article NAME": "speak of another article, by its name, title or number",
}
"""Where there are several articles."""

HELP_WORDS = "After what was shown: next, previous, more. With a list: the number of an entry."

BARE_COMMANDS = {"help", "quit", "exit", "topics", "read"}
"""Commands that are understood without their slash, if nothing else stands in the line."""
