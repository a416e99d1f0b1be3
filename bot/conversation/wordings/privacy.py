"""The text of `/privacy`: what is read and stored, for how long, and why. Plain sentences without markup.

It has to be true: a test reads everything that was written after a day of traffic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.conversation.wording import TitledLines
from bot.conversation.wordings.discord_wording import FIND
from bot.conversation.wordings.filing_wording import MENU
from bot.insights import KEPT_DAYS
from bot.plurals import counted

TITLE = "Privacy"
READ, REMEMBERED, KEPT_HERE, TO_DELETE = "What I read", "In memory, while I run", "Kept here", "To delete"

READS = (
    "Messages that mention me, reply to me, begin with my prefix or are sent to me directly; a message to which "
    "somebody replies, or that opened the thread or post in which they are, while mentioning me; one that somebody "
    f"gives to “{FIND}” or “{MENU}”; and, only in channels and forums that whoever runs me or manages the server "
    "named, and in threads that I started, other messages, to see whether they ask about the article.",
)

REMEMBERS = (
    "Which of my messages answers which message, so that an edited or deleted question changes or removes its answer.",
    "The ids of people who asked, and when, so that nobody asks too fast or is told the same twice; of those who "
    "pressed a button under an answer, so that each counts once.",
    "Which passages and topics, and of which article, I showed whom last, and before which message, so that a "
    "follow-up is understood, also when it is edited.",
    "Who talks in threads that I started, to know when to wait for a mention.",
    "Where questions are kept, the last ones that I answered, so that one can be kept whose answer a reader marks as "
    "wrong.",
    "What an edited question says, for ten minutes at most, until Discord lets me rename its thread.",
    "I keep only the latest of each, and all of it is gone when I stop. A button of mine holds the id of the person "
    "who asked, so that it works for that person alone.",
)

NO_PERSON = "No user id, and nothing else that tells who asked, is kept on disk or in logs."
DIRECT = (
    "How many questions a day were asked in direct messages and where I am no member, with what became of them and to "
    "which topic or passage they led, everybody's added up. It shows whoever runs me what the article lacks, and is "
    f"deleted after {KEPT_DAYS} days."
)
OUT_OF_REACH = "I cannot tell how much there is right now: I cannot reach my database."

HOW_TO_DELETE = (
    "Those who manage a server delete all that I keep of it with /privacy and “delete: this server”.",
    "“delete: mine” says what I keep of you.",
)

NOTHING_IS_YOURS = (
    "Nothing that I keep on disk can be traced to you, so there is nothing to delete there. What I showed you last, "
    "which I had in memory for follow-ups, is forgotten now. That you recently asked or pressed a button stays in "
    "memory, so that nobody asks too fast or counts twice; it goes as others ask, and when I stop."
)
DELETE_BY_SLASH = "Please use /privacy with “delete: this server”: I ask there, in private, whether you mean it."
NO_SERVER = "Please use this in the server whose data you want to delete."
DELETE_ALL, KEEP = "Delete all of it", "Keep it"
SURE = "Delete all that I keep of this server?"
DELETED = "All that I kept of this server is deleted, and I work here as I did when I was added. Counts begin anew."
DELETED_ALL = "All that it kept of this server was deleted, the settings too"
NOT_DELETED = "Nothing was deleted: I cannot reach my database right now. Please try again in a few minutes."
KEPT_ON = "Nothing was deleted."
BACKUPS = "It cannot be undone. Backups that whoever runs me made may hold it for as long as they keep those."


@dataclass(frozen=True)
class Kept:
    """The choices of a server that matter for privacy, and how much is stored about it.

    `rows` maps each table of the store to its number of rows; None while that is unknown. `grace` is the number of days
    that data is kept after the bot left.
    """

    feedback: bool
    keeps_questions: bool
    keep_days: int
    is_logged: bool
    grace: int
    rows: Mapping[str, int] | None

    @property
    def is_something(self) -> bool:
        """Whether anything is known to be stored."""
        return self.rows is not None and any(self.rows.values())

    def count(self, table: str) -> int | None:
        """The number of rows of a table."""
        return None if self.rows is None else self.rows.get(table, 0)


def sections(kept: Kept | None, *, is_member: bool) -> list[TitledLines]:
    """All sections for a server with this much data (None: for direct messages). `is_member` is whether the bot is in
    the server."""
    here = [] if is_member else [DIRECT]
    if kept is not None and (is_member or kept.is_something):
        here += of_server(kept)
    return [
        TitledLines(READ, READS),
        TitledLines(REMEMBERED, REMEMBERS),
        TitledLines(KEPT_HERE, (NO_PERSON, *here)),
        TitledLines(TO_DELETE, HOW_TO_DELETE),
    ]


def of_server(kept: Kept) -> list[str]:
    """What is stored about a server, for how long, and why."""
    lines = [
        "What was chosen with /footnote, with ids of channels, and the latest 200 changes with their times"
        f"{_now(kept.count('changes'))}: so that I work here as you want.",
        "Counts of questions by day, with what became of them and to which topic or passage they led, without their "
        f"text{_now(kept.count('activity'))}: for /footnote insights. They are deleted after "
        f"{counted(KEPT_DAYS, 'day')}.",
        _feedback(kept),
        _questions(kept),
        f"What curators added to the index, in words of their own{_now(kept.count('additions'))}: to find more.",
    ]
    if kept.is_logged:
        lines.append("I do not keep who changes settings, but post it in a channel that was chosen for that.")
    lines.append(
        "The rest stays until those who manage the server delete it, or until I was removed for "
        f"{counted(kept.grace, 'day')}."
    )
    return lines + [OUT_OF_REACH] * (kept.rows is None)


def _feedback(kept: Kept) -> str:
    count = kept.count("feedback")
    if not kept.feedback and not count:
        return "No marks: the buttons that mark answers as right or wrong are off."
    are = "are" if kept.feedback else "are off now, and were"
    return (
        f"Counts of marks by day and passage{_now(count)}: buttons under answers {are} there to mark them as right or "
        f"wrong. They show which passages mislead, and are deleted after {counted(KEPT_DAYS, 'day')}."
    )


def _questions(kept: Kept) -> str:
    count = kept.count("questions")
    if not kept.keeps_questions and not count:
        return "No question's text: keeping questions is off."
    what = "are kept" if kept.keeps_questions else "were kept, until that was turned off"
    return (
        f"Questions that I could not answer, or whose answer was marked as wrong, {what}{_now(count)}: their text, "
        "without who asked, and with mentions, links, addresses and long numbers taken out. They show curators what is "
        "missing; one that is filed stays too, so that this can be undone. What I hear unasked, and what somebody "
        "looks up of another's message, is never kept. "
        f"Each is deleted {counted(kept.keep_days, 'day')} after it was last asked."
    )


def in_terminal(history: Path | None) -> list[str]:
    """What the conversation in a terminal stores: the lines typed, in the file `history`, if there is one."""
    here = "What you type is answered on this machine and sent nowhere."
    if history is None:
        return [here, "Nothing of it is kept."]
    return [
        here,
        f"The lines are kept, each with its time, in {history}, so that the up key brings them back another day, and "
        "nowhere else. Delete the file to forget them; with `python -m bot chat --no-history` none are kept.",
    ]


def _now(count: int | None) -> str:
    return "" if count is None else f" (now {count:,})" if count else " (none now)"
