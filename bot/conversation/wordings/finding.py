"""Findings about the bot's state, and their summary. `doctor.py` words each finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.plurals import counted

PORTAL = "https://discord.com/developers/applications, your application"
"""Where only the host can change something."""


class Verdict(StrEnum):
    """The meaning of a finding: fine, worth knowing, or a reason for silence."""

    FINE = "ok"
    NOTE = "note"
    PROBLEM = "problem"


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding and what to do about it, in whole sentences. `advice` is empty if there is nothing to do."""

    verdict: Verdict
    text: str
    advice: str = ""


def fine(text: str) -> Finding:
    return Finding(Verdict.FINE, text)


def note(text: str, advice: str = "") -> Finding:
    return Finding(Verdict.NOTE, text, advice)


def problem(text: str, advice: str = "") -> Finding:
    return Finding(Verdict.PROBLEM, text, advice)


CHECKUP = "Check-up"
FOR_WHOM = "The developer portal and python -m bot are for whoever runs me."


def summed_up(findings: Sequence[Finding]) -> str:
    """The number of problems, or else of findings worth knowing."""
    count, notes = (sum(each.verdict is of for each in findings) for of in (Verdict.PROBLEM, Verdict.NOTE))
    if count:
        return f"{counted(count, 'problem')}."
    if notes:
        return f"No problem, but {counted(notes, 'thing')} to look at."
    return "Nothing is wrong."


def for_whom(findings: Sequence[Finding]) -> str:
    """Who can follow the advice, if not everybody who may manage a server."""
    elsewhere = any(PORTAL in each.advice or "python -m bot" in each.advice for each in findings)
    return FOR_WHOM if elsewhere else ""
