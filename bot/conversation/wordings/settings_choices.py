"""The settings with few values: their names and meanings, for those who manage a server. Plain sentences without
markup."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class ChoiceSetting(NamedTuple):
    """A setting with few values: its title, its purpose, and the label and meaning of each value."""

    title: str
    about: str
    values: Mapping[str, tuple[str, str]]


MODES: Mapping[str, tuple[str, str]] = {
    "off": ("Off", "I say nothing there; commands are answered in private."),
    "asked": ("When asked", "I answer commands, mentions and replies to me."),
    "listening": ("Listening", "I also answer messages that plainly ask about the article."),
    "posts": ("New posts", "I read each new post of a forum once, and answer it if I am sure."),
}
AS_OTHERS = ("As everywhere else", "I do there what I do everywhere else.")

USUAL_ARTICLE = ("The usual one", "The one that is asked everywhere else; there, the one that whoever runs me chose.")

YES, NO = "yes", "no"

CHOICES: Mapping[str, ChoiceSetting] = {
    "mode": ChoiceSetting(
        "Everywhere else",
        "What I do in channels for which nothing else is set.",
        {mode: MODES[mode] for mode in ("off", "asked", "listening")},
    ),
    "answers": ChoiceSetting(
        "Where answers stand",
        "What is asked in a thread, a forum post or a direct message is answered there in any case.",
        {
            "channel": ("In the channel", "As a reply to the question."),
            "thread": ("In a thread", "Started from the question. Follow-ups there need no mention."),
        },
    ),
    "mention_in_busy_threads": ChoiceSetting(
        "In threads where several people talk",
        "Whether I wait for a mention once a second person writes there.",
        {
            NO: ("Without a mention", "I answer what asks about the article there."),
            YES: ("Mention me", "I wait for a mention there as soon as two people talk."),
        },
    ),
    "sureness": ChoiceSetting(
        "How sure I must be in chat",
        "For messages that nobody addressed to me. What I am asked directly is always answered.",
        {
            "careful": ("Careful", "I answer less, and am seldom wrong."),
            "usual": ("Usual", "I answer what plainly asks about the article."),
            "eager": ("Eager", "I answer more, and am wrong more often."),
        },
    ),
    "style": ChoiceSetting(
        "How answers look",
        "Where embedded links are not allowed, answers are plain text in any case.",
        {"embed": ("In a box", "An embed with title and source."), "text": ("Plain text", "An ordinary message.")},
    ),
    "deletes": ChoiceSetting(
        "Who may delete an answer",
        "Moderators are those who may manage messages.",
        {
            "asker": ("Who asked, and moderators", "With the button under the answer."),
            "moderators": ("Moderators alone", "As they delete any message; answers have no button for it."),
        },
    ),
    "feedback": ChoiceSetting(
        "Feedback",
        "Two small buttons under answers: right passage, wrong passage. They are counted, without names.",
        {YES: ("With buttons", "Members can say whether it was right."), NO: ("No buttons", "No marks are counted.")},
    ),
    "keeps_questions": ChoiceSetting(
        "Unanswered questions",
        "Whether I keep what I could not answer, so that you can add it to the index with /footnote unanswered. It is "
        "kept as text, without who asked, and without mentions, links, addresses and long numbers.",
        {YES: ("Keep them", "You see what people ask in vain."), NO: ("Keep nothing", "No question is kept.")},
    ),
}
"""The settings by their fields in `ServerSettings`."""
