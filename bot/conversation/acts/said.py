"""The kinds of messages that are answered without a quote."""

from __future__ import annotations

from enum import StrEnum


class Said(StrEnum):
    """The kinds of messages that are answered without a quote; `NOTHING` for questions to the article."""

    NOTHING = ""
    SUMMARY = "summary"
    PEOPLE = "people"
    PLACES = "places"
    ABOUT = "about"
    HELP = "help"
    GREETING = "greeting"
    THANKS = "thanks"
    REACTION = "reaction"
    LANGUAGE = "language"


SMALL_TALK = (Said.GREETING, Said.THANKS, Said.REACTION)

LISTS = (Said.PEOPLE, Said.PLACES)
OF_THE_WHOLE = (Said.SUMMARY, *LISTS)
OF_THE_BOT = (Said.ABOUT, Said.HELP)
REQUESTS = (*OF_THE_WHOLE, *OF_THE_BOT)
"""Requests about the article or the bot as a whole."""
