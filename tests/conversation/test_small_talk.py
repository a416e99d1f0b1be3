"""Messages that ask nothing, and messages that only seem to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.article.model import Article
from bot.conversation.acts.small_talk import LONGEST, goes_on, said_by, wonders
from bot.matching.utterance import Utterance

THANKS = """
thanks! | thank you | thx | ty | tysm | ok thanks | great, thx | thanks bot | thankssss | wow thanks
| thanks for explaining the tariffs | thanks for the tip and have a nice day | got it, cheers
| stopping by to say thanks | just wanted to say thank you all | thanks, that helps | much appreciated
| teşekkürler | obrigada | no thanks | thanks, great answer | thanks but no thanks
"""
REACTIONS = """
that helped | exactly | +1 | nvm | sure | lol | LMAOOO | hahaha | 👍 | 🔥🔥 | ... | ok | kk | yes | nope | nice one bro
| noted | i agree | so true | that's wrong | wow | oof | no worries | np | bye | 10/10 | 100% | interesting | uh huh
| aight | noice | unfortunate | scary | shrug | +1 to that | how sweet | how very sad | who asked | lol who cares
| did i ask | who'd have thought | what could possibly go wrong | good bot | let's gooo
| great answer | good question | what a great piece | lol such a boring article
| w article | mid answer | that was an awesome explanation
| thanks but that's wrong | ty, but nope
| for sure | yeah for sure | rofl | super helpful | :) | xD | yesss
"""
GREETINGS = """
hi | Hello! | hey there | good morning | yo bot | hello 👋 | how are you? | what's up | are you there? | ping
| heyyy | hi, how are you? | good afternoon everyone | good morning everybody | test test 1 2 | hello 2 u
| just popping in to say hello! | dropping by to say hi | we came to say good morning
"""
QUESTIONS = """
why? | and India? | more please | ok and then? | explain | ok who said that | tell me more | go on | lol no way, tariffs
| is that true? | really? | source? | any idea? | peace | work | fire | thanks, what about India? | nice, and the visas
| thx for the project! how can i translate it | thanks for that, is there a fee | ty for the tip but where is it
| who asked? | who asked for tariffs
| came to say that tariffs are bad | i want to say something about Landau
| what else | how sweet is the tea | what a shelf costs | a loud one
| is this a good article | give me a good quote | a good summary please | which is the interesting article
| thanks but not what i meant | thx, but who is he | good deal
| fact check | sad news about tariffs | real estate | who cares about tariffs? | fair wages | help | ?
"""


def table(lines: str) -> list[str]:
    """The messages of a table."""
    return [text.strip() for text in lines.replace("\n", " ").split(" | ") if text.strip()]


@pytest.mark.parametrize("text", table(THANKS))
def test_thanks_are_thanks(text: str) -> None:
    assert said_by(Utterance(text)) == "thanks"


@pytest.mark.parametrize("text", table(REACTIONS))
def test_a_reaction_is_one(text: str) -> None:
    assert said_by(Utterance(text)) == "reaction"


@pytest.mark.parametrize("text", table(GREETINGS))
def test_a_greeting_is_one(text: str) -> None:
    assert said_by(Utterance(text)) == "greeting"


@pytest.mark.parametrize("text", ["for sure", "lol for real", "for god's sake", "without a doubt", "any day now"])
def test_an_idiom_that_begins_like_a_follow_up_continues_nothing(text: str) -> None:
    assert not goes_on(text)


@pytest.mark.parametrize("text", ["for dogs", "ok and for my sister", "without a key", "any dogs", "from me"])
def test_a_piece_of_a_question_continues_what_was_asked(text: str) -> None:
    assert goes_on(text)


@pytest.mark.parametrize("text", table(QUESTIONS))
def test_a_message_that_may_ask_something_is_no_small_talk(text: str) -> None:
    assert said_by(Utterance(text)) == ""


def test_no_question_of_the_index_is_small_talk(article: Article) -> None:
    texts = [ask for passage in article.passages for ask in passage.asks]
    texts += [section.title for section in article.sections]
    texts += [keyword for section in article.sections for keyword in section.keywords]
    assert [text for text in texts if said_by(Utterance(text))] == []


@given(st.text(max_size=2 * LONGEST))
def test_any_text_is_accepted(text: str) -> None:
    assert said_by(Utterance(text)) in ("", "greeting", "thanks", "reaction")


@pytest.mark.parametrize(
    "text", table("wait what | but why | how come | what even | why tho?? | pls | lol what | says who")
)
def test_a_message_that_only_wonders_names_nothing(text: str) -> None:
    assert wonders(Utterance(text))
    assert said_by(Utterance(text)) == ""


@pytest.mark.parametrize("text", table("why tariffs | who is that | what does it say | how so much | lol | hi | hello"))
def test_a_message_that_names_something_does_not_only_wonder(text: str) -> None:
    assert not wonders(Utterance(text))
