"""The sentences of `doctor`, in the terminal and on Discord: each finding in a line, with what to do. Plain sentences
without markup.

Each channel checks in its own way; `finding.py` sums up.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation.wordings.finding import PORTAL, Finding, fine, note, problem
from bot.plurals import counted, listed

MOST_NAMED = 10
"""How many channels are named in a row."""

UNVERIFIED_SERVERS, MAY_VERIFY = 100, 75
"""How many servers an unverified application may be in, and from how many on it can be verified."""


# The application

CONTENT_ON = fine("Message content: I may read messages that are not addressed to me.")
CONTENT_LIMITED = fine(
    "Message content: I may read messages that are not addressed to me; Discord has not approved that, "
    f"which it need not up to {UNVERIFIED_SERVERS} servers."
)
CONTENT_OFF = problem(
    "Message content: Discord hides messages from me that are not addressed to me. Text commands and listening do not "
    "work; slash commands, mentions, direct messages, buttons and the message menu do.",
    f"{PORTAL}, Bot, Privileged Gateway Intents: turn on Message Content Intent, then restart me. "
    f"For more than {UNVERIFIED_SERVERS} servers Discord has to approve it.",
)
CODE_GRANT = problem(
    "Installation: the application requires an OAuth2 code grant, with which no invitation works.",
    f"{PORTAL}, Bot: turn off Requires OAuth2 Code Grant.",
)
ENDPOINT = problem(
    "Installation: Discord sends commands and buttons to a web address and not to me.",
    f"{PORTAL}, General Information: clear Interactions Endpoint URL.",
)
NOT_FOR_SERVERS = problem(
    "Installation: the application cannot be added to servers.", f"{PORTAL}, Installation: turn on Guild Install."
)
NOT_PUBLIC = note("Installation: only its owner may add me to a server, as Public Bot is off.")
FOR_SERVERS = fine("Installation: for servers.")
FOR_ALL = fine("Installation: for servers, and for people who install it for themselves.")


def token(name: str) -> Finding:
    return fine(f"Token: Discord accepts it. The application is {name}.")


def install_link_lacks(what: Sequence[str]) -> Finding:
    return note(
        f"Installation: Discord's own link, as in my profile, leaves out {listed(what)}.",
        f"Use the link of `python -m bot invite`, or add this at {PORTAL}, Installation.",
    )


def servers(count: int, *, verified: bool) -> Finding:
    if not count:
        return problem("Servers: I am in none.", "Add me with the link of `python -m bot invite`.")
    said = f"Servers: I am in {count:,}."
    if verified or not MAY_VERIFY <= count <= UNVERIFIED_SERVERS:
        return fine(said)
    return note(
        f"{said} Discord lets an application that it has not verified into {UNVERIFIED_SERVERS} at most.",
        f"{PORTAL}: apply for verification, and for approval of the message content intent.",
    )


def sessions(left: int, total: int, hours: float, *, needed: int) -> Finding:
    said = f"Session starts: {left:,} of {total:,} are left for the next {hours:.0f} hours."
    if left < needed:
        return problem(said, f"Wait, and find out what restarts me so often: a start takes {needed}.")
    return note(said, "Find out what restarts me so often.") if left < total / 10 else fine(said)


def shards(count: int, recommended: int) -> Finding:
    if count >= recommended:
        return fine(f"Shards: {count}; Discord recommends {recommended}.")
    return note(
        f"Shards: FOOTNOTE_SHARDS has {count}, Discord recommends {recommended}.",
        "Raise the number behind the / in all processes.",
    )


GATEWAY_ANSWERS = fine("Gateway: it responds.")


def gateway_silent(error: str) -> Finding:
    return problem(
        f"Gateway: it does not respond ({error}).",
        "Check the network, a firewall or proxy that stops WebSockets, and DISCORD_GATEWAY_URL if it is set.",
    )


# The commands


def commands_registered(count: int) -> Finding:
    return fine(f"Commands: all {count} are registered as this version has them.")


def commands_differ(missing: Sequence[str], changed: Sequence[str], unknown: Sequence[str]) -> Finding:
    kinds = (("not registered", missing), ("registered in another form", changed), ("not of this version", unknown))
    told = "; ".join(f"{kind}: {', '.join(names)}" for kind, names in kinds if names)
    return problem(f"Commands: {told}.", "Start me, or run `python -m bot sync`; then restart Discord.")


def commands_twice(guild: int) -> Finding:
    return note(
        "Commands: some are also registered for this server alone, and so show up twice.",
        f"To remove those: python -m bot sync --clear {guild}",
    )


COMMANDS_UNKNOWN = note("Commands: Discord did not say in time which are registered.", "Try again in a moment.")

# The machine


def article(name: str, faults: int) -> Finding:
    if not faults:
        return fine(f"Article {name}: no faults, and its index is compiled.")
    return problem(
        f"Article {name}: {counted(faults, 'fault')}.", "`python -m bot check` lists all; I do not start before."
    )


def state(trouble: str) -> Finding:
    if not trouble:
        return fine("State folder: it can be read and written.")
    return problem(
        f"State folder: nothing can be stored there ({trouble}), so each start compiles the index and registers the "
        "commands again.",
        "Set FOOTNOTE_STATE to a folder that only you can read and write, on a disk with free space.",
    )


NO_TOKEN = problem(
    "Token: DISCORD_TOKEN is not set, so nothing was asked of Discord.", ".env.example tells where to get one."
)


_PARTS = {
    "gateway": "I keep trying until it responds.",
    "database": "I answer with the last settings that I know, and keep trying.",
    "articles": "One that was sound before is used as it was; `python -m bot check` lists the faults.",
    "index": "Restart me; `python -m bot check` tells what is wrong with the article.",
}


def part(name: str, trouble: str | None) -> Finding:
    said = name.capitalize()
    if not trouble:
        return fine(f"{said}: fine.")
    return problem(f"{said}: {trouble}.", f"{_PARTS.get(name, '')} The log has more.".strip())


# A server


def switched_off(channels: Sequence[str]) -> Finding:
    return note(f"{listed(channels, MOST_NAMED)}: switched off here.", "To change that: /footnote settings.")


def chosen_article_gone(article: str, channels: Sequence[str], *, several: bool) -> Finding:
    """Says that channels use an article that does not exist. `several` is whether there are others to choose from."""
    said = f"Article {article}: it was chosen for {listed(channels, MOST_NAMED)}, and I do not have it."
    if several:
        return problem(said, "To choose another: /footnote settings.")
    return note(f"{said} When I am asked there, I answer from the only article that I have; unasked I say nothing.")


LOG_DELETED = note(
    "Log channel: it was deleted, so changes of the settings are posted nowhere.",
    "To choose another one, or none: /footnote settings.",
)


def log_lacks(channel: str, names: Sequence[str]) -> Finding:
    return note(f"Log channel {channel}: changes of the settings cannot be posted there. I lack {listed(names)}.")


NOT_A_MEMBER = problem(
    "Permissions: the commands are in this server, but I am not.",
    "Add me with the link of `python -m bot invite`.",
)
OUTAGE = problem(
    "Server: Discord has an outage of it, so I hear nothing that is said there.",
    "Wait; see https://discordstatus.com.",
)
TIMED_OUT = problem("Permissions: I am in a time-out, and cannot speak.", "A moderator can end that: right-click me.")


def no_such_server(guild: int) -> Finding:
    return problem(f"Server {guild}: I am not in it.", "Check the id, or add me with `python -m bot invite`.")


def speaks(unasked_in: Sequence[str]) -> Finding:
    """Says when it answers. The channels are those in which it need not be addressed."""
    where = (
        f", and unasked in {listed(unasked_in, MOST_NAMED)}" if unasked_in else "; unasked in no channel of this server"
    )
    return fine(f"Speaking: when I am spoken to{where}.")


def unseen(channel: int) -> Finding:
    return problem(
        f"Channel {channel} of FOOTNOTE_LISTEN_CHANNELS: I do not see it.",
        "Check the id; in that channel's settings, under Permissions, allow View Channel for my role.",
    )


def permissions_fine(channels: int) -> Finding:
    return fine(f"Permissions: nothing is missing in {counted(channels, 'channel')}.")


def lacks_everywhere(names: Sequence[str]) -> Finding:
    advice = "In the server's settings, under Roles, allow it for my role."
    return _lacks("Permissions: in the whole server", names, advice)


def lacks(channels: Sequence[str], names: Sequence[str]) -> Finding:
    """Says what is missing in some channels. All of them are named, since each needs a change."""
    whose = "the" if len(channels) == 1 else "each"
    advice = f"In {whose} channel's settings, under Permissions, allow it for my role."
    return _lacks(f"{listed(channels)}:", names, advice)


_WITHOUT = {
    "Embed Links": "Answers come as plain text.",
    "Create Public Threads": "Answers stand in the channel and not in threads.",
}
"""The consequence of each missing optional permission."""


def _lacks(where: str, names: Sequence[str], advice: str) -> Finding:
    said, follows = f"{where} I lack {listed(names)}.", [_WITHOUT[name] for name in names if name in _WITHOUT]
    return problem(said, advice) if len(follows) < len(names) else note(" ".join((said, *follows)), advice)


def hidden(channels: Sequence[str]) -> Finding:
    return note(
        f"{listed(channels, MOST_NAMED)}: hidden from me, and from others.",
        "If I am to answer there, allow View Channel for my role in the channel's settings, under Permissions.",
    )
