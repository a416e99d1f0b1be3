"""Recognises, by form, what people say to each other about an answer of the bot, and whether such messages want a
reply."""

from __future__ import annotations

import re

from bot.conversation.acts.classifier import classify
from bot.conversation.acts.requests import CERTAIN, PLAIN
from bot.conversation.acts.said import REQUESTS
from bot.conversation.acts.small_talk import goes_on
from bot.conversation.followups.corrections import correction
from bot.conversation.followups.leaning import asks_again, asks_for_more, states
from bot.conversation.reply import Reply
from bot.matching.english.stop_words import AUXILIARIES, QUESTION_WORDS
from bot.matching.outcomes import Answer, NoMatch
from bot.matching.question import Question
from bot.matching.text import words_of
from bot.matching.utterance import Utterance

_OPENS = (
    r"^\W*(?:(?:lol|lmao|lmfao|rofl|ha(?:ha)*|hah|heh|omg|wow|wait|well|so|and|but|see|yo|bro|bruh|dude|man|yeah|yes|no"
    r"|oh|ok|okay|hey|damn|ah|yep|yup|nah|nope)\b[^\w@]*)*"
)
_CALLS_OTHERS = re.compile(
    rf"{_OPENS}(?:@\w|(?:you )?guys\b|mods?\b|chat\b|every(?:one|body)\b|y ?all\b|any(?:one|body) else\b|any of you\b)"
)
_REMINDS = re.compile(
    rf"{_OPENS}(?:(?:i |we )?(?:didnt|did not|never) (?:even )?"
    r"(?:know|realize|realise|notice|expect|think|hear|heard|knew)\b"
    r"|(?:i |we )?(?:just )?(?:told|warned) (?:you|u|ya|yall|him|her|them|everyone)\b"
    r"|(?:you|u) (?:were|are|owe|said|see|two)\b|youre\b|(?:look|looking) at (?:this|that)\b"
    r"|(?:i )?(?:called|knew) (?:it|that)\b"
    r"|imagine\b|(?:pin|save|screenshot|read) (?:this|that)\b"
    r"|(?:this|that|it|thats|its)(?: is| was|s)? (?:\w+ ){0,2}(?:what|why|how|who|where|when)\b)"
    r"|\b(?:what|like) (?:i|we|you|he|she|they) (?:\w+ )?(?:said|says?|told|meant|thought|think|expected|predicted)\b"
    r"|^who(?: would|d)(?: have|ve| of|a)? (?:thought|guessed|known)\b"
)
"""Reminds people of what they said, or shows them something."""

_OF_THE_BOT = re.compile(
    r"\b(?:this|that|the|who|what|a|ur|our|another|any|which|how many) (?:\w+ )?bots?\b"
    r"|\bthis thing (?:even |really |actually )?(?:works?|do|does|know|say|get|smart|real)\b"
)
_MAY_ASK = re.compile(
    r"(?:^|[,;:-] ?|\b(?:and|but|so|no) )(?:am|is|are|was|were|do|does|did|has|have|can|could|will|would|should)"
    r" (?:i|we|you|he|she|it|they|that|this|the|there)\b|\b(?:give|show|tell) (?:me|us)\b"
    r"|^(?!(?:i|we|you|u|he|she|it|they|this|that|people|everyone|nobody)\b).*"
    r"\b(?:who|whom|what|when|where|why|how|which|whose)\b"
)
"""May ask something after its first words: "the border, what went on there", "to whom did he say it"."""

_SAYING = AUXILIARIES | frozenset(
    """
    i im ive id we he hes she shes it its they theyre you youre this that thats these those there him her them me us my
    be been always never imagine lol lmao haha seem seems look
    looks sound sounds feels
    """.split()
)
"""Words of statements, which names of subjects do not contain."""

_OPEN_WORDS = QUESTION_WORDS - _SAYING
"""Words of questions for more than yes or no."""

_TO_SEVERAL = re.compile(
    r"\b(?:you|u|ya) (?:all|guys|two|lot|people|ppl)\b|\by ?all\b|\bwho(?: is| else)? (?:is )?(?:up|down) for\b"
    r"|\b(?:can|could|should|shall) we (?:all |please |just |maybe )*(?:move on|move this|change the (?:topic|subject)"
    r"|(?:drop|leave) (?:it|this|that)|talk about (?:something|anything) else)\b"
    r"|\b(?:any|some)(?:one|body) (?:please |pls )?(?:ping|tag|dm) |\bany mods?\b"
    r"|\bany(?:one|body) (?:in (?:vc|voice|call)|on(?:line)?|around|awake|afk)\b"
    r"|^(?:so |any |your )*(?:thoughts|opinions|takes|comments)(?: (?:on|about) (?:this|that|it))?\W*$"
)
"""Addresses several people, anywhere in the message: "what do you all think", "so who's up for a game", "any
thoughts?"."""


def calls_others(message: Utterance) -> bool:
    """Whether a reply to an answer addresses other people, or reminds them of what they said."""
    if _CALLS_OTHERS.match(message.line) or _TO_SEVERAL.search(message.line):
        return True
    return "?" not in message.written and correction(message) is None and bool(_REMINDS.search(message.line))


def speaks_of_bot(message: Utterance) -> bool:
    """Whether a reply to an answer talks about the bot, and so to other people: "who made this bot?"."""
    return bool(_OF_THE_BOT.search(message.line))


def tells(message: Utterance, question: Question) -> bool:
    """Whether a reply to an answer is a statement that asks nothing and continues nothing. `question` is the parsed
    message."""
    if question.asks or question.looks_up or _moves_on(message):
        return False
    if classify(message.line, REQUESTS)[1] >= PLAIN or states(message) or _MAY_ASK.search(message.line):
        return False
    return not _SAYING.isdisjoint(message.words)


def goes_on_from(message: Utterance) -> bool:
    """Whether a reply to an answer asks for more, for it again, for another one, or for a summary, though not in the
    form of a question."""
    return classify(message.line, REQUESTS)[1] >= CERTAIN or _moves_on(message)


def _moves_on(message: Utterance) -> bool:
    return asks_for_more(message) or asks_again(message) or correction(message) is not None or goes_on(message.line)


def knows_nothing(reply: Reply) -> bool:
    """Whether neither the article nor its gaps know anything about the question."""
    return bool(reply.parts) and isinstance(reply.outcome, NoMatch) and reply.outcome.gap is None


def is_wanted(reply: Reply, question: Question, *, is_own: bool) -> bool:
    """Whether a message that is for the bot only by its place wants this reply.

    A statement is for other people, or, if the writer is the person answered (`is_own`), wants only a confident answer.
    A message that asks nothing wants only an answer; from other people only if it continues from the answer.
    """
    if tells(question.message, question):
        return is_own and isinstance(reply.outcome, Answer)
    if question.asks:
        # "is it tho", "did he?": people ask each other this.
        asks_openly = not _OPEN_WORDS.isdisjoint(words_of(question.line))
        has_subject = any(clause.subject for clause in question.clauses)
        return is_own or has_subject or asks_openly or goes_on_from(question.message)
    if is_own or goes_on_from(question.message):
        return not knows_nothing(reply)
    # A word that matches the passage is looked up; "lies" is not.
    return question.is_keyword and isinstance(reply.outcome, Answer) and bool(reply.outcome.best.matched)
