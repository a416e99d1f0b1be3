"""The command line. `python -m bot --help` lists the commands.

Exit codes: 0 done; 1 the thing asked for failed (faults in the article, Discord not reached); 2 the command
line, a setting or an input file is wrong; 130 interrupted; 141 the reader of the output went away.
"""

from __future__ import annotations

import os
import signal
import sys

if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
    # Until `main` can catch it: an interrupt during the imports below is no reason for a traceback.
    def _leave(*_: object) -> None:
        os._exit(128 + signal.SIGINT)

    signal.signal(signal.SIGINT, _leave)

import argparse
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NoReturn

from bot import __version__
from bot.cli.output import WIDTH, harmless, prepare_streams, say, say_compiling
from bot.errors import ArticleError, ConnectError, FootnoteError, SettingsError, StoreError
from bot.settings import Settings, article_folder, read_settings
from bot.settings.folders import shipped_articles

DONE, FAILED, MISUSED, INTERRUPTED, READER_GONE = 0, 1, 2, 128 + signal.SIGINT, 128 + 13

NOTHING_TO_DO = (
    "Nothing to do: no DISCORD_TOKEN is set and nobody is at a keyboard.\n"
    "Set DISCORD_TOKEN (see .env.example) to run the bot on Discord, or try:\n"
    '  python -m bot ask "what is it about?"\n'
    "  python -m bot chat < questions.txt"
)

NOT_INSTALLED = (
    "not everything that it needs is installed for this Python; run it with that of its environment, such as\n"
    "  .venv/bin/python -m bot\n"
    "or install it: python -m pip install -e ."
)

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


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code. Never raises but for a fault of the program itself."""
    try:
        if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        prepare_streams()
        options = _parser().parse_args(arguments)
        settings = read_settings()
        if options.article:
            settings = _with_article(settings, options.article)
        code = _run(options, settings)
        _expect_no_more_interrupts()
        return code  # noqa: TRY300 - an interrupt that came before is one of the exceptions below
    except (ArticleError, ConnectError, StoreError) as error:
        _complain(str(error))
        return FAILED
    except FootnoteError as error:
        _complain(str(error))
        return MISUSED
    except ModuleNotFoundError as error:
        if (error.name or "bot").split(".")[0] == "bot":
            raise
        _complain(f"{NOT_INSTALLED} ({error.name} is missing)")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _write_no_more()
        return READER_GONE
    except OSError as error:
        # The machine's fault, not the program's: the disk is full, standard output is closed.
        _write_no_more()
        _complain(f"input or output failed: {error}")
        return FAILED


def _expect_no_more_interrupts() -> None:
    """Let one that came unnoticed, as at the end of the input, be raised now, and later ones end the process at once:
    while Python shuts down they would be a traceback and no exit code."""
    if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)


def _complain(text: str) -> None:
    say(f"footnote: {harmless(text)}", sys.stderr)


def _write_no_more() -> None:
    """Python flushes standard output once more at exit; what cannot be written must not be tried again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _with_article(settings: Settings, article: str) -> Settings:
    try:
        folder = settings.article_folders.get(article) or article_folder(article)
        is_there = folder.exists()
    except ValueError as error:
        raise SettingsError([f"--article {article!r} {error}"]) from None
    except OSError as error:
        raise SettingsError([f"--article {article!r} cannot be looked at ({error.strerror})"]) from None
    if not is_there:
        known = ", ".join(shipped_articles())
        raise SettingsError([f"--article {article!r} is no folder; give that of an article, or one of: {known}"])
    return settings._replace(article=folder)


