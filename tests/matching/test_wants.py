"""The kinds of thing that a question wants, and those that a passage provides."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.provided import provides
from bot.matching.text import clean
from bot.matching.wants import NOTHING, Want, asks_who_is, wants

WANTED = {
    Want.EXTENT: [
        "how big is the reserve",
        "so how large was the crowd then",
        "how big an area does it cover",
        "what is the population of Hadley",
    ],
    Want.QUANTITY: ["how much oil did they import", "how much notice must I give", "how much water is in it"],
    Want.NUMBER: ["how big is the hall", "what percentage do they charge", "how far is the tower"],
    Want.AGE: ["How old is Landau?", "so how old must I be", "how old are they"],
    Want.SIZE: [
        "how high is the tower",
        "How heavy is the anchor?",
        "how deep was the water",
        "what is the maximum weight",
    ],
    Want.FREQUENCY: ["how often do they meet", "how frequently is it cleaned", "How many times may I ask?"],
    Want.COUNT: ["how many people were deported", "the number of flights", "and how many of them?"],
    Want.COST: [
        "how much does it cost",
        "How much money is it?",
        "what is the price of a ticket",
        "what's the fee",
        "how expensive is membership",
        "how much do I pay for clay",
        "what did the old boat cost",
        "what's the fine for being late",
        "is there a discount for children",
        "does parking cost anything",
    ],
    Want.SPEECH: ["what did Roth say about it", "What does the mayor think of the plan?", "how did the union react"],
    Want.YEAR: ["in which year was it built", "What year did it open?", "which year was that"],
    Want.DURATION: [
        "how fast do you answer",
        "how long does it take",
        "for how long did they meet",
        "how many days did the talks last",
        "how many weeks",
    ],
    Want.DATE: [
        "when did they meet",
        "so when did they meet?",
        "What day was it",
        "which year",
        "what time does it open",
        "how soon will it be signed",
    ],
    Want.REASON: [
        "why did they meet",
        "so tell me why",
        "how come nobody came",
        "what was the reason for the delay",
        "the rationale behind it",
    ],
    Want.SHARE: ["what percentage do they charge", "which proportion of them failed", "how many per cent came"],
    Want.HOUR: ["what time does it open", "at what hour may I begin"],
    Want.TENURE: ["how long has Roth been mayor", "how long have they lived there"],
    Want.MEANS: ["can I pay by credit card", "may we pay the rent in monthly instalments", "can I pay with PayPal"],
    Want.NEXT: ["what did Roth do after she left", "what happened to him afterwards"],
    Want.COLOUR: ["what colour is the shed", "which color must it be"],
    Want.HEAT: ["how hot does it get", "at what temperature is it fired"],
    Want.ORIGIN: ["where is Ada Roth from", "where do the tools come from originally", "where was she born?"],
    Want.CASE: [
        "what if I am late",
        "What happens if the library burns down?",
        "so what would happen to the cat if nobody fed it",
        "If I lose my card, how do I get in?",
        "if two people come at once who goes first",
    ],
    Want.PERSON: ["who feeds the cat", "Who is it?", "so who did they meet", "whose cat is it", "whom did she see"],
}


@pytest.mark.parametrize(("want", "message"), [(want, text) for want, texts in WANTED.items() for text in texts])
def test_a_question_wants_the_kind_of_thing_that_it_asks_for(want: Want, message: str) -> None:
    assert want in wants(clean(message))


@pytest.mark.parametrize(
    "message",
    [
        "what is the library",
        "what time zone is it in",
        "how did the talks go",
        "how fast is the wifi",
        "how fast may we drive there",
        "how much of it is about trade",
        "how much does the article say",
        "what happened to the exporters",
        "do you know if they met",
        "if you don't mind, tell me about the cat",
        "when travelling to India",
        "since when do they cooperate",
        "what does the article say about it",
        "what did he say",
        "when you picture the talks, is this how you see them",
        "how long ago",
        "tariffs",
        "",
    ],
)
def test_other_questions_want_none_of_them(message: str) -> None:
    assert wants(clean(message)) is NOTHING


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("It grew over the past two decades.", Want.NUMBER | Want.DURATION),
        ("They met in Washington on Wednesday.", Want.DATE),
        ("The fund has $3 million.", Want.EXTENT),
        ("The car park is small.", Want.EXTENT | Want.QUANTITY),
        ("They asked for $2.2 billion in aid.", Want.QUANTITY),
        ("Members give a week of notice.", Want.QUANTITY),
        ("The mill was built in 1894 and burnt in the 1990s.", Want.DATE | Want.YEAR),
        ("It ended as soon as they met.", Want.DATE),
        ("Roth signalled that it may close.", Want.SPEECH),
        ("According to the mayor, it is safe.", Want.SPEECH),
        ("They left out of fear.", Want.REASON),
        ("It was renamed in honour of Roth.", Want.REASON),
        ("Earlier this month he traveled to Washington.", Want.DATE),
        ("The gap was wide by daybreak.", Want.DATE),
        ("The cutter takes boards of 6 millimetres.", Want.NUMBER | Want.COUNT | Want.SIZE),
        ("In 2024 they met 12 times.", Want.NUMBER | Want.COUNT | Want.DATE),
        ("A ticket is £4.", Want.NUMBER | Want.COST),
        ("Nobody under 12 may come in.", Want.AGE),
        ("The hall is 9 m wide.", Want.SIZE),
        ("They meet on the first Monday of the month.", Want.FREQUENCY),
        ("Entry is free.", Want.COST),
        ("Up to 40 people may come, and 1,200 came in all.", Want.COUNT | Want.NUMBER),
        ("The shop keeps 5 per cent.", Want.COST),
        ("They met for three hours.", Want.NUMBER | Want.DURATION),
        ("They slept until noon.", Want.DURATION | Want.DATE),
        ("The ban lasts one year.", Want.DURATION),
        ("It closed because of rain.", Want.REASON),
        ("Poor harvests have led farmers to ask for help.", Want.REASON),
        ("She went home, as a precaution.", Want.REASON),
        ("They closed early to avoid the storm.", Want.REASON),
        ("If it rains, the walk is off.", Want.CASE),
        ("A card that is not used for a year is void unless it is renewed.", Want.CASE),
        ("One in ten failed.", Want.SHARE),
        ("They charge 5% for it.", Want.SHARE),
        ("It opens at ten.", Want.HOUR),
        ("The gate is locked at sunset.", Want.HOUR),
        ("Roth has been mayor since the fire.", Want.TENURE),
        ("They have lived there for six years.", Want.TENURE),
        ("We take no cash.", Want.MEANS),
        ("She later moved to Hadley.", Want.NEXT),
        ("The shed must be green.", Want.COLOUR),
        ("It is fired at 1,200 °C.", Want.HEAT),
        ("The wood comes from Norway.", Want.ORIGIN),
        ("She was born in Hadley.", Want.ORIGIN),
        ("A cat named Whiskers lives there.", Want.PERSON),
        ("Members may bring guests.", Want.PERSON),
    ],
)
def test_a_text_provides_the_kinds_of_thing_that_it_holds(text: str, held: Want) -> None:
    assert held in provides(text)


@pytest.mark.parametrize("text", ["The meetings were constructive.", "It sleeps all over town.", "", "👍"])
def test_a_text_without_figures_times_reasons_and_people_provides_none_of_them(text: str) -> None:
    assert provides(text) is NOTHING


@pytest.mark.parametrize(
    ("text", "lacked"),
    [
        ("Readers feed her freely.", Want.COST),
        ("Ada Roth, the mayor of Hadley, met them there.", Want.ORIGIN),
        ("The largest towns of the north took part.", Want.EXTENT),
        ("They met in Washington on Wednesday.", Want.HEAT),
        ("In 1995 the limit of 55 mph (89 km/h) ended, on November 28.", Want.EXTENT),
        ("In March 1974 a barrel was at nearly $12, and oil at US$3 million.", Want.QUANTITY),
        ("He comes on Tuesdays, and repairs are done within a week.", Want.HOUR | Want.TENURE),
        ("Pay the rent on 1 October.", Want.MEANS),
        ("She resigned on that day.", Want.NEXT),
        ("The session is for 12 children.", Want.COST),
        ("In May 1973, on October 16, and at 17:00 on the 3rd, they met.", Want.NUMBER | Want.COUNT),
        ("The trial lasts 60 days, at 15 pounds, and grew by 5 per cent or 70%.", Want.COUNT),
        ("It takes place on the first Sunday of each month, three a year.", Want.DURATION),
        ("The setters change routes every six weeks.", Want.DURATION),
        ("Some 8900 people signed it.", Want.DATE | Want.YEAR),
        ("It opened three years late.", Want.YEAR),
        ("Roth was against it, as were three others.", Want.SPEECH),
        ("Call the locksmith and pay him yourself.", Want.COST),
        ("Guests use no powered machine.", Want.REASON),
        ("Children stay out of the metal room.", Want.REASON),
        ("It has been closed since 1958.", Want.REASON),
        ("Report damage at once, and any loss after that.", Want.CASE),
        ("All cats were against, as were three dogs.", Want.REASON),
        ("Beds are seen to in May, July and on Sundays.", Want.PERSON),
    ],
)
def test_a_text_lacks_what_only_looks_like_the_kind_of_thing(text: str, lacked: Want) -> None:
    assert not lacked & provides(text)


@pytest.mark.parametrize(("want", "ask"), [(want, text) for want, texts in WANTED.items() for text in texts[:3]])
def test_a_text_provides_what_its_curator_has_people_ask_for(want: Want, ask: str) -> None:
    assert want not in provides("The meetings were constructive.")
    assert want in provides("The meetings were constructive.", ["what about it", ask])


@pytest.mark.parametrize("message", ["who is Ada", "who's Ada?", "ok and who was the mayor", "who Ada"])
def test_a_question_may_ask_who_somebody_is(message: str) -> None:
    assert asks_who_is(clean(message))


@pytest.mark.parametrize("message", ["who paid for the bridge", "what is it", "says who", "who did they meet"])
def test_other_questions_do_not_ask_who_somebody_is(message: str) -> None:
    assert not asks_who_is(clean(message))


@given(st.text(st.characters(exclude_categories=())))
def test_the_wants_of_any_text_can_be_read(text: str) -> None:
    assert wants(clean(text)) | provides(text) in ~NOTHING


@given(st.lists(st.sampled_from(["when", "how", "many", "much", "cost", "long", "why", "is", "the", "day", "7"])))
def test_a_text_provides_at_least_what_its_ask_wants(words: list[str]) -> None:
    ask = " ".join(words)

    assert wants(ask) in provides("", [ask])
