"""Questions that name nothing are answered by what the shown quote, or its paragraph, contains."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.article.model import Article, Name, Passage
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.followups.asked_of_shown import HOW
from bot.conversation.reply import Shown, quote_of
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer
from bot.matching.utterance import Utterance
from tests.compiled import matcher_of
from tests.conversation.test_resolving import article_saying, saying
from tests.conversation.test_small_talk import table

MAYOR = Name("Adam Bell", "person", "the mayor", (), "")


def of_paragraph(cats: Article, *quotes: str) -> tuple[Dialogue, tuple[Passage, ...]]:
    """A talk about an article whose first paragraph has these quotes, and their passages."""
    said = article_saying(cats, quotes[0], names=[MAYOR])
    (section, *others) = said.sections
    passages = tuple(
        replace(section.passages[0], id=f"said-{at}", quote=quote, asks=(f"cats {at}",), paragraph=1)
        for at, quote in enumerate(quotes)
    )
    paragraphs = (" ".join(quotes), *said.paragraphs[1:])
    article = replace(said, sections=(replace(section, passages=passages), *others), paragraphs=paragraphs)
    return Dialogue(matcher_of(article)), passages


@pytest.mark.parametrize(
    ("messages", "quote", "other"),
    [
        (
            "any exceptions | every time? | are there any exceptions",
            "Cats pay unless they are poor.",
            "Cats pay.",
        ),
        ("where | and where exactly?", "Cats sleep beside the sink.", "Cats sleep."),
        ("for how long | how long for? | after how long", "Cats are away for two weeks.", "Cats are away."),
        ("when | by when? | and when exactly", "Cats tell it on the same day.", "Cats tell it."),
        ("what times | which hours", "Cats come from 10:00 to 12:30.", "Cats come."),
        ("how many holes | and how many holes lol", "Cats dug 140 trial holes.", "Cats dug."),
        ("in what way | in which areas", "Cats share mice, fish and birds.", "Cats share."),
    ],
)
def test_a_question_that_names_nothing_is_answered_by_the_quote_that_has_what_it_asks_for(
    cats: Article, messages: str, quote: str, other: str
) -> None:
    talk, first = saying(cats, quote)
    silent, lacking = saying(cats, other)

    for message in table(messages):
        assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == first.quote, message
        assert quote_of(silent.reply(message, Shown(passages=(lacking,))).outcome) != lacking.quote, message


@pytest.mark.parametrize("message", table("how | how exactly? | and how do i do that"))
def test_how_is_answered_by_the_quote_that_tells_a_way(cats: Article, message: str) -> None:
    talk, first = saying(cats, "Anybody may complain until May, by letter to the mayor.")

    assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == first.quote


def test_when_that_was_is_told_by_the_shown_quote_rather_than_by_the_next_one(cats: Article) -> None:
    talk, (shown, _) = of_paragraph(cats, "Cats dug trenches in 1943.", "The work was put off until 1958.")

    assert quote_of(talk.reply("when was that", Shown(passages=(shown,))).outcome) == shown.quote


@pytest.mark.parametrize("message", table("says who | according to whom?"))
def test_who_says_it_is_told_by_the_quote_that_names_the_person_and_not_by_she(cats: Article, message: str) -> None:
    talk, (named, shown) = of_paragraph(cats, '"Cats eat," said Adam Bell.', "He said that cats sleep.")

    assert quote_of(talk.reply(message, Shown(passages=(shown,))).outcome) == named.quote


@pytest.mark.parametrize("message", table("thanks to whom | by whom? | who did"))
def test_by_whom_is_told_by_the_quote_of_the_paragraph_that_names_somebody(cats: Article, message: str) -> None:
    talk, (shown, named) = of_paragraph(cats, "Cats were saved.", "Adam Bell took them to the mill.")

    assert quote_of(talk.reply(message, Shown(passages=(shown,))).outcome) == named.quote


def test_what_came_of_it_is_told_by_the_next_sentence_if_that_takes_it_up(cats: Article) -> None:
    talk, (shown, result) = of_paragraph(cats, "Cats agreed on a plan.", "This plan has led to fewer mice.")

    assert quote_of(talk.reply("has it changed anything", Shown(passages=(shown,))).outcome) == result.quote


@pytest.mark.parametrize("message", table("and today? | what about today | tell me about the second one"))
def test_nobody_is_told_that_the_article_does_not_mention_today(cats: Article, message: str) -> None:
    talk, first = saying(cats, "Cats lived there in 1943.")

    assert not talk.reply(message, Shown(passages=(first,))).main.lead


@pytest.mark.parametrize("quote", ["Cats eat much, such as mice.", "Cats eat mice, fish and birds."])
def test_like_what_is_a_question_if_the_quote_gives_examples(cats: Article, quote: str) -> None:
    talk, first = saying(cats, quote)

    assert quote_of(talk.reply("like what", Shown(passages=(first,))).outcome) == first.quote


@pytest.mark.parametrize("message", table("like what | in every case | eg"))
def test_a_question_about_the_quote_that_nothing_answers_is_still_a_question(cats: Article, message: str) -> None:
    talk, first = saying(cats, "Cats eat much.")

    assert talk.reply(message, Shown(passages=(first,))).said is Said.NOTHING


@pytest.mark.parametrize("message", table("what does it cover | so what is covered"))
def test_what_something_covers_is_no_request_for_the_whole_if_a_quote_says_it(cats: Article, message: str) -> None:
    talk, first = saying(cats, "The insurance of the cats covers injury.", ask="does the insurance cover my laptop")

    assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == first.quote


def test_another_one_that_the_article_is_known_not_to_tell_of_is_not_the_shown_one(
    matcher: Matcher, article: Article
) -> None:
    shown = article.passage("migration/southern-border")
    assert shown is not None

    assert not isinstance(Dialogue(matcher).reply("and the canadian one?", Shown(passages=(shown,))).outcome, Answer)


def test_the_others_are_not_told_of_by_the_shown_quote(cats: Article) -> None:
    talk, first = saying(cats, "Eighteen cats died when the wing fell.")

    assert quote_of(talk.reply("and the others?", Shown(passages=(first,))).outcome) != first.quote


@pytest.mark.parametrize("message", table("quote him | quote him please"))
def test_whoever_is_to_be_quoted_is_quoted_with_what_they_say(cats: Article, message: str) -> None:
    talk, (shown, stated) = of_paragraph(cats, "Adam Bell is tall.", "Adam Bell said that cats sleep.")

    assert quote_of(talk.reply(message, Shown(passages=(shown,), people=(MAYOR.name,))).outcome) == stated.quote


@pytest.mark.parametrize("text", ["how?", "how exactly", "how do i", "how exactly do i do that?", "and how would one"])
def test_a_bare_how_names_nothing(text: str) -> None:
    assert Utterance(text).is_all(HOW)


@pytest.mark.parametrize("text", ["how exactlyyou", "how do i pay", "how long", "how are you"])
def test_a_how_with_a_subject_is_not_bare(text: str) -> None:
    assert not Utterance(text).is_all(HOW)


def test_of_passages_with_one_quote_the_summary_that_tells_it_is_shown(matcher: Matcher) -> None:
    trade = Dialogue(matcher)
    met = trade.reply("who met misri?").outcome
    assert isinstance(met, Answer)

    then = trade.reply("when", Shown(passages=(met.best.passage,))).outcome
    assert isinstance(then, Answer)
    assert "Wednesday" in then.best.passage.summary
