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

REQUESTS = (Said.SUMMARY, Said.PEOPLE, Said.PLACES, Said.ABOUT, Said.HELP)
"""Requests about the article or the bot as a whole."""
