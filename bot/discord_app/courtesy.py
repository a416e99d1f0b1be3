"""Replies to small talk, and silence to what people say to each other."""

from __future__ import annotations

import re
from dataclasses import replace
from enum import Enum, auto

from bot.conversation.acts.asked_of_bot import asks_of_bot
from bot.conversation.acts.said import Said
from bot.conversation.acts.small_talk import LONGEST, objection, said_by
from bot.conversation.followups.corrections import correction
from bot.conversation.reply import Reply
from bot.conversation.side_talk import calls_others, goes_on_from, is_wanted, knows_nothing, speaks_of_bot
from bot.discord_app.mentions import points, points_upward
from bot.discord_app.picking import may_pick
from bot.discord_app.requests import RawQuestion
from bot.matching.intent import asks_something
from bot.matching.matcher import Matcher

_WITHOUT_SUBJECT = re.compile(
    r"[^\w?]*\?\W*|(?:huh|eh|see|wh?at|wut|hm+|pardon|come again|excuse me|sorry)[^\w?]*\?\W*"
    r"|\W*(?:(?:wait|lol|lmao|bruh|bro|um+|uh+|hold on|oh|ok|so)\W+)+(?:wh?at|wut|huh)\W*"
    r"|i (?:do not|don.?t) (?:understand|get it)\W*|(?:i.?m )?(?:confused|lost)\W*"
    r"|\s*(?:<?(?:https?://|www\.)\S+(?:\s+|$))+",
    re.IGNORECASE,
)
"""Messages that wonder without naming anything, or only address somebody."""


class Courtesy(Enum):
    """The reply to small talk."""

    SILENCE = auto()
    NOD = auto()
    HELP = auto()


def courtesy_of(question: RawQuestion, *, whispers: bool = False) -> Courtesy | None:
    """The reply to small talk; None if the message may be a question. `whispers` is whether silence is not an
    option."""
    address = question.address
    to_others = address.called and address.reply_to.is_to_others
    to_nobody = address.called and not address.is_reply
    does_point = points if address.may_point else points_upward
    if question.title or ((to_others or to_nobody) and does_point(question.text)):
        return None
    spoken_to = whispers or address.calls_it
    if not question.text:
        return Courtesy.SILENCE if address.addressed and not spoken_to else None
    if (spoken_to or address.named_nobody) and _WITHOUT_SUBJECT.fullmatch(question.text):
        return Courtesy.HELP if spoken_to else Courtesy.SILENCE
    said = said_by(question.utterance)
    if said and correction(objection(question.utterance)) is not None:  # "wrong answer"
        return None
    if not said or (said is Said.GREETING and to_others):
        return None
    if whispers or (spoken_to and (said is Said.GREETING or "?" in question.text)):
        return Courtesy.HELP
    if said is Said.THANKS:
        return Courtesy.NOD
    return Courtesy.HELP if question.like_command else Courtesy.SILENCE


def wants_an_answer(question: RawQuestion) -> bool:
    """Whether an answer would be missed, judged by the beginning of the text: not after thanks and the like, or after a
    mere remark in a thread of the bot or a reply to it."""
    beginning = replace(question, text=question.text[:LONGEST])
    if courtesy_of(beginning) in (Courtesy.SILENCE, Courtesy.NOD):
        return False
    message = beginning.utterance
    wants = asks_something(message.plain) or goes_on_from(message) or may_pick(message)
    return wants or not question.address.named_nobody


def is_for_others(question: RawQuestion, *, is_own: bool) -> bool:
    """Whether a message that is for the bot only by its place is meant for other people. `is_own` is whether the person
    who writes was shown what it follows up on."""
    address, said = question.address, question.utterance
    is_to_others = address.to_others or calls_others(said) or (not is_own and speaks_of_bot(said))
    # With several people, "what do you think?" may be for any of them.
    return address.named_nobody and (is_to_others or (address.shared and asks_of_bot(said)))


def is_unwanted(reply: Reply, question: RawQuestion, matcher: Matcher, *, is_own: bool) -> bool:
    """Whether nobody asked the bot for this reply. `is_own` is as in `is_for_others`."""
    address = question.address
    if question.of_itself and reply.said not in (Said.HELP, Said.ABOUT):
        return True
    if address.named_nobody and not is_wanted(reply, matcher.read(question.utterance), is_own=is_own):
        return True
    return address.followed and address.shared and knows_nothing(reply)  # they may ask each other
