"""Replies to single messages and to follow-ups."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.loader import load_article
from bot.article.model import Article, Name
from bot.conversation import wording
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import MOST_QUESTIONS, Dialogue
from bot.conversation.followups.leaning import named_in, states
from bot.conversation.reply import Part, Reply, Shown, quote_of
from bot.conversation.wordings import language_wording
from bot.matching.gate import CAREFUL
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Choices, NoMatch, candidates_of, picked
from bot.matching.text import clean
from bot.matching.utterance import Utterance
from tests.compiled import matcher_of
from tests.conversation.test_small_talk import table
from tests.matching.outcome_rules import answered, check_outcome
from tests.matching.tiny_article import tiny_article

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=200)
WORDS = (
    "do cats hunt sleep mice library whiskers who when why how is the she it her lol thanks hi tldr more no i meant "
    "one and ? ? . ! what else list people about 3 points wo ist die katze"
).split()
LIKELY_TEXT = st.lists(st.sampled_from(WORDS), max_size=10).map(" ".join)


@pytest.fixture(scope="module")
def talk(cats_matcher: Matcher) -> Dialogue:
    return Dialogue(cats_matcher)


@pytest.fixture(scope="module")
def trade(matcher: Matcher) -> Dialogue:
    return Dialogue(matcher)


def said_in_turn(talk: Dialogue, *messages: str) -> Reply:
    """The reply to the last message, each one being a reply to the answer before it."""
    shown: Shown | None = None
    reply = Reply(Said.NOTHING)
    for message in messages:
        reply = talk.reply(message, shown)
        shown = talk.shown_after(message, reply, shown)
    return reply


def key_of(reply: Reply) -> str | None:
    passage = answered(reply.outcome)
    return passage.key if passage else None


@pytest.mark.parametrize("order", ["search {}", "search for {}", "can you look up {} please", "ctrl-f {}"])
def test_a_search_is_for_what_it_names(trade: Dialogue, order: str) -> None:
    for subject in ("tariffs", "military planes"):
        asked, sought = trade.reply(subject, is_asked=True), trade.reply(order.format(subject))
        assert quote_of(asked.outcome)
        assert quote_of(sought.outcome) == quote_of(asked.outcome)


@pytest.mark.usefixtures("short_background")
def test_a_search_is_a_subject_where_the_article_speaks_of_one() -> None:
    police = Dialogue(
        Matcher.of(tiny_article({"warrant": ["do they need a search warrant", "who signs a search warrant"]}))
    )
    assert police.reply("search warrant").outcome == police.reply("search warrant", is_asked=True).outcome


@pytest.mark.usefixtures("short_background")
@pytest.mark.parametrize("message", ["gdp", "gdp?", "GDP", "ecb"])
def test_a_word_that_the_article_writes_in_capitals_is_a_subject_in_any_case(message: str) -> None:
    bank = replace(tiny_article({"rate": ["what is the interest rate"]}), paragraphs=("… The ECB looks at GDP.",))
    talk = Dialogue(Matcher.of(bank))
    assert talk.reply(message).said is Said.NOTHING
    assert talk.reply("fml").said is Said.REACTION


@pytest.mark.usefixtures("short_background")
@pytest.mark.parametrize("message", ["savage", "awful"])
def test_a_word_that_the_article_shouts_or_writes_in_lower_case_too_is_no_abbreviation(message: str) -> None:
    paragraphs = ("… WHAT A SAVAGE STORM. It was awful: AWFUL.",)
    talk = Dialogue(Matcher.of(replace(tiny_article({"rate": ["what is the interest rate"]}), paragraphs=paragraphs)))
    assert talk.reply(message).said is Said.REACTION


@pytest.mark.parametrize("message", ["what is article 370", "article 5", "section 4 please", "tldr of chapter 12"])
def test_a_numbered_part_that_the_article_lacks_is_no_request_or_comment(talk: Dialogue, message: str) -> None:
    reply = talk.reply(message)

    assert reply.said is Said.NOTHING
    assert isinstance(reply.outcome, NoMatch)


def test_no_empty_list_is_given_to_who_asks_for_none(talk: Dialogue) -> None:
    for message in ("wheres this thing at", "where is it"):
        reply = talk.reply(message)

        assert reply.said == ""
        assert reply.lines == ()


@pytest.mark.usefixtures("short_background")
def test_a_passage_that_tells_outweighs_a_list_that_would_be_empty_unless_it_is_asked_for() -> None:
    story = Dialogue(Matcher.of(tiny_article({"setting": ["where does this take place", "which town is it"]})))

    assert key_of(story.reply("where does this take place")) == "section/setting"
    assert story.reply("what places are mentioned").said == "places"


def test_a_question_gets_its_passage_and_nothing_beside_it(talk: Dialogue) -> None:
    reply = talk.reply("who feeds Whiskers")

    assert key_of(reply) == "library/feeding"
    assert (reply.said, reply.lines, reply.also, reply.unanswered) == ("", (), (), ())


@pytest.mark.parametrize(
    ("message", "lines"),
    [
        ("tldr", ["Cats sleep a lot, and one of them lives in a library."]),
        ("1 key point", ["A day of a cat: Cats sleep by day and hunt at dawn. (¶ 1)"]),
        ("who is mentioned in it", ["Whiskers: The cat of the library"]),
        ("which organisations are mentioned", ["The index of the article lists no organisations."]),
        ("which countries come up", ["The index of the article lists no countries."]),
        ("what can you do", [wording.HOW_TO_ASK]),
        ("hi", [wording.HOW_TO_ASK]),
        ("thanks", []),
        ("good bot", []),
        ("gg wp ez", []),
        ("wer füttert die Katze in der Bücherei jeden Morgen", [language_wording.ONLY_ENGLISH["de"]]),
    ],
)
def test_requests_without_a_quote_are_answered_from_the_index_alone(
    talk: Dialogue, message: str, lines: Sequence[str]
) -> None:
    reply = talk.reply(message)

    assert list(reply.lines) == lines
    assert reply.said
    assert reply.parts == ()


@pytest.mark.usefixtures("short_background")
def test_countries_are_places_and_other_places_are_no_countries(cats: Article) -> None:
    names = (Name("Catland", "country", "", (), ""), Name("Gull Bank", "place", "a sandbank", (), ""))
    talk = Dialogue(matcher_of(replace(cats, names=names)))

    assert talk.reply("which countries come up").lines == ("Catland",)
    assert talk.reply("what places are mentioned").lines == ("Catland", "Gull Bank: a sandbank")


def test_about_names_title_source_length_and_what_the_bot_is(talk: Dialogue) -> None:
    title, source, length, bot = talk.reply("who wrote this article").lines

    assert (title, source) == ("Cats of the town library", "Written for the tests")
    assert length == "It has 2 paragraphs and about 32 words."
    assert "a bot" in bot


def test_key_points_are_a_line_each_in_the_order_of_the_article_and_no_more_than_there_are(trade: Dialogue) -> None:
    few, many = trade.reply("3 key takeaways").lines, trade.reply("give me 99 key points").lines

    assert len(few) == 3
    assert [line for line in many if line in few] == list(few)
    assert all("(¶ " in line for line in many)


@pytest.mark.parametrize(
    ("turns", "key"),
    [
        (("where does Whiskers live", "who feeds her?"), "library/feeding"),
        (("tell me about the library", "go on"), "library/feeding"),
        (("when do cats hunt", "lol", "what is the capital of Mongolia", "what do they catch"), "days/hunt"),
        (("when do cats hunt", "no, I meant the sleep one"), "days/sleep"),
        (("how long do cats sleep", "more"), "days/hunt"),
        (("do felines snooze a lot", "no, I meant how long do cats sleep"), "days/sleep"),
        (("who feeds Whiskers", "how long do cats sleep?"), "days/sleep"),
    ],
)
def test_a_message_is_read_with_what_was_shown_and_a_new_subject_without(
    talk: Dialogue, turns: Sequence[str], key: str
) -> None:
    assert key_of(said_in_turn(talk, *turns)) == key


@pytest.mark.parametrize(
    ("turns", "person"),
    [
        (("who is Tammy Bruce", "how old is she?"), "Tammy Bruce"),
        (("Who did Piyush Goyal meet in Washington?", "how old is he"), "Piyush Goyal"),
        (("who is Vikram Misri", "nice", "how old is this guy?"), "Vikram Misri"),
    ],
)
def test_a_pronoun_stands_for_the_person_named_in_the_last_exchange(
    trade: Dialogue, turns: Sequence[str], person: str
) -> None:
    outcome = said_in_turn(trade, *turns).outcome

    assert isinstance(outcome, NoMatch)
    assert outcome.gap is not None
    assert person in outcome.gap.note


@pytest.mark.parametrize("more", ["more", "go on", "what else", "tell me more"])
def test_more_goes_through_the_topic_without_saying_anything_twice(
    trade: Dialogue, article: Article, more: str
) -> None:
    section = max(article.sections, key=lambda section: len(section.passages))
    shown: Shown | None = Shown(passages=section.passages[:1])
    quotes = [section.passages[0].quote]
    for _ in range(len({passage.quote for passage in section.passages}) - 1):
        reply = trade.reply(more, shown)
        passage = answered(reply.outcome)
        assert passage is not None
        quotes.append(passage.quote)
        shown = trade.shown_after(more, reply, shown)

    assert quotes == list(dict.fromkeys(passage.quote for passage in section.passages))


@pytest.mark.parametrize("again", ["repeat that", "which paragraph?", "where does it say that", "the whole paragraph"])
def test_what_was_shown_is_shown_again(trade: Dialogue, again: str) -> None:
    for asked in ("who is Tammy Bruce", "which officials did Goyal meet"):
        assert key_of(said_in_turn(trade, asked, again)) == key_of(said_in_turn(trade, asked))


@pytest.mark.parametrize("asked", ["how old is Tammy Bruce", "how many visas are there", "is there a mouse in it"])
def test_after_a_question_without_an_answer_there_is_nothing_to_go_on_from(trade: Dialogue, asked: str) -> None:
    assert isinstance(said_in_turn(trade, asked).outcome, NoMatch)
    more = said_in_turn(trade, asked, "more")
    assert not more.parts
    assert more.lines == (wording.NOTHING_SHOWN,)


def test_after_the_last_passage_there_is_no_more(talk: Dialogue) -> None:
    reply = said_in_turn(talk, "who feeds Whiskers", "more")

    assert reply == Reply(Said.NOTHING, (wording.THE_END,))


@pytest.mark.parametrize("message", ["and america?", "what about China?", "and Japan"])
def test_another_name_never_brings_back_the_same_quote_that_does_not_hold_it(
    trade: Dialogue, article: Article, message: str
) -> None:
    name = named_in(clean(message), article.names)[0]
    for passage in article.passages:
        if named_in(clean(passage.quote), article.names) == ["India"]:
            given = answered(trade.reply(message, Shown(passages=(passage,))).outcome)
            assert given is None or given.quote != passage.quote, (passage.key, name)


def test_a_correction_never_repeats_the_shown_passage_except_to_introduce_somebody(
    trade: Dialogue, article: Article
) -> None:
    for passage in article.passages[::7]:
        for words in ("no, i meant the treasury one", "not that, the other one", "i meant India"):
            reply = trade.reply(words, Shown(passages=(passage,), offered=article.passages[:3]))
            given = answered(reply.outcome)
            tells_who = bool(reply.parts and reply.parts[0].lead)
            assert given is None or given.quote != passage.quote or tells_who, (passage.key, words)


def test_an_unanswered_question_sets_the_context_if_nothing_was_shown(trade: Dialogue) -> None:
    message = "how old is Tammy Bruce"
    missed = trade.reply(message)
    assert isinstance(missed.outcome, NoMatch)
    likeliest = missed.outcome.likeliest
    assert likeliest is not None
    assert trade.shown_after(message, missed).basis == (likeliest,)

    shown = trade.shown_after("", trade.reply("who is Misri"))

    assert trade.shown_after(message, missed, shown).basis == shown.basis


@pytest.mark.parametrize("message", ["not Landau, Misri", "i meant Misri not Landau"])
def test_a_correction_that_names_somebody_tells_who_they_are_though_the_same_quote_says_it(
    trade: Dialogue, message: str
) -> None:
    reply = said_in_turn(trade, "who is Landau?", message)

    assert reply.parts[0].lead.startswith("Vikram Misri")
    passage = answered(reply.outcome)
    assert passage is not None
    assert "Misri" in passage.quote


@pytest.mark.parametrize("message", ["the ninth paragraph", "what about paragraph 9", "paragraph 9"])
def test_a_paragraph_that_is_named_refers_to_nothing_that_was_shown(trade: Dialogue, message: str) -> None:
    passage = answered(said_in_turn(trade, "quote paragraph two", message).outcome)

    assert passage is not None
    assert passage.paragraph == 9


@pytest.mark.parametrize("message", ["neither", "none of these", "no, none of them"])
def test_a_rejection_of_all_choices_gets_a_request_for_words(trade: Dialogue, article: Article, message: str) -> None:
    reply = trade.reply(message, Shown(passages=article.passages[:1], offered=article.passages[:3]))

    assert reply == Reply(Said.NOTHING, (wording.WHICH_THEN,))


def test_after_a_list_of_names_a_number_picks_from_no_older_list(trade: Dialogue) -> None:
    shown: Shown | None = None
    for message in ("what topics are there", "who are the people in it"):
        shown = trade.shown_after(message, trade.reply(message, shown), shown)

    assert shown is not None
    assert shown.listed == ()


def test_a_correction_without_a_subject_goes_through_the_other_candidates(trade: Dialogue, article: Article) -> None:
    shown: Shown | None = Shown(passages=article.passages[:1], offered=article.passages[1:3])
    quotes = [article.passages[0].quote]
    for message in ("that's not what i asked", "wrong one"):
        reply = trade.reply(message, shown)
        passage = answered(reply.outcome)
        assert passage is not None
        quotes.append(passage.quote)
        shown = trade.shown_after(message, reply, shown)

    assert len(set(quotes)) == len({passage.quote for passage in article.passages[:3]})


def test_a_correction_with_nothing_else_to_mean_asks_for_words(trade: Dialogue, article: Article) -> None:
    reply = trade.reply("no, the other one", Shown(passages=article.passages[:1]))

    assert reply == Reply(Said.NOTHING, (wording.WHICH_THEN,))


@pytest.mark.parametrize("place", [1, 2, 3])
@pytest.mark.parametrize("pick", ["{}", "number {}", "the {} one"])
def test_a_number_picks_a_topic_of_the_list_that_was_shown(
    trade: Dialogue, article: Article, pick: str, place: int
) -> None:
    word = {1: "first", 2: "second", 3: "third"}[place] if "one" in pick else place
    picked = said_in_turn(trade, "what topics are there", "thanks", pick.format(word))

    assert answered(picked.outcome) == article.sections[place - 1].passages[0]
    assert key_of(said_in_turn(trade, "what topics are there", "1", pick.format(word))) == key_of(picked)


def test_a_number_picks_one_of_the_choices_the_likeliest_first(talk: Dialogue, cats: Article) -> None:
    choices = Choices(candidates_of(picked(cats, *cats.passages[:3])))
    shown = talk.shown_after("cats", Reply(Said.NOTHING, parts=(Part("", choices),)))

    assert [answered(talk.reply(str(number), shown).outcome) for number in (1, 2, 3)] == list(cats.passages[:3])
    for missing in ("4", "4 and 5", "5-9"):
        assert talk.reply(missing, shown) == Reply(Said.NOTHING, (wording.no_such_place(3),))


def test_after_an_answer_a_number_picks_nothing(talk: Dialogue) -> None:
    assert said_in_turn(talk, "what topics are there", "how long do cats sleep", "2") == said_in_turn(
        talk, "how long do cats sleep", "2"
    )


@pytest.mark.parametrize(
    "turns",
    [
        ("what does Modi want", "not modi, i meant the commerce minister. what did he do"),
        ("who is Misri", "no not misri, goyal"),
    ],
)
def test_a_correction_is_about_nobody_whom_it_denies(trade: Dialogue, turns: Sequence[str]) -> None:
    given = answered(said_in_turn(trade, *turns).outcome)

    assert given is not None
    assert "Goyal" in given.quote


def test_not_the_one_but_the_other_is_whom_the_article_names_beside(trade: Dialogue) -> None:
    given = answered(said_in_turn(trade, "who is Tammy Bruce", "not her, the other one").outcome)

    assert given is not None
    assert "Landau" in given.quote


@pytest.mark.usefixtures("short_background")
def test_a_bare_question_for_a_number_or_a_date_is_answered_by_the_quote_that_holds_it(cats: Article) -> None:
    (section, *others) = cats.sections
    first = replace(section.passages[0], quote="Up to six cats live there since May.", asks=("do cats live there",))
    sections = (replace(section, passages=(first, *section.passages[1:])), *others)
    paragraphs = (f"{first.quote} {cats.paragraphs[0]}", *cats.paragraphs[1:])
    article = replace(cats, sections=sections, paragraphs=paragraphs)
    talk = Dialogue(matcher_of(article))
    for message in ("how many?", "and what month"):
        assert quote_of(talk.reply(message, Shown(passages=(first,))).outcome) == first.quote, message
    assert quote_of(talk.reply("how many?", Shown(passages=section.passages[1:2])).outcome) != section.passages[1].quote


@pytest.mark.parametrize(
    "message",
    table("so what are they gonna do about it? | in what context? | and the second time | mine is 300"),
)
def test_a_possible_follow_up_is_no_request_and_no_small_talk(trade: Dialogue, article: Article, message: str) -> None:
    assert trade.reply(message, Shown(passages=article.passages[:1])).said is Said.NOTHING


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("lol", Said.REACTION),
        ("makes no sense", Said.REACTION),
        ("thanks Landau", Said.THANKS),
        ("tldr", Said.SUMMARY),
        ("what are the key points?", Said.SUMMARY),
        ("summarise", Said.SUMMARY),
        ("so what are the main takeaways", Said.SUMMARY),
        ("summarise what he said on tariffs", Said.NOTHING),
    ],
)
def test_requests_and_small_talk_are_recognised_in_follow_ups(
    trade: Dialogue, article: Article, message: str, said: Said
) -> None:
    assert trade.reply(message, Shown(passages=article.passages[:1])).said is said


@pytest.mark.parametrize(
    "message",
    table(
        "are you human | what's your name? | do you speak spanish | who told you | how accurate are you | "
        "what languages do you speak | how do you know"
    ),
)
def test_a_question_about_the_bot_is_recognised_in_follow_ups(trade: Dialogue, article: Article, message: str) -> None:
    for passage in article.passages[::9]:
        assert trade.reply(message, Shown(passages=(passage,))).said in (Said.ABOUT, Said.HELP), passage.key


@pytest.mark.parametrize(
    "message",
    table("do you know why? | can you tell me more | do you know when | what else do you know | who do you ask"),
)
def test_in_talk_who_asks_the_bot_for_more_asks_the_article(trade: Dialogue, article: Article, message: str) -> None:
    assert trade.reply(message, Shown(passages=article.passages[30:31])).said is Said.NOTHING


@pytest.mark.parametrize(
    ("message", "said"), [("tell me a joke", Said.HELP), ("write a letter to Landau", Said.NOTHING)]
)
def test_a_request_to_perform_gets_a_line_on_how_to_ask_unless_the_article_is_meant(
    trade: Dialogue, message: str, said: Said
) -> None:
    assert trade.reply(message).said is said


@pytest.mark.parametrize(
    "message", table("what topics are there | show me the topics | what can I ask you about | topic list | list")
)
def test_a_request_for_the_topics_gets_their_list(talk: Dialogue, cats: Article, message: str) -> None:
    reply = talk.reply(message)

    assert reply.said is Said.HELP
    assert reply.lines == tuple(f"{number}. {each.title}" for number, each in enumerate(cats.sections, 1))


@pytest.mark.parametrize(
    "message", table("do you speak spanish | can i write in german | what language do you understand")
)
def test_a_request_for_another_language_gets_the_language_line(talk: Dialogue, message: str) -> None:
    assert talk.reply(message).lines == (language_wording.ONLY_ENGLISH["en"],)


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("delete my data", Said.ABOUT),
        ("how do i remove you", Said.HELP),
        ("wait what", Said.REACTION),
        ("why tho", Said.HELP),
        ("version", Said.ABOUT),
    ],
)
def test_a_message_that_does_not_ask_the_article_is_not_counted_as_a_miss(
    talk: Dialogue, message: str, said: Said
) -> None:
    assert talk.reply(message).said is said


@pytest.mark.usefixtures("short_background")
def test_a_request_for_the_articles_link_gets_its_source_though_a_passage_is_about_a_link() -> None:
    linking = Dialogue(matcher_of(tiny_article({"calendar": ["where is the link to the calendar", "link to book"]})))

    assert linking.reply("link to the article?").said is Said.ABOUT
    assert linking.reply("where is the link to the calendar").said is Said.NOTHING


@pytest.mark.usefixtures("short_background")
def test_small_talk_that_only_shares_a_word_with_an_ask_is_none() -> None:
    article = tiny_article({"worry": ["what worries the cat", "worries at night"], "greet": ["no problem at all"]})
    polite = Dialogue(matcher_of(article))

    assert polite.reply("no worries").said is Said.REACTION
    assert polite.reply("no problem at all").said is Said.NOTHING


def test_one_word_in_common_with_an_ask_makes_no_question_of_what_is_plainly_small_talk() -> None:
    polite = Dialogue(matcher_of(tiny_article({"clear": ["who clears the tables", "which tables are cleared"]})))

    assert polite.reply("that clears it up").said in (Said.REACTION, Said.THANKS)
    assert polite.reply("who clears the tables").said is Said.NOTHING


@pytest.mark.usefixtures("short_background")
def test_thanks_and_an_objection_that_are_written_like_an_ask_are_no_question() -> None:
    polite = Dialogue(matcher_of(tiny_article({"claim": ["i was assigned but it was lost"]})))

    assert polite.reply("thanks that is not what i was after").said is Said.THANKS
    assert polite.reply("thanks but that is not what i was after").said is Said.REACTION


def test_what_follows_thanks_and_but_is_read_like_the_same_without_thanks(trade: Dialogue) -> None:
    shown = trade.shown_after("who is Tammy Bruce?", trade.reply("who is Tammy Bruce?"))
    for text in ("that's not what i meant", "i meant the narcotics", "which officials did Goyal meet?", "who is she"):
        assert trade.reply(f"thanks, but {text}", shown).outcome == trade.reply(text, shown).outcome, text


def test_a_request_for_a_translation_gets_the_language_line(trade: Dialogue, article: Article) -> None:
    for message in ("translate that to hindi", "translate to french please"):
        for shown in (None, Shown(passages=article.passages[:1])):
            assert trade.reply(message, shown).said is Said.LANGUAGE


@pytest.mark.parametrize("message", ["can i bring my kid", "my sister lives there", "shes 17"])
def test_after_somebody_of_the_askers_own_a_pronoun_is_nobody_of_the_article(trade: Dialogue, message: str) -> None:
    shown = trade.shown_after("who is Tammy Bruce", trade.reply("who is Tammy Bruce"))
    assert shown is not None
    assert shown.people == ("Tammy Bruce",)
    after = trade.shown_after(message, trade.reply(message, shown), shown)

    assert after is not None
    assert after.people == ()


def test_a_who_is_question_is_answered_whatever_was_shown(trade: Dialogue, article: Article) -> None:
    for passage in article.passages[::9]:
        told = trade.reply("who is Modi", Shown(passages=(passage,))).outcome
        assert isinstance(told, Answer)
        assert "Modi" in told.best.passage.quote


def test_a_few_remaining_questions_are_named_and_the_others_counted() -> None:
    line = wording.left_over([f"question {number}" for number in range(20)])

    assert "“question 4”, and 15 more" in line
    assert "question 5" not in line


@pytest.mark.parametrize("message", table("what is ¶ 9 of 19 | give me 5 questions about it | what is 42?"))
def test_a_number_is_nothing_that_the_article_does_not_mention(trade: Dialogue, message: str) -> None:
    reply = trade.reply(message)
    assert all(part.lead == "" for part in reply.parts)


@pytest.mark.parametrize("message", table("who is Napoleon | who's Napoleon | what about Atlantis"))
def test_an_unknown_name_is_a_new_subject_whatever_was_shown(trade: Dialogue, article: Article, message: str) -> None:
    for passage in article.passages[::9]:
        assert answered(trade.reply(message, Shown(passages=(passage,))).outcome) is None


@pytest.mark.parametrize(
    "message",
    table("does America protect its own industries | what is America's self-reliance policy | benefits for America"),
)
def test_what_one_side_does_or_gains_does_not_answer_a_question_about_the_other(trade: Dialogue, message: str) -> None:
    given = answered(trade.reply(message).outcome)

    assert given is None or given.section not in ("india-position", "benefits")


def test_each_of_several_subjects_is_answered(trade: Dialogue) -> None:
    reply = trade.reply("tariffs and migration?")

    assert [part.asked for part in reply.parts] == ["tariffs", "migration"]
    assert len({key_of(Reply(Said.NOTHING, parts=(part,))) for part in reply.parts} - {None}) == 2
    assert [part.asked for part in trade.reply("who are Landau and Misri").parts] == ["who is Landau; who is Misri"]


def test_the_first_of_many_subjects_are_answered_and_the_rest_are_named(trade: Dialogue) -> None:
    reply = trade.reply("tariffs, migration, drugs and china?")

    assert [part.asked for part in reply.parts] == ["tariffs", "migration", "drugs"]
    assert reply.lines == (wording.left_over(["china"]),)


def test_politeness_around_several_subjects_changes_nothing(trade: Dialogue) -> None:
    for form in ("{} please", "hello {}", "sorry to bother you but {}", "{}? thanks in advance"):
        reply = trade.reply(form.format("tariffs and migration"))
        assert [part.asked for part in reply.parts] == ["tariffs", "migration"], form


def test_a_subject_that_the_article_has_not_is_named_beside_one_that_it_has(trade: Dialogue) -> None:
    reply = trade.reply("tariffs and the weather?")

    assert [part.asked for part in reply.unanswered] == ["weather"]


def test_words_that_the_quote_joins_are_one_subject(trade: Dialogue) -> None:
    assert len(trade.reply("peace and stability").parts) == 1


def test_each_of_several_questions_is_answered_in_order(talk: Dialogue) -> None:
    reply = talk.reply("Who feeds Whiskers, and when do cats hunt? How old is Whiskers?")

    assert key_of(reply) == "library/feeding"
    assert [part.outcome.best.passage.key for part in reply.also if isinstance(part.outcome, Answer)] == ["days/hunt"]
    assert [part.asked for part in reply.unanswered] == ["How old is Whiskers?"]


@pytest.mark.parametrize("message", table("when do cats hunt, also my car is blue | when do cats hunt; nice weather"))
def test_a_part_without_the_form_of_a_question_counts_only_if_the_article_answers_it(
    talk: Dialogue, message: str
) -> None:
    reply = talk.reply(message)

    assert isinstance(reply.outcome, Answer)
    assert reply.unanswered == ()


def test_the_first_question_that_got_an_answer_stands_at_the_top(talk: Dialogue) -> None:
    reply = talk.reply("What is the capital of Mongolia? Who feeds Whiskers?")

    assert key_of(reply) == "library/feeding"
    assert [part.outcome for part in reply.unanswered] == [reply.parts[0].outcome]


def test_no_more_than_three_questions_are_answered(talk: Dialogue) -> None:
    reply = talk.reply("Who feeds Whiskers? When do cats hunt? How long do cats sleep? Where does Whiskers live?")

    assert len(reply.parts) == MOST_QUESTIONS
    assert reply.parts[0].asked == "Who feeds Whiskers?"
    assert reply.lines == (wording.left_over(["Where does Whiskers live?"]),)


@pytest.mark.parametrize(
    "message",
    [
        "hey, how are you? who feeds Whiskers? and when do cats hunt? thanks!",
        "got a sec? two questions: who feeds Whiskers? when do cats hunt?",
        "can you help me? 1) who feeds Whiskers 2) when do cats hunt",
    ],
)
def test_small_talk_beside_questions_is_none_of_them(talk: Dialogue, message: str) -> None:
    reply = talk.reply(message)

    assert [answered(part.outcome) is not None for part in reply.parts] == [True, True]
    assert [part.asked.strip("?") for part in reply.parts] in (
        ["who feeds Whiskers", "and when do cats hunt"],
        ["who feeds Whiskers", "when do cats hunt"],
    )
    assert reply.lines == ()


def test_questions_with_the_same_answer_share_it(talk: Dialogue) -> None:
    reply = talk.reply("Who feeds Whiskers? When do cats hunt? Do readers feed Whiskers?")

    assert [part.asked for part in reply.parts] == [
        "Who feeds Whiskers; Do readers feed Whiskers?",
        "When do cats hunt?",
    ]


def test_a_request_for_the_whole_among_questions_is_answered_too(talk: Dialogue, cats: Article) -> None:
    reply = talk.reply("tldr? and who feeds Whiskers?")

    assert key_of(reply) == "library/feeding"
    assert reply.lines == (f"“tldr”: {cats.summary}",)


def test_each_of_several_unanswered_questions_is_named(talk: Dialogue) -> None:
    reply = talk.reply("How old is Whiskers? What is the capital of Mongolia?")

    assert [part.asked for part in reply.parts] == ["How old is Whiskers?", "What is the capital of Mongolia?"]
    assert not any(answered(part.outcome) for part in reply.parts)


def test_a_gap_that_several_questions_share_is_reported_once(trade: Dialogue) -> None:
    reply = trade.reply("what did Bessent say about drugs? who is Bob? and what did Misri say about oil?")

    assert [part.asked for part in reply.parts] == [
        "what did Bessent say about drugs; and what did Misri say about oil?",
        "who is Bob?",
    ]


@pytest.mark.parametrize("later", ["where is it", "and who feeds it?", "what does it cost", "is that free"])
def test_a_question_about_a_thing_that_the_article_does_not_mention_has_no_answer(talk: Dialogue, later: str) -> None:
    reply = talk.reply(f"have you got a zeppelin? {later}")

    assert [answered(part.outcome) for part in reply.parts] == [None]
    assert reply.main.asked == f"have you got a zeppelin; {later}"


def test_they_may_be_others_than_the_thing_that_the_article_has_no_word_of(talk: Dialogue) -> None:
    reply = talk.reply("any zeppelin? who feeds them?")

    assert [part.asked for part in reply.parts] == ["any zeppelin?", "who feeds them?"]


def test_a_word_that_names_nothing_is_no_subject_for_others(talk: Dialogue) -> None:
    reply = talk.reply("is that common, and what is it called?")

    assert [part.asked for part in reply.parts] == ["is that common", "what is it called?"]


def test_a_question_about_somebody_of_the_article_is_answered_whatever_else_the_article_lacks(talk: Dialogue) -> None:
    reply = talk.reply("how old is Whiskers? where does she live?")

    assert key_of(reply) == "library/whiskers"


@pytest.mark.parametrize("name", ["Tammy Bruce", "Vikram Misri"])
def test_each_of_several_people_is_introduced(trade: Dialogue, name: str) -> None:
    reply = trade.reply(f"who is Jamieson Greer and who is {name}?")

    assert [part.lead.partition(":")[0] for part in reply.parts] == ["Jamieson Greer", name]


@pytest.mark.parametrize("name", ["Tammy Bruce", "Vikram Misri", "Howard Lutnick"])
def test_a_who_is_question_has_the_same_answer_whatever_was_shown(trade: Dialogue, article: Article, name: str) -> None:
    alone = key_of(trade.reply(f"who is {name}?"))

    for passage in article.passages[::9]:
        assert key_of(trade.reply(f"who is {name}?", Shown(passages=(passage,)))) == alone, passage.key


@pytest.mark.parametrize("message", table("who is Bob? | and who's this Sarah | what about Elon Musk | and pizza?"))
def test_a_person_who_is_not_in_the_article_is_reported_whatever_was_shown(
    trade: Dialogue, article: Article, message: str
) -> None:
    for passage in article.passages[::9]:
        reply = trade.reply(message, Shown(passages=(passage,), people=("Christopher Landau",)))
        assert isinstance(reply.outcome, NoMatch)
        assert "does not mention" in (
            reply.main.lead or reply.outcome.gap.note if reply.outcome.gap else reply.main.lead
        )


def test_a_person_is_introduced_before_the_quote(talk: Dialogue) -> None:
    assert talk.reply("who is Whiskers").main.lead == "Whiskers: The cat of the library"


@pytest.mark.parametrize("message", table("cats sleep most of the day, right? | I heard cats hunt at dawn, true?"))
def test_a_statement_is_answered_with_what_the_article_says_on_it(talk: Dialogue, message: str) -> None:
    reply = talk.reply(message)

    assert isinstance(reply.outcome, Answer)
    assert reply.main.lead == wording.ON_THAT


@pytest.mark.parametrize(
    "message",
    table(
        "so no deal yet, right? | I heard they dropped it | is it true that it closed | apparently it is free | big, no"
        " | they open early I guess | guess we can come at noon | it was cheap, i believe"
    ),
)
def test_a_statement_that_may_be_checked_is_recognised(message: str) -> None:
    assert states(Utterance(message))


@pytest.mark.parametrize(
    "message", table("who is right | what is true | when does it open | is it open | tariffs | guess what")
)
def test_an_open_question_is_no_statement(message: str) -> None:
    assert not states(Utterance(message))


@pytest.mark.parametrize("name", ["Tammy Bruce", "Vikram Misri", "Piyush Goyal"])
def test_a_person_is_introduced_before_an_unasked_quote_too(trade: Dialogue, name: str) -> None:
    reply, _ = trade.unprompted(f"anyone know who {name} is?")
    assert quote_of(reply.outcome) == quote_of(trade.reply(f"who is {name}?").outcome)
    assert reply.main.lead.startswith(f"{name}: ")


@pytest.mark.parametrize("before", ["who met in Washington?", "who is Tammy Bruce?", "did they discuss drugs?"])
@pytest.mark.parametrize("form", ["what about {}", "and {}?", "ok but what about {}", "{}"])
def test_a_subject_that_only_another_quote_names_is_a_new_one(trade: Dialogue, before: str, form: str) -> None:
    shown = trade.shown_after(before, trade.reply(before))
    reply = trade.reply(form.format("tariffs"), shown)
    assert quote_of(reply.outcome) == quote_of(trade.reply("tariffs").outcome)


@pytest.mark.parametrize("message", ["paragraph 20", "what does paragraph 30 say?", "summarize the 25th paragraph"])
def test_of_a_paragraph_that_is_not_there_it_is_said_which_there_are(
    trade: Dialogue, article: Article, message: str
) -> None:
    reply = trade.reply(message)
    assert isinstance(reply.outcome, NoMatch)
    assert reply.main.lead == wording.no_such_paragraph(len(article.paragraphs))


@pytest.mark.parametrize("name", ["usa", "US", "India", "america?"])
def test_a_bare_name_of_the_article_is_no_request_for_help(trade: Dialogue, name: str) -> None:
    assert trade.reply(name).said is Said.NOTHING


@pytest.mark.parametrize(
    "message", ["who is Landau", "whos misri", "Who is Misri?", "who is trump", "who is the deputy secretary of state?"]
)
def test_a_who_is_question_about_somebody_of_the_article_is_about_it_however_low_the_score(
    trade: Dialogue, message: str
) -> None:
    assert isinstance(trade.unprompted(message, CAREFUL)[0].outcome, Answer)


@pytest.mark.parametrize("message", ["who is `Landau`", "who is Landau https://example.org"])
def test_a_message_that_is_not_read_asks_for_nobody_of_the_article(trade: Dialogue, message: str) -> None:
    assert not isinstance(trade.unprompted(message, CAREFUL)[0].outcome, Answer)


def test_two_questions_that_nobody_addressed_to_the_bot_are_answered_where_the_first_names_somebody(
    trade: Dialogue,
) -> None:
    both, _ = trade.unprompted("who is Goyal, and who is Bessent?")
    assert [part.asked for part in both.parts] == ["who is Goyal", "who is Bessent?"]
    assert all(isinstance(part.outcome, Answer) for part in both.parts)
    plain, _ = trade.unprompted("who is Landau and where did he meet Misri?")
    assert isinstance(plain.outcome, Answer)


@pytest.mark.parametrize(
    "message",
    [
        "who is Greer and what does he do for fun?",
        "who's up for among us tonight and who brings snacks?",
        "what time is the raid and who leads it?",
        "when is the next round and what did you think?",
    ],
)
def test_several_questions_to_nobody_of_which_the_article_lacks_one_are_left_to_people(
    trade: Dialogue, message: str
) -> None:
    reply, _ = trade.unprompted(message)
    assert not isinstance(reply.outcome, Answer)


def test_a_channel_hears_answers_alone(talk: Dialogue) -> None:
    answer, withheld = talk.unprompted("when do cats hunt?")
    assert (key_of(answer), withheld) == ("days/hunt", False)
    for message in ("tldr", "thanks", "wer füttert die Katze in der Bücherei jeden Morgen", "capital of Mongolia?"):
        reply, _ = talk.unprompted(message)
        assert isinstance(reply.outcome, NoMatch), message
        assert reply.lines == (), message


def texts_of(shown: Shown) -> set[str]:
    return {*shown.people, *shown.others}


@given(message=st.one_of(ANY_TEXT, LIKELY_TEXT), after=st.one_of(ANY_TEXT, LIKELY_TEXT))
def test_any_messages_get_a_reply_of_the_closed_list_and_none_of_their_text_is_kept(
    talk: Dialogue, cats: Article, message: str, after: str
) -> None:
    shown: Shown | None = None
    for text in (message, after):
        reply = talk.reply(text, shown)
        assert reply.said in Said
        assert bool(reply.said) != bool(reply.parts)
        assert len(reply.parts) <= MOST_QUESTIONS
        for part in reply.parts:
            check_outcome(part.outcome, cats)
        assert talk.reply(text, shown) == reply
        shown = talk.shown_after(text, reply, shown)
        assert shown is not None
        assert {*shown.passages, *shown.offered} <= set(cats.passages)
        assert texts_of(shown) <= {name.name for name in cats.names}


@given(message=st.one_of(ANY_TEXT, LIKELY_TEXT))
def test_a_channel_hears_a_quote_or_nothing(talk: Dialogue, message: str) -> None:
    reply, withheld = talk.unprompted(message)

    assert reply.said in Said
    assert not isinstance(reply.outcome, Choices)
    assert reply.lines == ()
    assert not (withheld and isinstance(reply.outcome, Answer))


@pytest.mark.parametrize(
    ("message", "wanted"),
    [
        ("tldr and topics please", ["“tldr”:", "“topics please”:"]),
        ("list the people & give me the gist", ["“list the people”:", "“give me the gist”:"]),
        ("summary, then the link", ["“summary”:", "“the link”:"]),
        ("give me the gist and nothing but the gist", []),
        ("tldr, please", []),
    ],
)
def test_requests_that_are_joined_are_answered_each_without_the_form_of_questions(
    talk: Dialogue, message: str, wanted: Sequence[str]
) -> None:
    lines = talk.reply(message).lines

    assert [line for line in lines if line.startswith("“")] == wanted


def test_each_of_several_requests_is_answered_under_its_words(talk: Dialogue, cats: Article) -> None:
    reply = talk.reply("what's this about and who wrote it")

    assert (reply.said, reply.requests) == (Said.SUMMARY, 2)
    assert reply.lines == ("“what's this about”:", cats.summary, "“who wrote it”:", *wording.about(cats))


def test_the_likeliest_of_choices_is_leaned_on_like_an_answer(talk: Dialogue) -> None:
    outcome = talk.reply("when do cats hunt").outcome
    assert isinstance(outcome, Answer)
    doubt = Reply(Said.NOTHING, parts=(Part("", Choices((outcome.best, *outcome.others))),))
    shown = talk.shown_after("cats?", doubt)

    assert shown is not None
    assert shown.passages == (outcome.best.passage,)


@pytest.mark.parametrize(
    "message",
    table("how tall is mount everest | how do i cook rice | can dogs eat grapes | translate hello to spanish"),
)
def test_another_subject_after_an_answer_is_refused_and_not_hedged(
    trade: Dialogue, article: Article, message: str
) -> None:
    for passage in article.passages[::9]:
        assert isinstance(trade.reply(message, Shown(passages=(passage,))).outcome, NoMatch), passage.key


@pytest.mark.parametrize("message", table("did he meet trump | was modi there too | did he see tammy bruce as well"))
def test_a_follow_up_is_not_answered_with_a_quote_that_leaves_out_whom_it_names(
    trade: Dialogue, article: Article, message: str
) -> None:
    visit = article.passage("goyal-visit/goyal-traveled")
    assert visit is not None
    outcome = trade.reply(message, Shown(passages=(visit,), people=("Piyush Goyal",))).outcome
    quoted = answered(outcome)

    asked = set(named_in(clean(message), article.names))
    assert quoted is None or asked <= set(named_in(clean(quoted.quote), article.names))


@pytest.mark.parametrize("message", table("and what does america want? | what does america want"))
def test_after_what_one_side_wants_the_other_gets_its_own_answer(
    trade: Dialogue, article: Article, message: str
) -> None:
    quoted = answered(said_in_turn(trade, "what does india want out of this", message).outcome)

    assert quoted is not None
    assert "United States" in named_in(clean(quoted.quote), article.names)


@pytest.mark.parametrize(
    ("first", "message", "side"),
    [
        ("who does india fear", "and the us?", "United States"),
        ("what could india get from america", "but for the americans?", "United States"),
        ("what does america want", "what about india then", "India"),
        ("what does washington expect", "and the other side?", "India"),
        ("what else did they discuss", "and india's view?", "India"),
    ],
)
def test_who_only_turns_to_the_other_side_is_told_what_is_about_that_alone(
    trade: Dialogue, article: Article, first: str, message: str, side: str
) -> None:
    quoted = answered(said_in_turn(trade, first, message).outcome)

    assert quoted is not None
    countries = [name for name in article.names if name.kind == "country"]
    assert set(named_in(clean(f"{quoted.quote} {quoted.summary}"), countries)) == {side}


@pytest.mark.parametrize(
    ("message", "who"),
    [("what did the deputy secretary say", "Landau"), ("what about the foreign secretary", "Misri")],
)
def test_a_pronoun_stands_for_the_person_named_by_role_in_the_question_before(
    trade: Dialogue, message: str, who: str
) -> None:
    assert who in said_in_turn(trade, message, "who is he").main.lead


def test_a_correction_that_asks_is_not_answered_with_what_is_doubtful(trade: Dialogue, article: Article) -> None:
    visit = article.passage("goyal-visit/goyal-traveled")
    assert visit is not None
    reply = trade.reply("no i mean how much did the hotel cost him", Shown(passages=(visit,)))

    assert not isinstance(reply.outcome, Answer)


@pytest.mark.parametrize("message", ["are you sure?", "are you drunk", "r u kidding me"])
def test_a_doubt_is_a_reaction_and_no_question_about_the_bot(trade: Dialogue, message: str) -> None:
    assert trade.reply(message, None).said is Said.REACTION


@pytest.mark.usefixtures("short_background")
@pytest.mark.parametrize("message", ["do you own a cnc router", "can i buy wood from you", "is there a website"])
def test_a_question_to_the_community_that_a_gap_expects_is_not_about_the_bot(message: str, data_folder: Path) -> None:
    foundry = load_article(data_folder.parent / "foundry-lane")

    reply = Dialogue(matcher_of(foundry)).reply(message)

    assert reply.said == Said.NOTHING
    assert isinstance(reply.outcome, NoMatch)
    assert reply.outcome.gap in foundry.gaps


def texts_in_memory(*roots: object) -> Iterator[str]:
    """All strings that can be reached from these objects."""
    seen: set[int] = set()
    waiting = list(roots)
    while waiting:
        each = waiting.pop()
        if id(each) in seen:
            continue
        seen.add(id(each))
        if isinstance(each, str):
            yield each
        else:
            waiting += gc.get_referents(each)


def test_what_somebody_wrote_is_not_in_memory_once_it_was_replied_to(cats: Article) -> None:
    talk = Dialogue(matcher_of(cats))
    words = ("zorbling", "quenched", "marmots")  # not as one text, which this test would hold

    shown: Shown | None = None
    for form in ("{} {} {}", "thanks, {} {} {}", "so {} {} {}?", "who is the {} {}? and what do {} do?"):
        message = form.format(*words)
        reply = talk.reply(message, shown)
        shown = talk.shown_after(message, reply, shown)
        talk.unprompted(message)
    del message, reply

    program = [module for name, module in sys.modules.items() if name.startswith("bot.")]
    assert [text for text in texts_in_memory(talk, shown, program) if " ".join(words[:2]) in text] == []
