"""The bot's sentences about a server's settings, for those who manage the server on Discord. Plain sentences without
markup.

Channels, times and persons are passed in as the channel displays them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.conversation.wordings.settings_choices import AS_OTHERS, CHOICES, MODES
from bot.plurals import counted, listed

CHANNELS, ARTICLES, PACES, LOG = "Channels", "Articles", "Paces", "Log channel"
KEPT_FOR = "How long questions are kept"

PACE_FIELDS: Mapping[str, str] = {
    "person_cooldown": "Seconds between questions of a person",
    "channel_cooldown": "Seconds between questions in a channel",
    "repeat_after": "Seconds before a passage comes again unasked",
}
KEEP_FIELD = "For how many days, 1 to 365"

SETTINGS = "Settings of this server"
CHANGES = "Changes of the settings"
SETUP = ("Step 1 of 3: channels", "Step 2 of 3: answers", "Step 3 of 3: unanswered questions")
DONE = "Footnote is set up"
INTRODUCTION = "Three steps, and I am set up here. Each choice takes effect at once and can be changed later."
MODES_ARE_CHOSEN = "Choose first what I do, then the channels in which I do it. A category stands for its channels."
CHOOSE_SETTING = "Choose what to change"
WHAT_I_DO = "What I do"
CHANNELS_OF_ARTICLE = "Channels that are about it"
CHOOSE_ARTICLE = "Choose an article, then its channels"
LOG_ABOUT = (
    "Where I post each change of these settings with who made it. I keep what was changed and when, not by whom: "
    "without such a channel nobody is named."
)
PACES_ABOUT = (
    "How often people may ask, on average, and after how long a passage that stands in a channel is given there again "
    "to a message that nobody addressed to me."
)
ARTICLES_ABOUT = (
    "Which article I answer from. Choose one, then the channels that are about it, or use it everywhere else."
)
NO_CHANGES = "Nothing has been changed yet."
WHO = "The log channel, if there was one, shows who changed something."
NEXT_STEPS = "What to do next"
TRY_IT = "Ask me something with /ask. /footnote settings has the rest, /footnote doctor finds why I am silent."
ALL_IS_ALLOWED = "I may do all that is turned on."
NO_CONTENT = (
    "I cannot listen or read new posts: Discord hides messages from me that are not addressed to me. Whoever runs me "
    "can turn on Message Content Intent in the developer portal."
)

NONE = "none"
ARTICLE_ELSEWHERE = "Article everywhere else"

NEXT, BACK, FINISH, AGAIN = "Next", "Back", "Finish", "Correct it"
ALL_SETTINGS, STEP_BY_STEP, LIST_OF_CHANGES = "All settings", "Step by step", "List of changes"
SET_PACES, SET_DAYS, NO_LOG, EVERYWHERE = "Set paces", "Set days", "No log channel", "This article everywhere else"

AWAY = (
    "Nothing was changed: my database cannot be used now. I keep using the last confirmed settings. Try "
    "again later; whoever runs me finds the reason in the log."
)
STALE = (
    "My database cannot be used now, so nothing can be changed, and this is the last that I know. Whoever runs me "
    "finds the reason in the log."
)
LIST_AWAY = "The list cannot be read now: my database cannot be used. Whoever runs me finds the reason in the log."
OLD_CONTROL = "This control no longer works. Please use /footnote settings again."
NOT_IN_SERVER = (
    "I do not see this server now, so nothing can be set. If I am not a member, invite me; otherwise try again in "
    "a moment."
)


IN_ALL_CHANNELS = "In all channels"
"""Replaces "everywhere else" if no channel has its own value."""


def chosen(field: str, value: str) -> str:
    """A setting and its value, for the list of changes."""
    title, _, values = CHOICES[field]
    return f"{title}: {values[value][0]}"


def choice_line(field: str, value: str) -> str:
    """A setting, its value, and the value's meaning."""
    title, _, values = CHOICES[field]
    # A value of another version has no label here.
    label, meaning = values.get(value, (value, ""))
    return f"{title}: {label}. {meaning}".rstrip()


