"""People are found by name, alias or role; parties and "the other side" are recognised."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Name
from bot.conversation.followups.names import Names
from bot.conversation.followups.sides import Sides
from bot.matching.matcher import Matcher
from bot.matching.question import asked_in, one_line
from bot.matching.utterance import Utterance
from tests.compiled import matcher_of
from tests.matching.tiny_article import tiny_article

NAMES = (
    Name("Ines Roth", "person", "the mayor of Alder", ("Roth",), ""),
    Name("Omar Haddad", "person", "the builder", (), ""),
    Name("Alder Council", "organisation", "runs the town", ("the council",), ""),
    Name("France", "country", "", (), ""),
    Name("New Zealand", "country", "", ("NZ",), ""),
    Name("Kestrel", "thing", "the electric ferry", (), ""),
    Name("Gull Bank", "place", "a sandbank", (), ""),
)


@pytest.fixture(scope="module")
def matcher() -> Matcher:
    asks = {"bridge": ["who opened the bridge", "what did Roth say"], "toll": ["what does France pay", "toll of NZ"]}
    return matcher_of(tiny_article(asks, names=NAMES))


@pytest.fixture(scope="module")
def names(matcher: Matcher) -> Names:
    return Names(matcher.article, matcher.compiled.vocabulary)


@pytest.fixture(scope="module")
def sides(matcher: Matcher) -> Sides:
    return Sides(matcher.article, matcher.compiled.vocabulary)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("what did the mayor say", "Ines Roth"),
        ("and this builder?", "Omar Haddad"),
        ("what did the deputy mayor say", ""),
        ("is there a mayor", ""),
        ("did the mayor meet the builder", ""),
        ("the mayoral chain", ""),
    ],
)
def test_a_role_names_only_a_person_whose_role_has_all_its_words(names: Names, text: str, name: str) -> None:
    found = names.by_role(Utterance(text))
    assert (found.name if found else "") == name


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("So Ines Roth is a senator?", "Ines Roth"),
        ("is Roth the mayor", "Ines Roth"),
        ("is ines roth mayor?", "Ines Roth"),
        ("is roth still deputy minister", "Ines Roth"),
        ("omar haddad is minister right", "Omar Haddad"),
        ("is Roth meeting the mayor", None),
        ("is Roth with the minister", None),
        ("is Roth head over heels", None),
        ("wait, isn't Omar Haddad the mayor?", "Omar Haddad"),
        ("omar haddad is a judge, right?", "Omar Haddad"),
        ("Roth is not the ambassador, is she", "Ines Roth"),
        ("was Roth an ambassador before that", None),
        ("is Roth a lawyer", None),
        ("is Roth married to a senator", None),
        ("is Roth the daughter of a judge", None),
        ("is Roth a fool", None),
        ("is Alder Council the leader", None),
        ("is France a leader", None),
        ("is Napoleon a general", None),
        ("the mayor is a lawyer", None),
    ],
)
def test_whether_somebody_holds_an_office_is_asked_of_that_person(names: Names, message: str, name: str | None) -> None:
    found = names.checked(one_line(Utterance(message)))

    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("who is Ines Roth", "Ines Roth"),
        ("Who's Roth?", "Ines Roth"),
        ("so who's this roth guy again", "Ines Roth"),
        ("who is the mayor", "Ines Roth"),
        ("who's the mayor of Alder?", "Ines Roth"),
        ("do you know who the builder is", "Omar Haddad"),
        ("ok but who is the builder lol", "Omar Haddad"),
        ("who is Haddad", "Omar Haddad"),
        ("remind me who Haddad", "Omar Haddad"),
        ("who is the alder council", "Alder Council"),
        ("who is Kestrel", "Kestrel"),
        ("what's Roth's job?", "Ines Roth"),
        ("ok what is Omar Haddad's official role exactly", "Omar Haddad"),
        ("what position does Haddad hold", "Omar Haddad"),
        ("what does Ines Roth do for a living?", "Ines Roth"),
        ("I know this is basic, who is Roth?", "Ines Roth"),
        ("just got here, so who's the builder", "Omar Haddad"),
        ("I'm lost. who is Haddad?", "Omar Haddad"),
        ("haven't read it - what is Roth's job", "Ines Roth"),
        ("what's Roth's first name?", "Ines Roth"),
        ("so what is the full name of Haddad", "Omar Haddad"),
        ("what is Roth's surname again", "Ines Roth"),
        ("what is Kestrel's full name", None),
        ("what is Roth's middle name", None),
        ("what is the full name of the bridge", None),
        ("what does the mayor do", None),
        ("what is the council's role", None),
        ("what was Roth's role in the works", None),
        ("what does Roth do to the bridge", None),
        ("who is France", None),
        ("who is Napoleon", None),
        ("who is the other mayor", None),
        ("who is the next builder", None),
        ("who is the mayor of Berlin", None),
        ("who is", None),
        ("who did Roth meet", None),
        ("where is Roth", None),
        ("who was with Haddad", None),
        ("what did the mayor say", None),
    ],
)
def test_a_person_is_asked_for_by_name_alias_or_role(names: Names, message: str, name: str | None) -> None:
    found = names.who(asked_in(Utterance(message)))

    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("message", "name"),
    [("and NZ?", "New Zealand"), ("what about France", "France"), ("Roth", "Ines Roth"), ("and the tolls of NZ", None)],
)
def test_a_question_may_have_a_name_for_all_its_subject(
    matcher: Matcher, sides: Sides, message: str, name: str | None
) -> None:
    found = sides.only(matcher.read(Utterance(message)))

    assert (found.name if found else None) == name


def test_two_names_are_not_one(matcher: Matcher, sides: Sides) -> None:
    assert sides.only(matcher.read(Utterance("and France and NZ?"))) is None


@given(text=st.text(st.characters(exclude_categories=())))
def test_any_text_can_be_read(matcher: Matcher, names: Names, sides: Sides, text: str) -> None:
    found = names.who(asked_in(Utterance(text)))

    assert found is None or found in NAMES
    assert sides.only(matcher.read(Utterance(text))) in (None, *NAMES)


SIDES = (
    Name("Rom", "country", "", (), ""),
    Name("Gaul", "country", "", (), ""),
    Name("Persia", "country", "", (), ""),
)


@pytest.fixture(scope="module")
def two_sides() -> Matcher:
    """Of most passages either Rom or Gaul is the subject; of one, another country."""
    quotes = {"rom": "Rom asks.", "rom-2": "Rom pays.", "gaul": "Gaul answers.", "both": "Rom and Gaul met."}
    asks = {name: ["who asks", "who pays"] for name in (*quotes, "persia")}
    return matcher_of(tiny_article(asks, quotes=quotes | {"persia": "Persia waits."}, names=SIDES))


@pytest.mark.parametrize(
    ("shown", "read"),
    [
        ("rom", "and Gaul?"),
        ("gaul", "and Rom?"),
        ("both", "and the other side?"),
        ("persia", "and the other side?"),
    ],
)
def test_the_other_side_is_the_other_of_the_two_that_the_article_is_about(
    two_sides: Matcher, shown: str, read: str
) -> None:
    sides = Sides(two_sides.article, two_sides.compiled.vocabulary)
    passage = two_sides.article.passage(f"section/{shown}")
    assert passage is not None

    assert sides.with_other_side(Utterance("and the other side?"), passage).written == read
    assert sides.with_other_side(Utterance("and this side?"), passage).written == "and this side?"


@pytest.mark.parametrize("message", ["and France's side?", "what about France's position", "the view of France?"])
def test_a_word_like_side_or_view_is_no_subject_beside_a_partys_name(
    matcher: Matcher, sides: Sides, message: str
) -> None:
    found = sides.only(matcher.read(Utterance(message)))

    assert found is not None
    assert found.name == "France"


def test_the_holder_of_a_role_is_named_if_there_is_only_one(two_sides: Matcher) -> None:
    ministers = (Name("Ada", "person", "a minister", (), ""), Name("Bo", "person", "a minister", (), ""))
    article = tiny_article({"a": ["who met Ada"]}, names=ministers)
    names = Names(article, two_sides.compiled.vocabulary)

    assert names.who(asked_in(Utterance("who is the minister"))) is None
    assert (
        Names(replace(article, names=ministers[:1]), two_sides.compiled.vocabulary).who("who are the ministers") is None
    )
    assert names.who(asked_in(Utterance("who is Bo"))) is ministers[1]


@pytest.mark.parametrize(
    ("message", "unmentioned"),
    [
        ("until when", ""),
        ("what is it good for", ""),
        ("who is Napoleon", "Napoleon"),
        ("and who's bob?", "bob"),
        ("what about elon musk", "elon musk"),
        ("does it mention whales", "whales"),
        ("and pizza?", "pizza"),
        ("whales", "whales"),
        ("did they discuss whales", "whales"),
        ("so did the ministers ever talk about pizza?", "pizza"),
        ("did they discuss the mayor of Berlin", ""),
        ("what did they discuss", ""),
        ("who is Roth", ""),
        ("who is the mayor of Berlin", ""),
        ("what about the council of Berlin", ""),
        ("does it mention mayors", ""),
        ("who did bob meet", ""),
        ("where is bob", ""),
        ("who is", ""),
        ("and why?", ""),
        ("who scrapped it", ""),
        ("who gained", ""),
    ],
)
def test_a_subject_that_the_article_does_not_mention_is_reported(
    matcher: Matcher, names: Names, message: str, unmentioned: str
) -> None:
    assert names.unmentioned(matcher.read(Utterance(message))) == unmentioned


@pytest.mark.parametrize(
    ("message", "unmentioned"),
    [
        ("what's rule 9", "rule 9"),
        ("rule 12?", "rule 12"),
        ("what does rule 2 say", ""),
        ("is rule 9", "rule 9"),
        ("what about year 9", ""),
    ],
)
def test_a_number_beyond_a_numbered_series_is_reported_as_not_mentioned(message: str, unmentioned: str) -> None:
    article = tiny_article({"rules": ["what are the rules of the year"]})
    matcher = matcher_of(replace(article, paragraphs=("Rule 1: be kind. Rule 2: knock.", "Rule 3 came in year 3.")))

    assert (
        Names(matcher.article, matcher.compiled.vocabulary).unmentioned(matcher.read(Utterance(message))) == unmentioned
    )


@pytest.mark.parametrize(
    ("message", "unmentioned"),
    [
        *((f"{part} 2", f"{part} 2") for part in ("rule", "section", "chapter", "clause", "article")),
        ("and what about rule 12?", "rule 12"),
        ("section 7", ""),
        ("what is point 2", ""),
        ("which rule 2 is about the mayor", ""),
    ],
)
def test_a_numbered_part_that_an_article_without_such_numbers_does_not_name_is_reported(
    message: str, unmentioned: str
) -> None:
    article = tiny_article({"rules": ["what are the two rules of the mayor", "is section 7 a rule"]})
    names = Names(article, (matcher := Matcher.of(article)).compiled.vocabulary)

    assert names.unmentioned(matcher.read(Utterance(message))) == unmentioned


@pytest.mark.parametrize(
    ("message", "unmentioned"),
    [
        ("can i watch it", ""),
        ("are we to juggle there", ""),
        ("do you have a kettle", "kettle"),
        ("is there any parking there", "parking"),
    ],
)
def test_a_verb_is_not_reported_as_unmentioned(matcher: Matcher, names: Names, message: str, unmentioned: str) -> None:
    assert names.unmentioned(matcher.read(Utterance(message)), in_any_form=True) == unmentioned


@pytest.mark.parametrize("asked", ["who runs it", "who runs that", "so who runs them now", "who runs it for them"])
def test_a_question_who_acts_on_what_was_shown_names_no_role(names: Names, asked: str) -> None:
    assert names.who(asked, in_talk=True) is None


@pytest.mark.parametrize("asked", ["who runs the town", "who is this roth", "who is that builder"])
def test_a_person_asked_for_by_name_or_role_is_found_in_a_follow_up_too(names: Names, asked: str) -> None:
    assert names.who(asked, in_talk=True) == names.who(asked)
    assert names.who(asked) is not None


@pytest.mark.parametrize(
    ("words", "has"),
    [
        *(("bridge", True), ("opened", True), ("electric ferry", True), ("kettle", False)),
        *(("opened the bridge", True), ("bridge opened", False), ("toll bridge", False), ("what did roth", True)),
    ],
)
def test_the_article_has_words_that_stand_in_it_or_in_its_index_in_a_row(names: Names, words: str, has: bool) -> None:
    assert names.mentions(words) is has
