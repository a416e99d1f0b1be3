"""The bot's sentences that only Discord needs: commands, controls, permissions, paces, failures. Plain sentences
without markup."""

from __future__ import annotations

from datetime import datetime

from bot.conversation.wording import HONEST

THIS_ONE = "This one"
MORE = "More …"
THE_BEGINNING = "There is nothing before that: it was the beginning of the article."

FIND = "Find in the article"

HOW_TO_ASK_ON_DISCORD = (
    "Ask in your own words with /ask, by mentioning me, by replying to one of my messages or in a direct message. "
    f"{HONEST}"
)

HOW_TO_ASK_WHERE_NO_MEMBER = f"Ask in your own words with /ask, or in a direct message. {HONEST}"

COMMANDS = {
    "ask": "Ask something about the article",
    "topics": "Browse the topics of the article",
    "topic": "Show one topic of the article",
    "read": "Read the article, paragraph by paragraph",
    "summary": "Sum up the article",
    "help": "See how to use Footnote",
    "about": "See the article, its source and this program",
    "privacy": "See what Footnote reads and keeps here, or delete it",
}
"""The commands for readers, as Discord and /help describe them."""

FOR_MANAGERS = "Those who manage a server set me up with `/footnote setup`; `/footnote doctor` finds why I am silent."
HOW_TO_INVITE = "If whoever runs me lets others add me, my profile has the button “Add App”."


def how_to_delete(*, asker: bool) -> str:
    """Who may delete an answer, and how. `asker` is whether the asker may."""
    return f"{_who_deletes(asker=asker)} An answer goes as well when its question is deleted."


def how_to_quiet(*, asker: bool) -> str:
    """Who decides where the bot speaks, and who deletes its messages."""
    where = "Those who manage a server choose with `/footnote settings` where I speak, and whether I answer unasked."
    return f"{where} {_who_deletes(asker=asker)}"


SPEAKS_WHEN_ASKED = "Here I speak only when you write to me or use a command. 🗑️ under an answer deletes it."


def at_once(most: int) -> str:
    return f"No more than {most} paragraphs at once."


def nothing_to_reset(*, asker: bool) -> str:
    return f"There is nothing to reset: just ask something new. {_who_deletes(asker=asker)}"


def _who_deletes(*, asker: bool) -> str:
    return "🗑️ under an answer deletes it, for whoever asked and for moderators." if asker else MODERATORS_DELETE


MODERATORS_DELETE = "In this server only moderators may delete my answers."

SERVER_COMMANDS = {
    "setup": "Set Footnote up in this server, in three steps",
    "settings": "See and change how Footnote works in this server",
    "insights": "See what people ask in this server, and what was not answered",
    "unanswered": "Page through questions without an answer, and file or drop them",
    "file": "Add a question to the index, to be found under one of its passages",
    "doctor": "Find why Footnote is silent in this server, with what to do",
    "reload": "For whoever runs the bot: read the articles' folders anew",
}
"""The commands of `/footnote`, for those who manage a server, as Discord describes them."""

ARTICLES_COMMAND = {"articles": "See the articles that Footnote knows"}
"""The command that exists only with several articles."""


def commands(*, several: bool) -> dict[str, str]:
    """The commands by name with their descriptions. `several` is whether there is more than one article."""
    return COMMANDS | ARTICLES_COMMAND if several else COMMANDS


ARTICLES = "Articles"
HERE = "asked here"
CHOOSE_ARTICLE = "Choose an article"
OTHER_ARTICLES = "It is one of several articles that I know; /articles lists them."
ARTICLE_GONE = "I no longer have that article. /articles lists those that I have."
CHOSEN_ARTICLE_GONE = (
    "I no longer have the article that was chosen for this channel. Those who manage the server choose another with "
    "/footnote settings; /articles lists those that I have."
)


def joined(title: str, *, several: bool) -> str:
    """The greeting in a new server, which is asked about the article with this title, of `several`."""
    others = f" {OTHER_ARTICLES}" if several else ""
    return (
        f"Hello! I answer questions about “{title}” with its own words.{others} Mention me and ask, or use /ask. "
        "Whoever manages this server chooses with /footnote setup in which channels I speak, and how."
    )


KEPT_OUT_OF_REACH = (
    "I cannot reach my database right now. I still answer questions. Please try again in a few minutes; "
    "/footnote doctor says what is wrong."
)