def label_of(mode: str) -> str:
    """The name of a mode; "" stands for a channel without one."""
    return (MODES[mode] if mode else AS_OTHERS)[0]


def channels_for(mode: str) -> str:
    return f"Channels for that: {mode.lower()}"


def mode_set(where: Sequence[str], mode: str) -> str:
    return f"{listed(where)}: {label_of(mode)}"


def article_set(where: Sequence[str], title: str) -> str:
    """Which article these channels use; without channels, all others."""
    return f"{listed(where) if where else ARTICLE_ELSEWHERE}: {title}"


def gone_article(article_id: str) -> str:
    return f"{article_id} (no longer there)"


def removed(count: int) -> str:
    return f"Removed what was set for {counted(count, 'deleted channel')}"


def remove_deleted(count: int) -> str:
    return f"Remove {counted(count, 'deleted channel')}"


def deleted_channel(channel_id: int) -> str:
    return f"deleted channel {channel_id}"


def more_channels(count: int) -> str:
    return f"{count} more"


def as_the_host_set(mode: str) -> str:
    return f"{label_of(mode)}, as whoever runs me set it"


def pace(field: str, seconds: float | None, least: float) -> str:
    """A pace in words."""
    what = PACE_FIELDS[field].removeprefix("Seconds ").capitalize()
    holds = least if seconds is None else max(seconds, least)
    whose = ", as whoever runs me set it" if seconds is None else ""
    return f"{what}: {holds:g} {'second' if holds == 1 else 'seconds'}{whose}"


def paces_set(paces: Sequence[str]) -> str:
    said = "; ".join(each[0].lower() + each[1:] for each in paces)
    return f"{PACES}: {said or 'nothing else was typed'}"


def pace_range(least: float, most: float) -> str:
    return f"{least:g} to {most:g}, or as in 5 min or 1 h; empty for {least:g}, as whoever runs me set it"


def bad_pace(field: str, typed: str, least: float, most: float) -> str:
    return f"{PACE_FIELDS[field]}: “{typed}” is not a number from {least:g} to {most:g}."


def bad_days(typed: str) -> str:
    return f"“{typed}” is not a whole number of days from 1 to 365."


def kept_for(days: int) -> str:
    return f"{KEPT_FOR}: {counted(days, 'day')}"


def log_set(where: str | None) -> str:
    return f"{LOG}: {where or NONE}"


def changed(what: str) -> str:
    return f"Changed. {what}."


def was_so(what: str) -> str:
    return f"That was set already. {what}."


def refused(problems: Sequence[str]) -> str:
    return f"Nothing was changed. {' '.join(problems)} Correct it with the button below."


def logged(who: str, what: str) -> str:
    return f"{who} changed the settings of Footnote. {what}."


LOG_DELETED = "The change could not be posted: the log channel was deleted. Choose another one, or none."


def not_logged(where: str, lacking: Sequence[str]) -> str:
    why = f"I lack {listed(lacking)} there" if lacking else "Discord did not take it"
    return f"The change could not be posted in {where}: {why}."


def log_refused(where: str, lacking: Sequence[str]) -> str:
    return f"Nothing was changed: I lack {listed(lacking)} in {where}. Grant it in the channel's settings first."


def lacks(where: Sequence[str], lacking: Sequence[str]) -> str:
    return f"I lack {listed(lacking)} in {listed(where)}. Grant it in the channel's settings, under Permissions."


def lacks_everywhere(lacking: Sequence[str]) -> str:
    return f"I lack {listed(lacking)} in this server. Grant it to my role in the server's settings, under Roles."


def lacks_elsewhere(channels: int) -> str:
    return f"I may not answer in {counted(channels, 'other channel')}: /footnote doctor names what is missing there."


def timed_out(until: str) -> str:
    return f"I am in a time-out until {until}, and cannot speak. A moderator can end it: right-click me."


def change_at(when: str, what: str) -> str:
    return f"{when} {what}"
