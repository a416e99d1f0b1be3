"""Recognises questions that ask for a command or for information about the bot in words. Pure."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.acts.asked_of_bot import article_named, command_for, topic_number
from bot.conversation.acts.orders import order_in
from bot.conversation.acts.small_talk import said_by, wonders
from bot.conversation.wordings.discord_wording import KNOWS_NOBODY_HERE
from bot.discord_app.mentions import LONGEST_LOOKED_AT, asks_of_mentioned
from bot.discord_app.requests import Command, RawQuestion, Request
from bot.matching.several import questions_in
from bot.matching.utterance import Utterance


def worded_command(question: RawQuestion, text: str, *, several: bool) -> Request:
    """The command, or the line about the bot, that a question asks for in words (`text`); the question itself if it
    asks the article. `several` is whether there is more than one article."""
    line, address = Utterance(text), question.address
    if (address.calls_it or question.by_command) and not address.may_point and asks_of_mentioned(text):
        return replace(question, line=KNOWS_NOBODY_HERE)
    if number := topic_number(line):
        return Command("topic", number, question.article)
    if several and (named := article_named(line)):
        return Command("articles", named, otherwise=None if named.isdecimal() else question)
    if address.may_order and (order := order_in(line)):
        word = replace(question, text=order.word)
        return Command(order.name, order.word, question.article, otherwise=word if order.word else None)
    wanted = {each: command_for(each) for each in (questions_in(line) if len(text) <= LONGEST_LOOKED_AT else [line])}
    asked = (name if several or name != "articles" else "about" for name in wanted.values() if name)
    names = tuple(dict.fromkeys(asked))
    if not names:
        return question
    others = " ".join(each.written for each, name in wanted.items() if not (name or said_by(each) or wonders(each)))
    asks_else = replace(question, text=others, beside=names) if others else None
    if asks_else is not None and not command_for(line):
        return asks_else
    return Command(names[0], article=question.article, otherwise=asks_else, beside=names[1:])
