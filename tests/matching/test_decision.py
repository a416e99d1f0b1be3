"""The outcome for scores, on a small article: an answer, choices, or no match."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Article, Name, Section
from bot.matching import decision, english
from bot.matching.found import ANSWER
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Choices, NoMatch, Outcome
from bot.matching.utterance import Utterance
from tests.article.small_article import SmallArticle
from tests.compiled import matcher_of
from tests.matching.outcome_rules import answered, candidates_of, check_outcome
from tests.matching.tiny_article import changed, tiny_article

QUESTIONS = {
    "what hours do cats hunt?": "days/hunt",
    "do felines sleep all day": "days/sleep",
    "how lazy are cats": "days/sleep",
    "where does Whisky live": "library/whiskers",
    "which cat lives in the library?": "library/whiskers",
    "who feeds Whiskers every morning": "library/feeding",
    "who gives the cat her breakfast": "library/feeding",
    "what did the librarian tell": "library/feeding",
    "where does wiskers live": "library/whiskers",
}


def key_of(outcome: Outcome) -> str | None:
    passage = answered(outcome)
    return passage.key if passage else None


@pytest.fixture(scope="module")
def days(cats: Article) -> Section:
    return cats.sections[0]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_by_the_passage_that_says_it(cats_matcher: Matcher, question: str) -> None:
    outcome = cats_matcher.match(question)

    assert key_of(outcome) == QUESTIONS[question]
    check_outcome(outcome, cats_matcher.article)


def test_every_ask_is_answered_by_its_own_passage(cats_matcher: Matcher) -> None:
    for passage in cats_matcher.article.passages:
        for ask in passage.asks:
            for form in ("{}", "{}?", "  {} !", "**{}**"):
                assert answered(cats_matcher.match(form.format(ask))) == passage


def test_a_question_that_the_index_knows_word_for_word_is_certain(cats_matcher: Matcher) -> None:
    outcome = cats_matcher.match("Are cats LAZY?!")

    assert isinstance(outcome, Answer)
    assert outcome.best.score == 1.0


def test_an_answer_tells_what_speaks_for_it(cats_matcher: Matcher) -> None:
    outcome = cats_matcher.match("so when do they go huntin for mice tho")

    assert isinstance(outcome, Answer)
    assert set(outcome.best.matched) == {"hunting", "mice"}
    assert "hunt" in outcome.best.nearest
    assert outcome.best.own_share == 1.0
    assert ANSWER <= outcome.best.score <= 1


def test_the_nearest_text_is_one_of_the_passages_own(cats_matcher: Matcher) -> None:
    compiled = cats_matcher.compiled
    texts: dict[str, set[str]] = {}
    targets: list[int] = compiled.index.targets.tolist()
    for text, target in zip(compiled.texts, targets, strict=True):
        if target < compiled.index.passages:
            texts.setdefault(compiled.article.passages[target].key, set()).add(text)

    for question in QUESTIONS:
        for candidate in candidates_of(cats_matcher.match(question)):
            assert candidate.nearest in texts[candidate.passage.key]


@pytest.mark.parametrize(
    ("answer", "choice", "kind"), [(0.0, 0.0, Answer), (1.1, 0.0, Choices), (1.1, 1.1, NoMatch), (0.0, 1.1, NoMatch)]
)
@pytest.mark.parametrize("question", ["are cats lazy", "when do felines hunt", "mice", "the library"])
def test_the_score_decides_between_an_answer_choices_and_no_match(
    cats_matcher: Matcher,
    question: str,
    answer: float,
    choice: float,
    kind: type[Outcome],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(decision, "ANSWER", answer)
    monkeypatch.setattr(decision, "CHOICE", choice)
    monkeypatch.setattr(decision, "DOUBTFUL_CHOICE", choice)

    outcome = cats_matcher.match(question)

    assert isinstance(outcome, kind)
    check_outcome(outcome, cats_matcher.article)


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ("when do felines hunt", Choices),
        ("what do cats hunt for in the library", Choices),
        ("felines hunt at night, my sister says", NoMatch),
        ("when do plumbers electricians and welders of reykjavik hunt", NoMatch),
        ("did anyone watch the match last night", NoMatch),
    ],
)
def test_doubtful_passages_are_offered_only_for_questions_on_the_subject(
    cats_matcher: Matcher, message: str, kind: type[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decision, "ANSWER", 1.1)
    monkeypatch.setattr(decision, "CHOICE", 0.0)
    monkeypatch.setattr(decision, "DOUBTFUL_CHOICE", 1.1)

    assert isinstance(cats_matcher.match(message), kind)


@pytest.mark.parametrize("message", ["mice", "rodents", "Mice?", "tell me about mice", "anything on mice", "the mice"])
def test_a_word_to_look_up_gives_the_passage_whose_own_words_hold_it(cats_matcher: Matcher, message: str) -> None:
    assert key_of(cats_matcher.match(message)) == "days/hunt"


@pytest.mark.parametrize("message", ["Whiskers", "Whisky", "who is Whiskers", "Who's whisky?", "whiskers?"])
def test_a_name_gives_the_passage_that_says_who_it_is(cats_matcher: Matcher, message: str) -> None:
    assert key_of(cats_matcher.match(message)) == "library/whiskers"


def test_a_title_gives_its_section(cats_matcher: Matcher) -> None:
    for section in cats_matcher.article.sections:
        passage = answered(cats_matcher.match(section.title))
        assert passage is not None
        assert passage.section == section.id


@pytest.mark.parametrize("form", ["paragraph {}", "¶{}", "what does paragraph {} say?", "read me para number {}"])
def test_a_paragraph_can_be_asked_for_by_number(cats_matcher: Matcher, form: str) -> None:
    for number in (1, 2):
        passage = answered(cats_matcher.match(form.format(number)))
        assert passage is not None
        assert passage.paragraph == number


def test_the_last_paragraph_can_be_asked_for_as_such(cats_matcher: Matcher) -> None:
    passage = answered(cats_matcher.match("show me the last paragraph"))
    assert passage is not None
    assert passage.paragraph == len(cats_matcher.article.paragraphs)


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("paragraph 1 mice", "days/hunt"),
        ("hunting, ¶ 1", "days/hunt"),
        ("the second paragraph: feeds", "library/feeding"),
        ("what does the 2nd paragraph say about the town", "library/whiskers"),
    ],
)
def test_a_subject_chooses_among_the_passages_of_the_paragraph(cats_matcher: Matcher, message: str, key: str) -> None:
    assert key_of(cats_matcher.match(message)) == key


@pytest.mark.parametrize("message", ["paragraph 3", "¶ 500 mice", "the 99th paragraph", "quote paragraph 12"])
def test_a_paragraph_that_the_article_has_not_gives_no_match(cats_matcher: Matcher, message: str) -> None:
    assert isinstance(cats_matcher.match(message), NoMatch)


@pytest.mark.parametrize("message", ["birthday of the tomcat", "Birthday of the tomcat??", "the tomcats birthday"])
def test_an_unanswered_question_names_its_known_gap(cats_matcher: Matcher, message: str) -> None:
    outcome = cats_matcher.match(message)

    assert isinstance(outcome, NoMatch)
    assert outcome.gap == cats_matcher.article.gaps[0]


@pytest.mark.parametrize(
    ("question", "gap"),
    [
        ("where was Whiskers born", "person-birthplace"),
        ("Where did Whisky grow up?", "person-birthplace"),
        ("how much does Whiskers earn", "person-money"),
        ("how tall is whisky", "person-looks"),
        ("what did wiskers study", "person-education"),
    ],
)
def test_a_general_gaps_note_has_the_name_asked_about(cats_matcher: Matcher, question: str, gap: str) -> None:
    outcome = cats_matcher.match(question)

    assert isinstance(outcome, NoMatch)
    assert outcome.gap is not None
    assert outcome.gap.id == gap
    assert "Whiskers" in outcome.gap.note
    assert "{" not in outcome.gap.note
    check_outcome(outcome, cats_matcher.article)


@pytest.mark.parametrize(
    ("placeholder", "name", "said"),
    [("{person}", "Whiskers", "Whiskers"), ("{person}", "Whisky", "Whiskers"), ("{topic}", "hunting", "hunting")],
)
def test_general_gaps_are_seldom_answered_and_filled_with_what_was_asked_about(
    cats_matcher: Matcher, placeholder: str, name: str, said: str
) -> None:
    asks = [ask for gap in english.general_gaps() for ask in gap.asks[:3] if placeholder in ask]
    outcomes = [cats_matcher.match(ask.replace(placeholder, name)) for ask in asks]
    gaps = [outcome.gap for outcome in outcomes if isinstance(outcome, NoMatch)]

    assert sum(isinstance(outcome, Answer) for outcome in outcomes) <= 0.15 * len(outcomes)
    assert sum(gap is not None for gap in gaps) >= 0.8 * len(outcomes)
    assert [gap for gap in gaps if gap and "{" in gap.note] == []
    assert [gap for gap in gaps if gap and gap not in cats_matcher.article.gaps and said not in gap.note] == []


@pytest.fixture
def without_machines() -> Matcher:
    """The matcher of an article with a gap that speaks of machines."""
    machines = ["do you have a lathe", "do you have a mill", "is there a drill", "have you got a saw"]
    return matcher_of(tiny_article({"bridge": ["who opened the bridge"]}, gaps={"machines": machines}))


@pytest.mark.usefixtures("short_background")
@pytest.mark.parametrize(
    ("message", "gap"),
    [
        ("do you have a lathe", "machines"),
        ("do you have a big lathe", "machines"),
        ("do you have a kettle", None),
        ("do you have a cupboard for umbrellas", None),
    ],
)
def test_a_gap_is_reported_only_for_its_subject(without_machines: Matcher, message: str, gap: str | None) -> None:
    outcome = without_machines.match(message)

    assert isinstance(outcome, NoMatch)
    assert (outcome.gap.id if outcome.gap else None) == gap


@pytest.mark.parametrize("message", ["can you freeze cooked rice", "how do i ask my boss for a raise"])
def test_a_shared_word_does_not_report_a_gap_for_another_subject(matcher: Matcher, message: str) -> None:
    outcome = matcher.match(message)

    assert isinstance(outcome, NoMatch)
    assert outcome.gap is None


@pytest.mark.parametrize(
    ("message", "gap"),
    [
        ("what settings should i use for hunting", "thing-manual"),
        ("what place should i use for hunting", None),
        ("how many children suffered under hunting", "event-headcount"),
        ("how many mice have suffered under the hunting", None),
    ],
)
def test_a_general_gap_is_reported_only_if_all_words_of_its_ask_match(
    cats_matcher: Matcher, message: str, gap: str | None
) -> None:
    outcome = cats_matcher.match(message)

    assert isinstance(outcome, NoMatch)
    assert (outcome.gap.id if outcome.gap else None) == gap


@pytest.mark.parametrize(("country", "said"), [("the US", "of the United States,"), ("India", "of India,")])
def test_a_gaps_note_uses_a_name_as_the_article_does(matcher: Matcher, country: str, said: str) -> None:
    outcome = matcher.match(f"what is the capital of {country}?")

    assert isinstance(outcome, NoMatch)
    assert outcome.gap is not None
    assert said in outcome.gap.note


@pytest.mark.parametrize("message", ["how old is", "what did study", "where was born", "how tall is anybody"])
def test_a_general_gap_without_a_name_is_not_told(cats_matcher: Matcher, message: str) -> None:
    check_outcome(cats_matcher.match(message), cats_matcher.article)


def test_an_articles_own_gap_outranks_a_general_one_with_the_same_ask(cats_matcher: Matcher) -> None:
    own = cats_matcher.article.gaps[0]
    assert "how old is {person}" in own.asks

    outcome = cats_matcher.match("how old is Whiskers")

    assert isinstance(outcome, NoMatch)
    assert outcome.gap == own


def test_no_match_tells_the_sections_that_say_something_of_the_subject(cats_matcher: Matcher) -> None:
    outcome = cats_matcher.match("how tall is Whiskers")

    assert isinstance(outcome, NoMatch)
    assert [section.id for section in outcome.nearest] == ["library"]


CHAT = (
    "hello|hi there|hey everyone, how is it going?|how are you today|thanks|thank you so much!|lol|congrats!|brb|gg"
    "|good evening all|anyone here?|ok cool|sounds good|see you later|what's up|no way|really?|idk man|good night"
    "|hope you feel better soon|who wants to play later?|so tired today|i love this song|just got home from work"
).split("|")

OTHER_SUBJECTS = (
    "what is the capital of Mongolia|how do I grow tomatoes on a balcony?|who painted the Mona Lisa|why is the sky blue"
    "|how do i center a div in css|what's a good beginner guitar|is the housing market going to crash|who wrote hamlet"
    "|why is my laptop so slow|how many planets are there|when did the roman empire fall|how tall is mount everest"
    "|can you recommend a sci-fi book|which phone has the best camera|how do vaccines work|how do i learn to swim"
    "|what's the best way to tie a tie|how long should i boil an egg|does anyone know a good dentist"
).split("|")


@pytest.mark.parametrize("kind", ["chat", "other subjects", "background"])
@pytest.mark.parametrize("which", ["cats", "shipped"])
def test_messages_about_no_article_are_hardly_ever_answered(
    cats_matcher: Matcher, request: pytest.FixtureRequest, which: str, kind: str
) -> None:
    matcher: Matcher = cats_matcher if which == "cats" else request.getfixturevalue("matcher")
    messages = {"chat": CHAT, "other subjects": OTHER_SUBJECTS, "background": english.background()[::13]}[kind]

    wrong = [message for message in messages if isinstance(matcher.match(message), Answer)]
    assert len(wrong) <= 0.1 * len(messages), wrong


@pytest.mark.parametrize(
    "message", ["", "   ", "👍", "```\ncode\n```", "https://example.com", "\ud800", "qqqq wwww", "…"]
)
def test_a_message_without_a_subject_gives_no_match(cats_matcher: Matcher, message: str) -> None:
    outcome = cats_matcher.match(message)

    assert isinstance(outcome, NoMatch)
    assert outcome.gap is None
    assert outcome.nearest == ()


@pytest.mark.usefixtures("short_background")
def test_a_message_without_a_word_gives_no_match_even_where_a_title_has_none(small_article: SmallArticle) -> None:
    small_article.replace("sections/days.toml", '"A day of a cat"', '"🐈💤"')
    matcher = matcher_of(small_article.load())

    for message in ("👍", "", "???", "<@123456789012345678>"):
        assert isinstance(matcher.match(message), NoMatch), message


def test_the_surest_of_several_clauses_is_answered(cats_matcher: Matcher) -> None:
    assert key_of(cats_matcher.match("Is it the xylophone? Who feeds Whiskers? Is it the tuba?")) == "library/feeding"
    assert key_of(cats_matcher.match("My dog barks. Do cats hunt mice at dawn? My dog is old.")) == "days/hunt"


SMALL_TALK = {
    "hello": ["hello", "hi there", "good morning", "how do people say hello there"],
    "bye": ["goodbye", "see you later", "what do people say when they leave"],
    "mood": ["how are you", "what's up", "thanks bot", "lol", "anyone here?"],
}


@pytest.fixture(scope="module")
def greetings() -> Matcher:
    """The matcher of an article about what people say to each other."""
    quotes = {"hello": "They wave.", "bye": "They bow.", "mood": "They nod."}
    article = tiny_article(SMALL_TALK, quotes=quotes)
    return matcher_of(replace(article, paragraphs=(" ".join(quotes.values()), "…")))


def test_an_articles_own_ask_is_answered_though_it_is_small_talk_elsewhere(greetings: Matcher) -> None:
    for passage in greetings.article.passages:
        for ask in passage.asks:
            for form in ("{}", "{}?", "{}!!"):
                assert answered(greetings.match(form.format(ask))) == passage, ask


@pytest.mark.slow
def test_an_articles_own_ask_is_answered_though_it_is_a_gap_or_background_elsewhere(cats: Article) -> None:
    general = next(gap for gap in english.general_gaps() if gap.id == "person-family").asks[0]
    line = english.background()[2]
    asks = ["how old is Whiskers", general.replace("{person}", "Whiskers"), line]
    matcher = matcher_of(changed(cats, "library/whiskers", asks=[*asks, *cats.passages[2].asks]))

    for ask in asks:
        assert key_of(matcher.match(ask)) == "library/whiskers"


@pytest.mark.usefixtures("short_background")
def test_a_general_gap_that_is_turned_off_is_not_told(cats: Article, cats_matcher: Matcher) -> None:
    matcher = matcher_of(replace(cats, without_gaps=("person-looks",)))

    def gap(matcher: Matcher, question: str) -> str | None:
        outcome = matcher.match(question)
        return outcome.gap.id if isinstance(outcome, NoMatch) and outcome.gap else None

    assert gap(cats_matcher, "how tall is Whiskers") == "person-looks"
    assert gap(matcher, "how tall is Whiskers") != "person-looks"
    assert gap(matcher, "where was Whiskers born") == "person-birthplace"


def one_passage(article: Article) -> Article:
    section = article.sections[0]
    sections = (replace(section, passages=section.passages[:1], related=()),)
    return replace(article, sections=sections, names=(), paragraphs=article.paragraphs[:1])


BARE: dict[str, Callable[[Article], Article]] = {
    "one passage": one_passage,
    "no gaps": lambda article: replace(article, gaps=()),
    "no names, no synonyms": lambda article: replace(article, names=(), gaps=(), synonyms={}),
    "one ask a passage": lambda article: replace(
        article,
        sections=tuple(
            replace(s, passages=tuple(replace(p, asks=p.asks[:1]) for p in s.passages)) for s in article.sections
        ),
    ),
}


@pytest.mark.usefixtures("short_background")
@pytest.mark.parametrize("what", BARE)
def test_an_article_that_has_little_is_compiled_and_answered(cats: Article, what: str) -> None:
    matcher = matcher_of(BARE[what](cats))
    messages = ["how old is Whiskers", "mice", "paragraph 1", "tell me more", "good night", "x y z", ""]

    assert key_of(matcher.match("how long do cats sleep?")) == "days/sleep"
    assert not isinstance(matcher.match("tomorrow's football results"), Answer)
    for message in messages:
        check_outcome(matcher.match(message), matcher.article)


WORDS = (
    "do cats hunt sleep mice library whiskers who when why how old is the she it lol thanks ? . ! \n - 1. paragraph 2 "
    "9 and more tell me about wiskers townlibrary xylophone morning"
).split(" ")


@given(message=st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_any_words_have_a_sound_outcome_and_the_same_again(cats_matcher: Matcher, message: str) -> None:
    outcome = cats_matcher.match(message)

    check_outcome(outcome, cats_matcher.article)
    assert cats_matcher.match(message) == outcome
    assert cats_matcher.answer(cats_matcher.read(Utterance(message))) == outcome


def trade_talks() -> Article:
    """Two passages of two paragraphs, each with what one country gains."""
    article = tiny_article(
        {"north": ["what are the benefits for North", "North gains"], "tolls": ["what does the bridge deal cost"]},
        quotes={"north": "North gains jobs.", "tolls": "Tolls pay for it."},
        names=[Name(name, "country", "", (), "") for name in ("North", "South", "East")],
    )
    (section,) = article.sections
    north, tolls = section.passages
    passages = (north, replace(tolls, paragraph=2))
    paragraphs = ("North gains jobs.", "Tolls pay for it.")
    return replace(article, paragraphs=paragraphs, sections=(replace(section, passages=passages),))


@pytest.mark.usefixtures("short_background")
def test_what_one_party_gains_does_not_answer_what_another_does() -> None:
    matcher = matcher_of(trade_talks())

    assert key_of(matcher.match("what are the benefits for North?")) == "section/north"
    for message in ("what are the benefits for South?", "and the benefits for East, what are they?"):
        assert not isinstance(matcher.match(message), Answer), message


@pytest.mark.usefixtures("short_background")
def test_a_passage_whose_asks_speak_of_another_country_too_answers_for_that_one() -> None:
    article = trade_talks()
    (section,) = article.sections
    north, tolls = section.passages
    north = replace(north, asks=(*north.asks, "what jobs do people from South get in North"))
    matcher = matcher_of(replace(article, sections=(replace(section, passages=(north, tolls)),)))

    assert key_of(matcher.match("what jobs do they get for South?")) == "section/north"


@pytest.mark.usefixtures("short_background")
def test_a_statement_to_one_person_does_not_answer_a_question_about_another() -> None:
    asks = {"told": ["what did Ada tell Ben", "did Ada tell Ben about the mill"], "sold": ["what did Cleo sell"]}
    quotes = {"told": "Ada told Ben of the mill.", "sold": "Cleo sold the mill."}
    article = tiny_article(
        asks, quotes=quotes, names=[Name(name, "person", "", (), "") for name in ("Ada", "Ben", "Cleo")]
    )
    (section,) = article.sections
    told, sold = section.passages
    section = replace(section, passages=(told, replace(sold, paragraph=2)))
    matcher = matcher_of(replace(article, paragraphs=tuple(quotes.values()), sections=(section,)))

    assert key_of(matcher.match("did Ada ever tell Ben about the mill")) == "section/told"
    assert not isinstance(matcher.match("did Ada ever tell Cleo about the mill"), Answer)


@pytest.mark.usefixtures("short_background")
def test_an_ask_that_mentions_another_country_too_does_not_make_its_passage_about_that() -> None:
    asks = {
        "north": [*(f"what does North protect in case {n}" for n in range(9)), "does North protect jobs from South"],
        "south": [f"how does South sell in case {n}" for n in range(9)],
    }
    quotes = {"north": "North protects its jobs.", "south": "South sells its ships."}
    names = [Name(name, "country", "", (), "") for name in ("North", "South")]
    matcher = matcher_of(tiny_article(asks, quotes=quotes, names=names))

    assert key_of(matcher.match("does North protect its jobs")) == "section/north"
    outcome = matcher.match("does South protect its own jobs in the end")
    assert not (isinstance(outcome, Answer) and outcome.best.passage.key == "section/north")


DOORS = {
    "closing": (
        "The doors close at nine.",
        ["when do the doors close", "what time do the doors close", "do doors close"],
    ),
    "key": ("Members get a key to the gate.", ["who gets a key to the gate", "do members get a key", "the gate key"]),
    "fire": (
        "If the alarm rings, leave by the gate.",
        ["what to do when the alarm rings", "fire alarm", "where to leave"],
    ),
    "shoes": ("Boots are banned, because they scratch the floor.", ["are boots banned", "may I wear boots", "boots"]),
}


@pytest.fixture
def doors() -> Matcher:
    quotes = {name: quote for name, (quote, _) in DOORS.items()}
    return matcher_of(tiny_article({name: asks for name, (_, asks) in DOORS.items()}, quotes=quotes))


@pytest.mark.usefixtures("short_background")
@pytest.mark.parametrize(
    "message",
    [
        "why do the doors close at nine",
        "what happens if the doors do not close",
        "when do members get a key to the gate",
        "which gate do members get a key to",
    ],
)
def test_a_bare_fact_does_not_answer_why_when_what_if_or_which(doors: Matcher, message: str) -> None:
    assert not isinstance(doors.match(message), Answer)


@pytest.mark.usefixtures("short_background")
@pytest.mark.parametrize(
    ("message", "key"), [("why are boots banned", "shoes"), ("what happens if the alarm rings", "fire")]
)
def test_a_quote_that_gives_a_reason_or_a_case_answers_who_asks_for_it(doors: Matcher, message: str, key: str) -> None:
    outcome = doors.match(message)

    assert isinstance(outcome, Answer)
    assert outcome.best.passage.id == key
