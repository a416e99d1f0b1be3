"""A question after something was shown is about that, near it, or new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bot.article.model import Article, Name, Passage
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.followups.leaning import leans, refers
from bot.conversation.reply import Part, Reply, Shown, quote_of
from bot.matching.matcher import Matcher
from bot.matching.nearby.quote_tells import what_follows
from bot.matching.outcomes import Answer, Choices, NoMatch
from bot.matching.utterance import Utterance
from tests.compiled import matcher_of
from tests.conversation.test_small_talk import table
from tests.curation.drafting import draft_folder

pytestmark = pytest.mark.usefixtures("short_background")


@pytest.fixture(scope="module")
def trade(matcher: Matcher) -> Dialogue:
    return Dialogue(matcher)


def passage_of(article: Article, key: str) -> Passage:
    passage = article.passage(key)
    assert passage is not None
    return passage


def saying(
    article: Article, quote: str, before: str = "", names: Sequence[Name] = (), ask: str = "do cats live there"
) -> tuple[Dialogue, Passage]:
    """Talk about such an article, and its first passage."""
    said = article_saying(article, quote, before, names, ask)
    return Dialogue(matcher_of(said)), said.passages[0]


def article_saying(
    article: Article, quote: str, before: str = "", names: Sequence[Name] = (), ask: str = "do cats live there"
) -> Article:
    """An article whose first passage has another quote and ask; `before` is what its paragraph says before it."""
    (section, *others) = article.sections
    first = replace(section.passages[0], quote=quote, asks=(ask,))
    sections = (replace(section, passages=(first, *section.passages[1:])), *others)
    opening = f"{before} {first.quote} {article.paragraphs[0]}".strip()
    paragraphs = (opening, *article.paragraphs[1:])
    return replace(article, sections=sections, paragraphs=paragraphs, names=(*article.names, *names))


def test_a_question_in_the_index_own_words_is_new_whatever_was_shown(trade: Dialogue, article: Article) -> None:
    asked = [
        (ask, passage)
        for passage in article.passages[::5]
        for ask in passage.asks
        if leans(Utterance(ask)) and not refers(Utterance(ask)) and len(ask.split()) > 3
    ]
    shown = passage_of(article, "trump/allies-too")
    missed = [ask for ask, passage in asked if quote_of(trade.reply(ask).outcome) == passage.quote]
    missed = [ask for ask in missed if quote_of(trade.reply(ask, Shown(passages=(shown,))).outcome) is None]

    assert len(asked) > 50
    assert len(missed) < len(asked) / 20, missed


def test_a_question_without_the_form_of_a_follow_up_may_be_answered_near_what_was_shown(
    trade: Dialogue, article: Article
) -> None:
    shown = Shown(passages=(passage_of(article, "narcotics/not-typically-linked"),))
    message = "what exactly will the two do together"

    assert not leans(Utterance(message))
    outcome = trade.reply(message, shown).outcome
    assert isinstance(outcome, Answer)
    assert outcome.best.section.id == "narcotics"


@pytest.mark.parametrize("message", table("since when | since when? | and since when then"))
def test_when_something_began_is_asked_of_what_was_shown(trade: Dialogue, article: Article, message: str) -> None:
    decades = passage_of(article, "security/two-decades")

    assert quote_of(trade.reply(message, Shown(passages=(decades,))).outcome) == decades.quote


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("policy-continuity/core-concern", "has spanned several presidential administrations"),
        ("barriers/what-barriers", "in recent years"),
        ("market-access/firm-stance", "spanned"),
        ("india-position/self-reliant-india", ""),
    ],
)
@pytest.mark.parametrize("message", ["since when", "how long has it been like that"])
def test_since_when_something_is_so_is_told_by_what_is_said_of_it_near_by(
    trade: Dialogue, article: Article, key: str, told: str, message: str
) -> None:
    quote = quote_of(trade.reply(message, Shown(passages=(passage_of(article, key),))).outcome)

    assert quote is None if not told else told in (quote or "")


@pytest.mark.parametrize("message", table("until when | and till when? | before when was that"))
def test_until_when_something_is_so_is_answered_by_the_quote_that_tells_one(article: Article, message: str) -> None:
    talk, first = saying(article, "Room parties are over after 23:30, since Friday 3 March 2023 at least.")
    other, timeless = saying(article, "Room parties are loud.")

    assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == first.quote
    assert quote_of(other.reply(message, Shown(passages=(timeless,))).outcome) != timeless.quote


@pytest.mark.parametrize(
    "message", table("how often | how much? | and how many | what does that cost | and the price?")
)
def test_a_bare_question_for_a_measure_is_answered_by_the_quote_that_holds_it(cats: Article, message: str) -> None:
    talk, first = saying(cats, "Each of the six cats pays 3 pounds every week.")

    assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == first.quote


def test_a_bare_question_for_a_measure_is_answered_by_the_quote_of_the_paragraph_that_holds_it(cats: Article) -> None:
    said = article_saying(cats, "Cats live there because they like it.", "Many cats sleep.")
    (section, *others) = said.sections
    shown = replace(section.passages[1], quote="Many cats sleep.", paragraph=1)
    passages = (section.passages[0], shown, *section.passages[2:])
    talk = Dialogue(matcher_of(replace(said, sections=(replace(section, passages=passages), *others))))

    assert quote_of(talk.reply("why", Shown(passages=(shown,))).outcome) == section.passages[0].quote


@pytest.mark.parametrize("message", table("how much | how much? | and how much for that"))
def test_how_much_is_not_told_by_a_quote_that_only_has_times(cats: Article, message: str) -> None:
    talk, first = saying(cats, "Cats live there for three years and sleep 90 minutes.")

    assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) != first.quote


@pytest.mark.parametrize("message", table("how fast | how quickly then? | how quick do they tell you"))
def test_a_question_how_fast_is_answered_by_a_quote_with_a_duration(cats: Article, message: str) -> None:
    talk, first = saying(cats, "Whoever lives there answers within 28 days.")
    other, timeless = saying(cats, "Whoever lives there answers.")

    assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == first.quote
    assert quote_of(other.reply(message, Shown(passages=(timeless,))).outcome) != timeless.quote


@pytest.mark.parametrize(
    "message", table("and then? | what happens after that | and afterwards | then what | so what then")
)
def test_what_comes_next_is_answered_by_the_quote_that_continues(cats: Article, message: str) -> None:
    talk, first = saying(cats, "Cats live there for a week and then move out.")

    assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == first.quote


@pytest.mark.parametrize(
    "quote", ["Until then, cats live there.", "Since then cats live there.", "Cats, then called mousers, live there."]
)
def test_a_quote_that_only_gives_a_time_does_not_tell_what_comes_next(cats: Article, quote: str) -> None:
    article = article_saying(cats, quote)

    assert what_follows(article.passages[0], article) != article.passages[0]


@pytest.mark.parametrize(
    ("quote", "message", "is_told"),
    [
        ("Cats must not live there.", "what happens to him then", True),
        ("Cats must not live there.", "what happens if i do it anyway", True),
        ("Cats live there.", "what happens to him then", False),
    ],
)
def test_the_consequence_of_a_forbidden_act_is_that_of_breaking_a_rule(
    cats: Article, quote: str, message: str, is_told: bool
) -> None:
    (section, other, *others) = cats.sections
    first = replace(section.passages[0], quote=quote)
    penalty = replace(
        other.passages[-1], quote="A first breach brings a warning.", asks=("what happens if i break a rule",)
    )
    sections = (
        replace(section, passages=(first, *section.passages[1:])),
        replace(other, passages=(*other.passages[:-1], penalty)),
        *others,
    )
    paragraphs = [*cats.paragraphs]
    for each in (first, penalty):
        paragraphs[each.paragraph - 1] = f"{each.quote} {paragraphs[each.paragraph - 1]}"
    talk = Dialogue(matcher_of(replace(cats, sections=sections, paragraphs=tuple(paragraphs))))

    quoted = quote_of(talk.reply(message, Shown(passages=(first,))).outcome)
    assert (quoted == penalty.quote) is is_told


@pytest.mark.parametrize(
    "message", table("says who? | who says so | according to whom | and who said that? | lol says who tho")
)
@pytest.mark.parametrize(
    "quote", ["Cats live there, the mayor announced.", "Old papers revealed that cats live there."]
)
def test_a_quote_that_names_the_speaker_tells_who_says_it(cats: Article, quote: str, message: str) -> None:
    talk, first = saying(cats, quote)

    assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == first.quote


@pytest.mark.parametrize(
    "message", table("says who? | who says so | according to whom | and who said that? | lol says who tho")
)
def test_a_quote_that_names_nobody_does_not_tell_who_says_it(cats: Article, message: str) -> None:
    talk, first = saying(cats, "Cats live there and sleep.")

    assert not isinstance(talk.reply(message, Shown(passages=(first,))).outcome, Answer)


@pytest.mark.parametrize("message", table("whats in it | what does it say in there"))
def test_a_question_what_is_in_something_is_no_request_for_a_summary_if_the_article_continues_about_it(
    trade: Dialogue, article: Article, message: str
) -> None:
    reply = trade.reply(message, Shown(passages=article.passages[:1]))

    assert reply.said in (Said.NOTHING, Said.SUMMARY)
    assert reply.said is Said.SUMMARY or quote_of(reply.outcome) != article.passages[0].quote


@pytest.mark.parametrize("message", table("where did she say it | and where did she say that?"))
def test_a_quote_that_only_has_the_name_for_the_pronoun_tells_nothing_else(
    trade: Dialogue, article: Article, message: str
) -> None:
    shown = Shown(passages=(passage_of(article, "goyal-visit/whom-goyal-met"),), people=("Tammy Bruce",))

    assert not isinstance(trade.reply(message, shown).outcome, Answer)


@pytest.mark.parametrize(("before", "is_told"), [("Adam Bell moved in.", True), ("Eve Dale moved in.", False)])
def test_a_pronoun_in_a_quote_refers_to_somebody_earlier_in_its_paragraph(
    cats: Article, before: str, is_told: bool
) -> None:
    owner = Name("Adam Bell", "person", "", (), "")
    talk, first = saying(cats, "His cats live there.", before, [owner], "do the cats of adam bell live there")
    reply = talk.reply("and do the cats of adam bell live there", Shown(passages=(first,)))

    assert isinstance(reply.outcome, Answer) is is_told


def test_a_question_of_a_word_and_a_pronoun_is_searched_near_what_was_shown_before_it_counts_as_missing(
    trade: Dialogue, article: Article
) -> None:
    shown = passage_of(article, "india-position/liberalization")

    assert isinstance(trade.reply("does it mean no imports").outcome, NoMatch)
    outcome = trade.reply("does it mean no imports", Shown(passages=(shown,))).outcome
    assert isinstance(outcome, Answer)
    assert outcome.best.section.id == "india-position"


def with_ages(cats: Article) -> tuple[Dialogue, tuple[Passage, ...]]:
    """A talk about cats of which the first passages speak of ages, and those passages."""
    quotes = ("Cats from 8 to 12 eat.", "Kittens under 4 sleep.")
    (section, *others) = cats.sections
    passages = tuple(
        replace(each, quote=quote, paragraph=1) for each, quote in zip(section.passages, quotes, strict=False)
    )
    paragraphs = (" ".join((*quotes, cats.paragraphs[0])), *cats.paragraphs[1:])
    article = replace(cats, sections=(replace(section, passages=passages), *others), paragraphs=paragraphs)
    return Dialogue(matcher_of(article)), passages


@pytest.mark.parametrize(
    ("message", "ages"),
    [("what about my cat, hes 9", "Cats from 8 to 12 eat."), ("and my 3 year old?", "Kittens under 4 sleep.")],
)
def test_a_message_with_an_age_gets_the_rule_for_that_age(cats: Article, message: str, ages: str) -> None:
    talk, passages = with_ages(cats)

    for passage in passages:
        assert quote_of(talk.reply(message, Shown(passages=(passage,))).outcome) == ages


@pytest.mark.parametrize("message", table("im 9, do you sell coffee? | my cat is 9, what is the phone number"))
def test_a_message_with_an_age_that_asks_something_else_is_not_answered_by_the_age(cats: Article, message: str) -> None:
    talk, passages = with_ages(cats)

    for passage in passages:
        assert isinstance(talk.reply(message, Shown(passages=(passage,))).outcome, NoMatch)


def test_they_refers_to_the_people_in_the_shown_quote(cats: Article) -> None:
    said = ("You may bring two guests.", "Guests may not use the lathe.", "Anyone else may use the lathe.")
    asks = ("how many guests may i bring", "may guests use machines or the lathe", "can you use the lathe")
    (section, *others) = cats.sections
    passages = tuple(
        replace(section.passages[0], id=f"said-{at}", quote=quote, asks=(ask,), paragraph=1)
        for at, (quote, ask) in enumerate(zip(said, asks, strict=True))
    )
    paragraphs = (" ".join((*said, cats.paragraphs[0])), *cats.paragraphs[1:])
    article = replace(cats, sections=(replace(section, passages=passages), *others), paragraphs=paragraphs)
    shown = Shown(passages=passages[:1])

    assert quote_of(Dialogue(matcher_of(article)).reply("can they use the lathe", shown).outcome) == said[1]


def test_which_one_is_not_told_by_a_quote_that_only_has_the_noun(cats: Article) -> None:
    talk, first = saying(cats, "Cats that nobody wants are given to charity.")

    assert isinstance(talk.reply("which charity", Shown(passages=(first,))).outcome, NoMatch)


@pytest.mark.parametrize("message", ["which border", "and which border?"])
def test_a_which_question_is_answered_by_a_quote_that_names_the_thing(
    trade: Dialogue, article: Article, message: str
) -> None:
    assert isinstance(trade.reply(message).outcome, NoMatch)
    for key in ("migration/southern-border", "migration/unlawful-entry", "migration/military-planes"):
        shown = Shown(passages=(passage_of(article, key),))
        assert "southern U.S. border" in (quote_of(trade.reply(message, shown).outcome) or ""), key


@pytest.mark.parametrize(
    ("key", "message", "name"),
    [
        ("india-position/india-interest", "and the us?", "Washington"),
        ("relationship/china-concern", "EU?", "European Union"),
    ],
)
def test_a_name_alone_is_answered_by_the_likeliest_quote_that_has_it(
    trade: Dialogue, article: Article, key: str, message: str, name: str
) -> None:
    told = quote_of(trade.reply(message, Shown(passages=(passage_of(article, key),))).outcome)

    assert name in (told or "")


@pytest.mark.parametrize("message", table("did they come out happy | were they happy with it | how'd it go"))
def test_a_passage_that_only_its_asks_match_answers_near_what_was_shown(
    trade: Dialogue, article: Article, message: str
) -> None:
    met, mood = passage_of(article, "goyal-visit/whom-goyal-met"), "goyal-visit/constructive-meetings"

    assert quote_of(trade.reply(message, Shown(passages=(met,))).outcome) == passage_of(article, mood).quote


@pytest.mark.parametrize(
    "message", table("has that ever happened | did cats live there? | and have cats lived there before")
)
@pytest.mark.parametrize(
    ("quote", "is_told"),
    [
        ("Cats may live there.", False),
        ("Cats are not allowed to live there.", False),
        ("Cats moved in last year.", True),
    ],
)
def test_whether_something_happened_is_not_told_by_a_quote_that_only_tells_what_holds(
    cats: Article, message: str, quote: str, is_told: bool
) -> None:
    talk, first = saying(cats, quote, ask=message)

    assert (quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == quote) == is_told


@pytest.mark.parametrize(
    "message", table("was he nice about it lol | so was he nasty about it? | was he polite with them")
)
def test_how_somebody_was_about_it_is_asked_by_any_word_for_a_manner(
    trade: Dialogue, article: Article, message: str
) -> None:
    tactics = passage_of(article, "trump/confrontational-tactics")
    trump = Shown(passages=(passage_of(article, "trump/allies-too"),), people=("Donald Trump",))
    misri = Shown(passages=(passage_of(article, "meeting/who-met"),), people=("Vikram Misri",))

    assert quote_of(trade.reply(message, trump).outcome) == tactics.quote
    assert quote_of(trade.reply(message, misri).outcome) is None


@pytest.mark.parametrize(
    "message", table("and after him? | did the ones after him drop it | so did that change after him")
)
def test_a_question_about_successors_is_answered_by_a_near_quote_about_them(
    trade: Dialogue, article: Article, message: str
) -> None:
    for passage in article.section_of(passage_of(article, "trump/allies-too")).passages[:3]:
        shown = Shown(passages=(passage,), people=("Donald Trump",))

        assert "subsequent administrations" in (quote_of(trade.reply(message, shown).outcome) or ""), passage.key


def test_examples_are_told_by_the_quote_that_has_some(trade: Dialogue, article: Article) -> None:
    benefits = passage_of(article, "benefits/long-term-benefits")

    assert quote_of(trade.reply("like what?", Shown(passages=(benefits,))).outcome) == benefits.quote
    assert isinstance(trade.reply("like what?").outcome, NoMatch)


def test_a_pronoun_stands_for_the_person_introduced_in_the_last_reply(trade: Dialogue, article: Article) -> None:
    shown = Shown(passages=(passage_of(article, "goyal-visit/whom-goyal-met"),))
    corrected = "no, i meant the treasury one"
    shown = trade.shown_after(corrected, trade.reply(corrected, shown), shown)

    assert shown is not None
    assert shown.people == ("Scott Bessent",)


def test_the_subject_of_what_was_shown_tells_which_of_two_is_likelier(trade: Dialogue, article: Article) -> None:
    shown = Shown(passages=(passage_of(article, "goyal-visit/whom-goyal-met"),), people=("Piyush Goyal",))

    assert (
        quote_of(trade.reply("how did it go", shown).outcome)
        == passage_of(article, "goyal-visit/constructive-meetings").quote
    )


@pytest.mark.parametrize(
    "message",
    [
        "I was at the border last year. They sent my cousin home on a plane. Was it a military one?",
        "My uncle exports tea. He says that the tariffs kill him. Does it say what they ask of India there?",
    ],
)
def test_a_message_that_brings_its_context_is_answered_whatever_was_shown(
    trade: Dialogue, article: Article, message: str
) -> None:
    assert isinstance(trade.reply(message).outcome, Answer)
    for passage in article.passages[::9]:
        assert isinstance(trade.reply(message, Shown(passages=(passage,))).outcome, Answer), passage.key


def test_a_very_unlikely_passage_does_not_replace_the_context_and_may_be_picked(
    trade: Dialogue, article: Article
) -> None:
    first, *others = article.passages[:3]
    answer = trade.reply(first.asks[0]).outcome
    assert isinstance(answer, Answer)
    before = Shown(passages=(passage_of(article, "goyal-visit/whom-goyal-met"),))
    for score, basis in ((0.9, first), (0.12, before.passages[0])):
        found = tuple(replace(answer.best, passage=each, score=score) for each in (first, *others))
        reply = Reply(Said.NOTHING, parts=(Part("", Choices(found)),))
        shown = trade.shown_after("hm", reply, before)

        assert shown is not None
        assert shown.passages == (basis,)
        assert quote_of(trade.reply("the second one", shown).outcome) == others[0].quote


@pytest.mark.parametrize(
    ("message", "key"),
    [
        ("what did misri say about that", "rights-enforcement/no-comments"),
        ("and misri, what did he say", "rights-enforcement/no-comments"),
        ("and misri's view", "rights-enforcement/no-comments"),
        ("what did beijing say to that", None),
        ("what does china think of it", None),
    ],
)
def test_a_question_for_a_statement_is_only_answered_by_a_quote_of_that_person(
    trade: Dialogue, article: Article, message: str, key: str | None
) -> None:
    border = next(passage for passage in article.passages if passage.paragraph == 9)
    quote = passage_of(article, key).quote if key else None

    assert quote_of(trade.reply(message, Shown(passages=(border,))).outcome) == quote


@pytest.mark.parametrize(("message", "repeats"), [("what did bruce say", True), ("what else did bruce say?", False)])
def test_a_question_what_else_somebody_said_excludes_the_shown_quote(
    trade: Dialogue, article: Article, message: str, *, repeats: bool
) -> None:
    shown = next(passage for passage in article.passages if "Tammy Bruce" in passage.quote)

    assert (quote_of(trade.reply(message, Shown(passages=(shown,))).outcome) == shown.quote) is repeats


@pytest.mark.parametrize("message", table("and where they sleep | couldn't they sleep there"))
def test_a_continuation_that_the_article_answers_is_no_small_talk(cats: Article, message: str) -> None:
    talk, first = saying(cats, "Cats sleep on the stairs there.", ask="where do cats sleep")

    assert not talk.reply(message, Shown(passages=(first,))).said


@pytest.mark.parametrize("message", table("seriously? | oh really? | srsly?"))
def test_a_reaction_to_an_answer_does_not_repeat_it(cats: Article, message: str) -> None:
    talk, first = saying(cats, "Cats sleep on the stairs there.", ask="where do cats sleep")

    assert talk.reply(message, Shown(passages=(first,))).said is Said.REACTION


@pytest.mark.parametrize("message", table("how sweet | how interesting! | how very good"))
def test_a_reaction_to_an_answer_does_not_get_another_answer(trade: Dialogue, article: Article, message: str) -> None:
    for section in article.sections:
        assert trade.reply(message, Shown(passages=section.passages[:1])).said is Said.REACTION, section.id


def test_after_an_answer_a_bare_word_that_only_an_ask_has_is_asked_about(cats: Article) -> None:
    talk, first = saying(cats, "Cats sleep on the stairs there.", ask="do cats sleep there forever")

    assert quote_of(talk.reply("forever?").outcome) is None
    assert quote_of(talk.reply("forever?", Shown(passages=(first,))).outcome) == first.quote


def test_after_an_answer_which_of_a_kind_is_asked_of_that_and_of_no_list(trade: Dialogue, article: Article) -> None:
    shown = passage_of(article, "trump/allies-too")

    assert trade.reply("which countries").said
    assert quote_of(trade.reply("which countries", Shown(passages=(shown,))).outcome) is not None


@pytest.mark.parametrize(
    "message",
    table("when was that | and when was this? | when did that happen | when was he there | when were they there"),
)
def test_when_that_was_is_told_by_what_the_shown_paragraph_says_of_it(
    trade: Dialogue, article: Article, message: str
) -> None:
    for passage in article.section_of(passage_of(article, "goyal-visit/goyal-traveled")).passages[:3]:
        told = quote_of(trade.reply(message, Shown(passages=(passage,), people=("Jamieson Greer",))).outcome)

        assert "Earlier this month" in (told or ""), passage.key


@pytest.mark.parametrize(
    "message",
    table(
        "to whom? | and what for | by who exactly? | for what | with whose help | whose bed | and whose? | who did"
        " | what should i bring | so it ends badly? | so does that mean trouble"
    ),
)
def test_what_asks_for_one_more_thing_or_concludes_is_asked_of_what_was_shown(cats: Article, message: str) -> None:
    talk, first = saying(cats, "Cats live there and sleep.")

    assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == first.quote


@pytest.mark.parametrize(
    "message", table("any results? | did anything come out of it | so what came of that | and then?")
)
def test_what_came_of_it_is_told_where_the_next_paragraph_takes_that_up(cats: Article, message: str) -> None:
    said = article_saying(cats, "Three cats met a mouse.")
    (first, second, *rest) = said.paragraphs
    (section, *others) = said.sections
    for opening, is_told in (("These talks were short.", True), ("Dogs bark all night long.", False)):
        told = replace(section.passages[1], quote=opening, paragraph=2)
        passages = (section.passages[0], told, *section.passages[2:])
        paragraphs = (first, f"{opening} {second}", *rest)
        article = replace(said, sections=(replace(section, passages=passages), *others), paragraphs=paragraphs)
        talk = Dialogue(matcher_of(article))

        assert (quote_of(talk.reply(message, Shown(passages=(section.passages[0],))).outcome) == opening) is is_told


@pytest.mark.parametrize("message", table("what did the american say | and the american, what did he say"))
def test_somebody_is_called_by_the_country_alone(trade: Dialogue, article: Article, message: str) -> None:
    shown = Shown(passages=(passage_of(article, "rights-enforcement/no-comments"),))

    assert "Landau" in (quote_of(trade.reply(message, shown).outcome) or "")


@pytest.mark.parametrize("message", table("and misri? | what about landau | and the indian?"))
def test_who_only_turns_to_somebody_is_shown_again_what_holds_for_both(
    trade: Dialogue, article: Article, message: str
) -> None:
    passage = passage_of(article, "rights-enforcement/no-comments")

    assert quote_of(trade.reply(message, Shown(passages=(passage,))).outcome) == passage.quote


@pytest.mark.parametrize(
    "message", table("what was it before? | and how was that in the past | what was it like earlier")
)
def test_how_it_was_before_is_told_by_the_quote_that_tells_it(cats: Article, message: str) -> None:
    for quote in ("Cats live in the old depot.", "Their homes gradually changed from barns to flats."):
        talk, first = saying(cats, quote)

        assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == quote


def test_somebody_of_a_draft_is_not_who_was_shown_before(tmp_path: Path) -> None:
    text = """\
The coxswain, Maria Lund, decides when to stop a search. Her decision is final.

More crew are needed. Write to Tom Ashby, who also keeps the list of who may drive the boat.
"""
    club = Dialogue(Matcher.of(draft_folder(tmp_path / "club", text)))
    shown = club.shown_after("who is Maria", club.reply("who is Maria"))

    assert "Tom Ashby" in (quote_of(club.reply("who is Tom", shown).outcome) or "")