def _id(text: str) -> int:
    if not re.fullmatch(r"[0-9]{15,20}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"{text!r} is no id; copy one in Discord: Developer Mode, Copy Server ID")
    return int(text)


def _days(text: str) -> int:
    if not re.fullmatch(r"[1-9][0-9]{0,4}", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of days; write one like 7 or 30")
    return int(text)


class _Help(argparse.HelpFormatter):
    """Of a fixed width. argparse makes one for every argument, and would import shutil to learn the terminal's."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=WIDTH)


class _HelpAsWritten(_Help, argparse.RawDescriptionHelpFormatter):
    """The same, with line ends as they stand."""


class _Parser(argparse.ArgumentParser):
    def __init__(self, **options: Any) -> None:
        options.setdefault("formatter_class", _Help)
        super().__init__(**options)

    def error(self, message: str) -> NoReturn:
        """Refuse the command line; a command that there is not with the nearest that there is."""
        unknown = re.match(r"argument COMMAND: invalid choice: (['\"])(.*)\1 \(choose from (.*)\)$", message)
        if unknown:
            message = _no_such_command(unknown[2], re.findall(r"[\w-]+", unknown[3]))
        super().error(harmless(message))


def _no_such_command(typed: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(typed.casefold(), [*known, "help"], 1)
    if near:
        return f"there is no command '{typed}'; did you mean {near[0].replace('help', '--help')}?"
    if " " in typed:
        return 'there is no such command; to ask something: python -m bot ask "..."'
    return f"there is no command '{typed}'; use one of: {', '.join(known)}"


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m bot",
        description="Footnote answers questions about an article with the article's own words. "
        "Without a command: Discord if DISCORD_TOKEN is set, else a conversation in the terminal.",
    )
    parser.add_argument("--version", action="version", version=f"Footnote {__version__}")
    parser.add_argument("--article", metavar="FOLDER", help="the article folder (default: FOOTNOTE_ARTICLE)")
    # With `prog`, argparse need not format a usage line to find it.
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", prog=parser.prog)

    commands.add_parser("run", help="run the bot on Discord")
    chat = commands.add_parser("chat", help="ask in the terminal; piped input is answered line by line")
    chat.add_argument("--no-history", action="store_true", help="keep nothing of what is typed")

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
    new.add_argument("folder", metavar="FOLDER", type=Path, help="the article folder to make")
    new.add_argument(
        "source", metavar="SOURCE", help="a text, Markdown or HTML file, - for standard input, or an address"
    )
    new.add_argument("--update", action="store_true", help="bring a folder that is there to a changed text")

    curate = commands.add_parser("curate", help="file what people ask where it belongs, in the terminal")
    curate.add_argument("folder", metavar="FOLDER", nargs="?", help="the article folder (default: FOOTNOTE_ARTICLE)")
    curate.add_argument("file", metavar="FILE", nargs="?", type=Path, help="questions to file, one a line")
    curate.add_argument("--kept", action="store_true", help="file what servers keep, too: asked there in vain")

    evaluate = commands.add_parser(
        "evaluate",
        help="measure the matching on labelled questions",
        formatter_class=_HelpAsWritten,
        epilog=FIGURES,
    )
    evaluate.add_argument("file", nargs="*", type=Path, help="labelled questions (default: the article's own)")
    evaluate.add_argument("--misses", action="store_true", help="list the questions that went wrong")
    evaluate.add_argument("--leave-one-out", action="store_true", help="hide each ask: does the rest find its passage?")
    evaluate.add_argument("--without-variants", action="store_true", help="leave out what a machine wrote")
    evaluate.add_argument("--without-gaps", action="store_true", help="leave out the article's own gaps")

    sync = commands.add_parser("sync", help="register the slash commands with Discord now")
    place = sync.add_mutually_exclusive_group()
    place.add_argument("--guild", metavar="ID", type=_id, help="for one server only, where they appear at once")
    place.add_argument("--clear", metavar="ID", type=_id, help="take back what --guild registered in a server")
    invite = commands.add_parser("invite", help="print the link that invites the bot")
    for further, what in (("threads", "answers in threads of their own"), ("reactions", "a reaction for thanks")):
        invite.add_argument(f"--{further}", action="store_true", help=f"with what it needs for {what}")
    doctor = commands.add_parser("doctor", help="find why the bot is silent, with what to do")
    doctor.add_argument("--guild", metavar="ID", type=_id, help="look at the permissions in a server, too")
    export = commands.add_parser("export", help="write what was added on Discord into the articles' files")
    whose = export.add_mutually_exclusive_group()
    whose.add_argument("--guild", metavar="ID", type=_id, help="what was added in a server (default: for all servers)")
    whose.add_argument("--all", action="store_true", help="what was added anywhere")
    insights = commands.add_parser("insights", help="what was asked in all servers together, as counts")
    insights.add_argument("--days", metavar="N", type=_days, help="over the last N days (default: all)")
    insights.add_argument("--csv", action="store_true", help="print comma-separated values, for a spreadsheet")
    commands.add_parser("migrate", help="bring the database to this version, as run does at its start")

    for command in commands.choices.values():
        # Suppressed: one that is not given here leaves what was given before the command.
        command.add_argument("--article", metavar="FOLDER", default=argparse.SUPPRESS, help="as before the command")
    return parser


def _run(options: argparse.Namespace, settings: Settings) -> int:
    command = options.command or _default_command(settings)
    if command == "ask":
        from bot.cli.ask import ask

        dialogue = options.dialogue
        ask(settings, options.question, as_json=options.json, unprompted=options.unprompted, dialogue=dialogue)
        return DONE
    if command == "check":
        from bot.cli.check import check

        check([settings.article] if options.article else list(settings.article_folders.values()))
        return DONE
    if command == "new":
        from bot.cli.new import new

        new(options.folder, options.source, is_update=options.update)
        return DONE
    if command == "curate":
        from bot.cli.curate import curate

        chosen = _with_article(settings, options.folder) if options.folder else settings
        kept: list[str] = []
        if options.kept:
            from bot.cli.kept import kept_questions

            kept = kept_questions(settings, chosen.default_article)
        curate(chosen.article, options.file, kept)
        return DONE
    if command == "evaluate":
        from bot.cli.evaluate import measure
        from bot.evaluation.reduced import without_gaps, without_variants

        reductions = [without_variants] if options.without_variants else []
        reductions += [without_gaps] if options.without_gaps else []
        measure(settings, options.file, reductions, misses=options.misses, leave_one_out=options.leave_one_out)
        return DONE
    if command == "chat":
        from bot.articles import Articles
        from bot.cli.chat import chat

        history = None if getattr(options, "no_history", False) else settings.state_folder / "history"
        folders, default = settings.article_folders, settings.default_article
        chat(Articles(folders, default, settings.cache, say_compiling), history)
        return DONE
    if command in ("run", "sync", "invite"):
        from bot.discord_app import launch

        guild, clear = getattr(options, "guild", None), getattr(options, "clear", None)
        further = [name for name in ("threads", "reactions") if getattr(options, name, False)]
        return launch.run(command, settings, guild=guild, clear=clear, further=further)
    if command == "doctor":
        from bot.discord_app.doctor import examine

        return DONE if examine(settings, options.guild) else FAILED
    if command == "export":
        from bot.cli.export import export

        return DONE if export(settings, options.guild, everything=options.all) else FAILED
    if command == "insights":
        from bot.cli.insights import insights

        insights(settings, options.days, as_csv=options.csv)
        return DONE
    if command == "migrate":
        from bot.cli.migrate import migrate

        migrate(settings)
        return DONE
    say(NOTHING_TO_DO, sys.stderr)
    return MISUSED


def _default_command(settings: Settings) -> str | None:
    if settings.token:
        return "run"
    return "chat" if sys.stdin is not None and sys.stdin.isatty() else None


if __name__ == "__main__":
    sys.exit(main())
