"""Floors for the understanding of labelled messages, a little under the measured figures. A change that lowers one has
to say so."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.article.loader import load_article
from bot.conversation.acts.language import language_of
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import answers
from bot.evaluation.labels import LabelledQuestion, normalized, read_dialogues
from bot.evaluation.report import Report, evaluate
from bot.matching.matcher import Matcher
from bot.matching.utterance import Utterance
from tests.labelled import read_questions

pytestmark = [pytest.mark.data, pytest.mark.slow]

SETS = Path(__file__).parent / "sets"
SMALL_TALK = (Said.GREETING, Said.THANKS, Said.REACTION)

TALK_FLOORS = {"summary": 0.88, "people": 0.9, "places": 0.85, "about": 0.8, "help": 0.8, "small talk": 0.95}
LEAST_FOREIGN, MOST_ENGLISH, LEAST_SEVERAL = 0.9, 0.01, 0.73
DIALOGUE_FLOORS = {
    "us-india-trade": {"first hit": 0.81, "later hit": 0.69, "later wrong": 0.1, "quiet": 0.82},
    "foundry-lane": {"first hit": 0.81, "later hit": 0.735, "later wrong": 0.11, "quiet": 0.74},
}


def rows(name: str) -> list[dict[str, Any]]:
    """The labelled messages of a set."""
    return [json.loads(line) for line in (SETS / name).read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def talk(matcher: Matcher) -> Dialogue:
    return Dialogue(matcher)


@pytest.fixture(scope="module")
def shares(talk: Dialogue) -> dict[str, float]:
    """The share of each kind of request that is taken for it, and of small talk that is taken for small talk."""
    right: defaultdict[str, list[bool]] = defaultdict(list)
    for row in rows("talk.jsonl"):
        said = talk.reply(row["q"]).said
        is_small = row["said"] in SMALL_TALK
        right["small talk" if is_small else row["said"]].append(said in SMALL_TALK if is_small else said == row["said"])
    return {kind: sum(each) / len(each) for kind, each in right.items()}


@pytest.fixture(scope="module")
def reports(matcher: Matcher, data_folder: Path) -> dict[str, Report]:
    """How the dialogues of each article are answered."""
    foundry = Matcher.of(load_article(data_folder.parent / "foundry-lane"))
    return {
        each.article.id: evaluate(dialogues(data_folder, each.article.id), Dialogue(each), each.article)
        for each in (matcher, foundry)
    }


def dialogues(data_folder: Path, article: str) -> Sequence[tuple[LabelledQuestion, ...]]:
    return read_dialogues(data_folder.parent / article / "dialogues.jsonl")


def share(report: Report, mark: str, of: str, *, first: bool) -> float:
    """The share of a mark among the first or the later turns of dialogues."""
    counts = [count for kind, count in report.counts.items() if (kind == "first") is first]
    return sum(count[mark] for count in counts) / sum(count[of] for count in counts)


@pytest.mark.parametrize("kind", TALK_FLOORS)
def test_requests_and_small_talk_are_taken_for_what_they_are(shares: dict[str, float], kind: str) -> None:
    assert shares.keys() == TALK_FLOORS.keys()
    assert shares[kind] >= TALK_FLOORS[kind]


def test_no_thanks_greeting_or_reaction_gets_a_quote(talk: Dialogue) -> None:
    small = [row["q"] for row in rows("talk.jsonl") if row["said"] in SMALL_TALK]

    assert [message for message in small if list(answers(talk.reply(message)))] == []


def test_messages_in_other_languages_are_recognised(talk: Dialogue) -> None:
    listed = rows("foreign.jsonl")

    assert sum(talk.reply(row["q"]).said is Said.LANGUAGE for row in listed) / len(listed) >= LEAST_FOREIGN


def test_english_is_hardly_ever_taken_for_another_language(matcher: Matcher) -> None:
    listed = [row["q"] for row in rows("english.jsonl")]
    taken = [message for message in listed if language_of(Utterance(message), matcher.compiled.vocabulary)]

    assert len(taken) <= MOST_ENGLISH * len(listed), taken


def test_no_labelled_question_is_taken_for_another_language(matcher: Matcher, data_folder: Path) -> None:
    listed = [question.text for question in read_questions(data_folder / "questions.jsonl")]
    taken = [message for message in listed if language_of(Utterance(message), matcher.compiled.vocabulary)]

    assert len(taken) <= MOST_ENGLISH * len(listed), taken


def test_all_of_several_questions_are_answered(talk: Dialogue) -> None:
    listed = rows("several.jsonl")
    good = 0
    for row in listed:
        paragraphs = {answer.best.passage.paragraph for answer in answers(talk.reply(row["q"]))}
        good += all(paragraphs.intersection(part["gold"]) for part in row["parts"] if part["gold"])

    assert good / len(listed) >= LEAST_SEVERAL


@pytest.mark.parametrize("article", DIALOGUE_FLOORS)
def test_dialogues_are_answered_as_well_as_was_measured(reports: dict[str, Report], article: str) -> None:
    report, floors = reports[article], DIALOGUE_FLOORS[article]

    assert share(report, "hit", "answerable", first=True) >= floors["first hit"]
    assert share(report, "hit", "answerable", first=False) >= floors["later hit"]
    assert share(report, "wrong", "asked", first=False) <= floors["later wrong"]
    assert report.share("quiet") >= floors["quiet"]


@pytest.mark.parametrize("article", DIALOGUE_FLOORS)
def test_the_labels_of_dialogues_are_sound(data_folder: Path, article: str) -> None:
    paragraphs = dict(enumerate(map(normalized, load_article(data_folder.parent / article).paragraphs), 1))
    listed = dialogues(data_folder, article)

    assert all(len(dialogue) > 1 for dialogue in listed)
    for question in (question for dialogue in listed for question in dialogue):
        assert question.gold <= paragraphs.keys(), question.text
        assert question.said in set(Said), question.text
        assert not (question.said and question.gold), question.text
        texts = [paragraphs[number] for number in question.gold]
        assert all(any(normalized(span) in text for text in texts) for span in question.spans), question.text
