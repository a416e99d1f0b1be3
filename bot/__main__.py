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

from argparse import Namespace
from collections.abc import Sequence
from typing import TextIO

from bot.cli.arguments import parser
from bot.cli.output import prepare_streams, say, say_compiling
from bot.errors import ArticleError, ConnectError, FootnoteError, SettingsError, StoreError
from bot.settings import Settings, article_folder, read_settings
from bot.settings.folders import shipped_articles

DONE, FAILED, MISUSED, INTERRUPTED, READER_GONE = 0, 1, 2, 128 + signal.SIGINT, 128 + 13

NOTHING_TO_DO = (
    "Nothing to do: DISCORD_TOKEN is not set, and the input is no terminal.\n"
    "Set DISCORD_TOKEN (see .env.example) to run the bot on Discord, or try:\n"
    '  python -m bot ask "what is it about?"\n'
    "  python -m bot chat < questions.txt"
)

NOT_INSTALLED = (
    "a package that it needs is missing in this Python. Use the Python of its environment, such as\n"
    "  .venv/bin/python -m bot\n"
    "or install it: python -m pip install -e ."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return the exit code. Never raises but for a fault of the program itself."""
    try:
        if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        prepare_streams()
        options = parser().parse_args(arguments)
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
        _complain(f"{NOT_INSTALLED} (missing: {error.name})")
        return FAILED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _write_no_more_to(sys.stdout)
        return READER_GONE
    except OSError as error:
        # The machine's fault, not the program's: the disk is full, standard output is closed.
        _write_no_more_to(sys.stdout)
        _complain(f"input or output failed: {error}")
        return FAILED


def _expect_no_more_interrupts() -> None:
    """Raise a pending interrupt now (one may arrive unnoticed at the end of the input), and make later ones end the
    process at once: during Python's shutdown an interrupt would print a traceback and lose the exit code."""
    if __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _leave)


def _complain(text: str) -> None:
    try:
        say(f"footnote: {text}", sys.stderr)
    except OSError:  # then the exit code has to tell
        _write_no_more_to(sys.stderr)


def _write_no_more_to(stream: TextIO) -> None:
    """Redirect a stream to the null device: Python flushes it once more at exit, which must not fail a second time."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _with_article(settings: Settings, article: str, option: str = "--article ") -> Settings:
    try:
        folder = settings.article_folders.get(article) or article_folder(article)
        is_there = folder.exists()
    except ValueError as error:
        raise SettingsError([f"{option}{article!r} {error}"]) from None
    except OSError as error:
        raise SettingsError([f"{option}{article!r} cannot be opened ({error.strerror})"]) from None
    if not is_there:
        known = ", ".join(shipped_articles())
        raise SettingsError([f"{option}{article!r} is not a folder; give the folder of an article, or one of: {known}"])
    return settings._replace(article=folder)


def _run(options: Namespace, settings: Settings) -> int:
    command = options.command or ("run" if settings.token else "chat" if sys.stdin.isatty() else None)
    if command is None:
        say(NOTHING_TO_DO, sys.stderr)
        return MISUSED
    return DONE if _do(command, options, settings) else FAILED


def _do(command: str, options: Namespace, settings: Settings) -> bool:
    """Run a command. Returns False if it failed without raising an error. Each case imports only what it needs:
    discord.py, rich and the store take longer to import than an answer takes."""
    match command:
        case "ask":
            from bot.cli.ask import ask

            dialogue = options.dialogue
            ask(settings, options.question, as_json=options.json, unprompted=options.unprompted, dialogue=dialogue)
        case "chat":
            from bot.articles import Articles
            from bot.cli.chat import chat

            # Without a command there is no option of one either.
            history = None if getattr(options, "no_history", False) else settings.state_folder / "history"
            folders, default = settings.article_folders, settings.default_article
            chat(Articles(folders, default, settings.cache, say_compiling), history)
        case "check":
            from bot.cli.check import check

            check([settings.article] if options.article else list(settings.article_folders.values()))
        case "new":
            from bot.cli.new import new

            new(options.folder, options.source, is_update=options.update)
        case "curate":
            _curate(options, settings)
        case "evaluate":
            from bot.cli.evaluate import measure
            from bot.evaluation.report import without_gaps, without_variants

            reductions = [without_variants] if options.without_variants else []
            reductions += [without_gaps] if options.without_gaps else []
            measure(settings, options.file, reductions, misses=options.misses, leave_one_out=options.leave_one_out)
        case "doctor":
            from bot.discord_app.doctor import examine

            return examine(settings, options.guild)
        case "export":
            from bot.cli.export import export

            return export(settings, options.guild, everything=options.all)
        case "insights":
            from bot.cli.insights import insights

            insights(settings, options.days, as_csv=options.csv)
        case "migrate":
            from bot.cli.store_commands import migrate

            migrate(settings)
        case "sync":
            from bot.discord_app import launch

            launch.sync(settings, options.guild, options.clear)
        case "invite":
            from bot.discord_app import launch

            launch.invite(settings, [name for name in ("threads", "reactions") if getattr(options, name)])
        case _:
            from bot.discord_app import launch

            launch.run(settings)
    return True


def _curate(options: Namespace, settings: Settings) -> None:
    from bot.cli.curate import curate

    chosen = _with_article(settings, options.folder, "") if options.folder else settings
    kept: list[str] = []
    if options.kept:
        from bot.cli.store_commands import kept_questions

        kept = kept_questions(settings, chosen.default_article)
    curate(chosen.article, options.file, kept)


if __name__ == "__main__":
    sys.exit(main())
