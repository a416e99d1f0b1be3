"""The parser of the command line."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from bot import __version__
from bot.cli.output import WIDTH, escape_controls, say

FIGURES = """\
hit      the quote is from a paragraph that the label accepts     of the questions that the article answers
span     the quote holds words that the label names               likewise
offered  a hit, or the right passage is among the choices         likewise
quiet    no answer is given                                       of the messages that it does not answer
hedged   no answer is given, but choices                          likewise; the lower the better
wrong    a quote is given, and from no paragraph accepted         of all
said     taken for what it is where it asks for no quote          of those labelled so
-        nothing to count
"""


_LONGEST = 40
"""How many characters of an unknown command are repeated."""


def _name(text: str) -> str:
    """The name of a file or folder. Refuses an empty name, as from an unset shell variable: it would mean the working
    folder."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def _path(text: str) -> Path:
    return Path(_name(text))


def _id(text: str) -> int:
    if not re.fullmatch(r"[0-9]{15,20}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"{text!r} is not an id; copy one in Discord: Developer Mode, Copy Server ID")
    return int(text)


def _days(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,4}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number of days, such as 7 or 30")
    return int(text)


class _Parser(argparse.ArgumentParser):
    def __init__(self, formatter: type[argparse.HelpFormatter] = argparse.HelpFormatter, **options: Any) -> None:
        super().__init__(formatter_class=partial(formatter, width=WIDTH), **options)

    def parse_known_args(self, *arguments: Any, **options: Any) -> tuple[Any, list[str]]:  # pyright: ignore[reportIncompatibleMethodOverride]  # of overloads
        """As in argparse, but a subcommand itself refuses arguments that it does not know, so that its own usage is
        shown."""
        found, rest = super().parse_known_args(*arguments, **options)
        if rest:
            self.error(f"unrecognized arguments: {' '.join(rest)}{self._meant(rest[0])}")
        return found, rest

    def _meant(self, typed: str) -> str:
        """What to say of the option that was probably meant by a mistyped one, or of an article without its option."""
        from difflib import get_close_matches

        from bot.settings.folders import shipped_articles

        known = [option for action in self._actions for option in action.option_strings]
        if "--article" in known and (os.path.isfile(f"{typed}/article.toml") or typed in shipped_articles()):  # noqa: PTH113 - refuses no string
            return f"; did you mean --article {typed}?"
        near = get_close_matches(typed.split("=")[0], known, 1) if typed.startswith("-") else []
        return f"; did you mean {near[0]}?" if near else ""

    def _print_message(self, message: str, file: Any = None) -> None:
        """As in argparse, which ignores errors when the help cannot be written."""
        if file is sys.stdout:
            say(message.rstrip("\n"))
        else:
            super()._print_message(message, file)

    def error(self, message: str) -> NoReturn:
        """Refuse the command line. For an unknown command, suggest the nearest one."""
        unknown = re.match(r"argument COMMAND: invalid choice: (['\"])(.*)\1 \(choose from (.*)\)$", message)
        if unknown:
            message = _no_such_command(unknown[2], re.findall(r"[\w-]+", unknown[3]))
        super().error(escape_controls(message))


def _no_such_command(typed: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    from bot.matching.english.stop_words import QUESTION_WORDS

    if typed.casefold().rstrip("?") in QUESTION_WORDS:
        return f"there is no command '{typed}'; to ask something: python -m bot ask \"...\""
    options = {"help": "--help", "version": "--version"}
    near = get_close_matches(typed.casefold(), [*known, *options], 1)
    if near:
        return f"there is no command '{typed}'; did you mean {options.get(near[0], near[0])}?"
    if " " in typed:
        return 'there is no such command; to ask something: python -m bot ask "..."'
    return f"there is no command '{typed[:_LONGEST]}'; use one of: {', '.join(known)}"


def parser() -> argparse.ArgumentParser:
    """The parser of the command line. `command` is None if none is given."""
    root = _Parser(
        prog="python -m bot",
        description="Footnote answers questions about an article with the article's own words. "
        "Without a command: Discord if DISCORD_TOKEN is set, else a conversation in the terminal.",
    )
    root.add_argument("--version", action="version", version=f"Footnote {__version__}")
    root.add_argument("--article", metavar="FOLDER", type=_name, help="the article folder (default: FOOTNOTE_ARTICLE)")
    # `prog` spares argparse from formatting a usage line to derive it.
    commands = root.add_subparsers(dest="command", metavar="COMMAND", prog=root.prog)

    commands.add_parser("run", help="run the bot on Discord")
    chat = commands.add_parser("chat", help="ask in the terminal; piped input is answered line by line")
    chat.add_argument("--no-history", action="store_true", help="store nothing of what is typed")

    ask = commands.add_parser("ask", help="answer one question, or one a line from standard input")
    ask.add_argument("question", nargs="*", help="the question; none: read standard input")
    ask.add_argument("--json", action="store_true", help="print one JSON object a line")
    how = ask.add_mutually_exclusive_group()
    how.add_argument("--unprompted", action="store_true", help="decide as for a chat message addressed to nobody")
    how.add_argument(
        "--dialogue", action="store_true", help="each line replies to the answer before; an empty one ends it"
    )

    commands.add_parser("check", help="check the articles and list every fault")

    new = commands.add_parser("new", help="draft an article folder out of a text")
    new.add_argument("folder", metavar="FOLDER", type=_path, help="the article folder to make")
    new.add_argument(
        "source",
        metavar="SOURCE",
        type=_name,
        help="a text, Markdown, HTML, CSV or other text file, - for standard input, or an address",
    )
    new.add_argument("--update", action="store_true", help="update an existing folder to a changed text")

    curate = commands.add_parser("curate", help="file what people ask where it belongs, in the terminal")
    curate.add_argument(
        "folder", metavar="FOLDER", nargs="?", type=_name, help="the article folder (default: FOOTNOTE_ARTICLE)"
    )
    curate.add_argument("file", metavar="FILE", nargs="?", type=_path, help="questions to file, one a line")
    curate.add_argument("--kept", action="store_true", help="also file the unanswered questions that servers keep")

    evaluate = commands.add_parser(
        "evaluate",
        help="measure the matching on labelled questions",
        formatter=argparse.RawDescriptionHelpFormatter,  # keeps line breaks
        epilog=FIGURES,
    )
    evaluate.add_argument("file", nargs="*", type=_path, help="labelled questions (default: the article's own)")
    evaluate.add_argument("--misses", action="store_true", help="list the questions that went wrong")
    evaluate.add_argument("--leave-one-out", action="store_true", help="hide each ask: does the rest find its passage?")
    evaluate.add_argument("--without-variants", action="store_true", help="leave out what a machine wrote")
    evaluate.add_argument("--without-gaps", action="store_true", help="leave out the article's own gaps")

    sync = commands.add_parser("sync", help="register the slash commands with Discord now")
    place = sync.add_mutually_exclusive_group()
    place.add_argument("--guild", metavar="ID", type=_id, help="for one server only, where they appear at once")
    place.add_argument("--clear", metavar="ID", type=_id, help="remove what --guild registered in a server")
    invite = commands.add_parser("invite", help="print the link that invites the bot")
    for further, what in (("threads", "answers in threads of their own"), ("reactions", "a reaction for thanks")):
        invite.add_argument(f"--{further}", action="store_true", help=f"with what it needs for {what}")
    doctor = commands.add_parser("doctor", help="find why the bot is silent, with what to do")
    doctor.add_argument("--guild", metavar="ID", type=_id, help="also check the permissions in a server")
    export = commands.add_parser("export", help="write what was added on Discord into the articles' files")
    whose = export.add_mutually_exclusive_group()
    whose.add_argument("--guild", metavar="ID", type=_id, help="what was added in a server (default: for all servers)")
    whose.add_argument("--all", action="store_true", help="what was added anywhere")
    insights = commands.add_parser("insights", help="what was asked in all servers together, as counts")
    insights.add_argument("--days", metavar="N", type=_days, help="over the last N days (default: all)")
    insights.add_argument("--csv", action="store_true", help="print comma-separated values, for a spreadsheet")
    commands.add_parser("migrate", help="bring the database to this version, as run does at its start")

    for command in commands.choices.values():
        # Suppressed, so that leaving it out here keeps the value given before the command.
        command.add_argument(
            "--article", metavar="FOLDER", type=_name, default=argparse.SUPPRESS, help="as before the command"
        )
    return root