NOT_WRITTEN = "My database takes nothing new right now: the latest questions are missing here until it does."

DELETED_QUESTION = "Deleted question"
"""Replaces the name of a thread that was the question."""

OFF_HERE = "I am switched off in this channel, so only you see this."
SHOWS_NOTHING_HERE = "I am switched off in this channel, so I show nothing to all. /ask answers you in private."

RIGHT_PASSAGE = "Right passage"
WRONG_PASSAGE = "Wrong passage"
MARKED_ALREADY = "You have already marked it like that."
NO_FEEDBACK = "Answers are no longer marked in this server."
NOT_COUNTED = "I could not count that: my database is not working right now. Please try again later."


def marked(*, right: bool, moved: bool) -> str:
    """Says that a passage was marked. `moved` is whether the person had marked it otherwise before."""
    what = "the right passage" if right else "a wrong passage"
    return f"{'Changed' if moved else 'Thank you'}: it counts as {what}. Who marked it is not kept."


NOT_YOURS = "These buttons belong to the person who asked. Ask the same yourself to get your own."
NEEDS_MANAGE_SERVER = "This is for whoever may manage this server. Ask somebody who has the permission Manage Server."
NEEDS_OWNER = "This is for whoever runs the bot: the owner of the application, or its team."
TOO_MUCH_ADDED = "Too much has been added to this article already. Undo something first."
REREAD = "The articles' folders were read"
MAY_NOT_SPEAK = "You may not write here, so I do not write here for you. Ask me in a direct message."
GONE = "This is no longer available. Please ask again."
NO_SUCH_TOPIC = "There is no such topic. See /topics."
COMMAND_CHANGED = "This command has changed. Please restart Discord, or type / to see the new ones."
RELATED = "Related topics"
CANNOT_READ = "I cannot read replies here that do not mention me. Please mention me, or use /ask."
WHAT_DID_YOU_MEAN = "What did you mean?"
NOT_WHAT_I_ASKED = "Not what I asked"


def slow_down(when: str, *, own: bool) -> str:
    """Says that the asker is too fast or, if not `own`, all askers in the channel together. `when` is a relative
    time."""
    return f"{'That was quick.' if own else 'Many people are asking me here.'} Please ask again {when}."


def part_of(part: int, parts: int) -> str:
    return f"Part {part} of {parts}"


def locked(where: str) -> str:
    """Says that a thread is locked, to somebody who may write there all the same."""
    return f"I cannot answer in {where}: it is locked, and I lack Manage Threads. There, /ask works."


def may_not(permissions: list[str], where: str) -> str:
    """Says which permissions are missing, and where."""
    names = " and ".join(permissions)
    plural = "permissions" if len(permissions) > 1 else "permission"
    return f"I cannot answer in {where}: I lack the {plural} {names}. An admin can grant it in the channel's settings."


def timed_out(where: str, until: datetime) -> str:
    """Says that the bot has a time-out in a server."""
    ends = f"<t:{int(until.timestamp())}:f>"
    return f"I cannot answer in {where}: I am in a time-out until {ends}. A moderator can end it."


def went_wrong(error_id: str) -> str:
    """Says that something failed. The id is in the log with the cause."""
    return f"Something went wrong on my side (error {error_id}). Please try again in a moment."


def unknown_command(nearest: str) -> str:
    return f"I do not know that command. Did you mean {nearest}?"


def command_line(command: str) -> str:
    return f"/{command}: {commands(several=True)[command]}."


def usage(command: str, prefix: str) -> str:
    return f"Write it like this: {prefix}{USAGES.get(command, command)}"


USAGES = {"ask": "ask YOUR QUESTION", "topic": "topic NAME OR NUMBER", "read": "read 3"}

HOW_TO_POINT = "I cannot tell what you mean. Mention me in a reply to a message, and I look up its question."
CANNOT_SEE_THAT = "I cannot see the message that you reply to: it was deleted, or it is hidden from me."
CANNOT_READ_THAT = (
    f"I cannot read that message here. Ask its question with /ask, or right-click it, then Apps, “{FIND}”."
)
ASKS_NOTHING = "That message asks nothing that I could look up in the article."
KNOWS_NOBODY_HERE = "I know only the article, and nothing of the people and channels here."
LEAVING = "I am about to restart. Please ask again in a moment."
