"""A message is read once: what it says, which of its sentences ask, and what they want."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.matching.question import (
    LONGEST_READ,
    MOST_ASKING,
    MOST_WORDS,
    Question,
    is_bare_keyword,
    is_chat,
    read_question,
)
from bot.matching.text import MAX_CHARACTERS, MAX_TOKENS, tokenize
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import Vocabulary
from bot.matching.wants import Want

STORY = "My sister has three of them and they never listen to anybody. "

QUESTIONS = ["where does Whiskers live?", "do cats hunt at dawn", "who feeds Whiskers?", "why do felines snooze a lot?"]


@pytest.fixture(scope="module")
def vocabulary(cats_vocabulary: Vocabulary) -> Vocabulary:
    return cats_vocabulary


def texts(question: Question) -> list[str]:
    return [clause.text for clause in question.clauses]


@pytest.mark.parametrize("message", ["cats hunt mice", "Cats hunt. They sleep too.", "so tired today\ngood night", ""])
def test_a_message_that_asks_nothing_is_one_clause(vocabulary: Vocabulary, message: str) -> None:
    question = read_question(Utterance(message), vocabulary)

    assert not question.asks
    (clause,) = question.clauses
    assert [term.word for term in clause.terms] == tokenize(message)


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize(
    "form",
    ["{}", "I love this. {}", "{}\nI love this.", "Hi all! {} Thanks a lot.", "first things first\n{}\n\ncheers"],
)
def test_the_sentences_that_ask_are_the_clauses(vocabulary: Vocabulary, form: str, asked: str) -> None:
    question = read_question(Utterance(form.format(asked + "?" * (not asked.endswith("?")))), vocabulary)

    assert question.asks
    alone, *with_context = (tokenize(text) for text in texts(question))
    assert alone == tokenize(asked)
    assert all(text[-len(alone) :] == alone for text in with_context)


@pytest.mark.parametrize(
    "message", ["I love this. Does Wiskers hunt?", "tell me in paragraph 1 of mice", "r cats nice"]
)
def test_the_terms_are_those_of_the_words_as_they_stand_in_the_message(vocabulary: Vocabulary, message: str) -> None:
    question = read_question(Utterance(message), vocabulary)

    assert [term.word for term in question.terms] == tokenize(message)
    assert list(question.terms) == vocabulary.question_terms(tokenize(message))


@pytest.mark.parametrize(
    "preamble",
    ["I know this is basic,", "just got here, so", "forgive my ignorance -", "My cat is three,", "not a vet, but"],
)
def test_a_preamble_about_the_asker_is_context(vocabulary: Vocabulary, preamble: str) -> None:
    question = read_question(Utterance(f"{preamble} where does Whiskers live?"), vocabulary)

    alone, with_context = question.clauses
    assert alone.text == "where does whiskers live?"
    assert with_context.text.endswith("where does whiskers live?")
    assert with_context.text.startswith(preamble[:5].lower())


@pytest.mark.parametrize(
    "message",
    ["if I lose my cat, who looks for it?", "when we sleep, do they hunt?", "Whiskers, who is the oldest, hunts what?"],
)
def test_a_condition_or_a_relative_clause_is_part_of_the_question(vocabulary: Vocabulary, message: str) -> None:
    assert texts(read_question(Utterance(message), vocabulary)) == [message.lower()]


def test_every_sentence_that_asks_is_a_clause_and_has_its_own_wants(vocabulary: Vocabulary) -> None:
    question = read_question(
        Utterance("When do cats hunt? I saw one. How many mice do they catch? And why?"), vocabulary
    )

    found = {clause.text: clause.wants for clause in question.clauses}
    assert found["when do cats hunt?"] == Want.DATE
    assert found["how many mice do they catch?"] == Want.COUNT
    assert found["and why?"] == Want.REASON


def test_the_last_of_many_sentences_that_ask_count(vocabulary: Vocabulary) -> None:
    asked = [f"do cats hunt {animal} at dawn?" for animal in "mice rats birds moles frogs voles bats".split()]

    question = read_question(Utterance(" ".join(asked)), vocabulary)

    assert texts(question) == asked[-MOST_ASKING:]


def test_a_sentence_that_is_repeated_is_one_clause(vocabulary: Vocabulary) -> None:
    question = read_question(Utterance("Do cats hunt mice? DO CATS HUNT MICE? do cats hunt mice?"), vocabulary)

    assert texts(question) == [question.asked] == ["do cats hunt mice?"]


@pytest.mark.parametrize("leaning", ["who feeds her?", "why?", "what do they catch?", "and when?"])
def test_a_sentence_with_little_of_a_subject_takes_the_sentences_before_it_along(
    vocabulary: Vocabulary, leaning: str
) -> None:
    question = read_question(Utterance(f"Hello! I read about the library cat. lol. He is old. {leaning}"), vocabulary)

    assert texts(question) == [leaning, f"i read about the library cat. he is old. {leaning}"]


def test_a_question_keeps_all_its_words_behind_a_long_context(vocabulary: Vocabulary) -> None:
    question = read_question(Utterance(f"{'my cat is not well ' * 30}today. who feeds Whiskers?"), vocabulary)

    alone, with_context = question.clauses
    assert len(tokenize(with_context.text)) == MOST_WORDS
    assert with_context.text.endswith(alone.text)


@pytest.mark.parametrize("opening", ["", "\nlol ok, -\n"])
def test_a_sentence_with_a_subject_stands_alone(vocabulary: Vocabulary, opening: str) -> None:
    message = f"I read about the library cat. {opening}which librarian feeds Whiskers mice?"
    question = read_question(Utterance(message), vocabulary)

    assert texts(question) == ["which librarian feeds whiskers mice?"]


@pytest.mark.parametrize("asked", QUESTIONS)
@pytest.mark.parametrize("end", [". ", "\n", "... ", "! "])
def test_a_question_counts_however_long_the_text_before_it(vocabulary: Vocabulary, asked: str, end: str) -> None:
    asked = asked.removesuffix("?") + "?"
    before = STORY.strip().removesuffix(".") + end
    longest = (MAX_CHARACTERS - len(asked)) // len(before)
    (alone,) = read_question(Utterance(asked), vocabulary).clauses

    for times in (1, MAX_TOKENS // 4, longest):
        assert read_question(Utterance(before * times + asked), vocabulary).clauses[0] == alone


@pytest.mark.parametrize("asked", ["where does whiskers live", "who feeds whiskers", "do cats hunt at dawn"])
@pytest.mark.parametrize("times", [3, 8, 60])
def test_a_question_counts_though_the_text_before_it_has_no_full_stop(
    vocabulary: Vocabulary, asked: str, times: int
) -> None:
    before = "my sister has three of them and they never listen to anybody and "

    question = read_question(Utterance(before * times + "so " + asked), vocabulary)

    assert question.asks
    assert texts(question)[0].removeprefix("so ") == asked


def test_a_question_counts_in_spite_of_a_long_one_before_it(vocabulary: Vocabulary) -> None:
    question = read_question(Utterance("Why " + "oh why " * 300 + "me? where does Whiskers live?"), vocabulary)

    assert [term.word for term in question.clauses[-1].terms][-4:] == ["where", "does", "whiskers", "live"]


@pytest.mark.parametrize(
    "message", ["paragraph 2 Whiskers", "Whiskers, ¶ 2", "what's about Whiskers in the 2nd paragraph?"]
)
def test_a_message_that_names_a_paragraph_is_one_clause_without_those_words(
    vocabulary: Vocabulary, message: str
) -> None:
    question = read_question(Utterance(message), vocabulary)

    assert question.paragraph == 2
    (clause,) = question.clauses
    assert [term.word for term in clause.subject] == ["whiskers"]


@pytest.mark.parametrize("message", ["Whiskers", "where does Whiskers live?", "paragraph"])
def test_other_messages_name_no_paragraph(vocabulary: Vocabulary, message: str) -> None:
    assert read_question(Utterance(message), vocabulary).paragraph is None


@pytest.mark.parametrize(
    "message",
    [
        "tell me about mice",
        "mice",
        "town library",
        "what about Whiskers",
        "and mice?",
        "ok so also mice",
        "mice please",
        "also, what about mice",
    ],
)
def test_commands_and_keywords_look_up_whatever_leads_them_in(vocabulary: Vocabulary, message: str) -> None:
    assert read_question(Utterance(message), vocabulary).looks_up


@pytest.mark.parametrize("message", ["where does Whiskers live", "do cats hunt?", "and do they", "lol", "and", ""])
def test_other_messages_do_not_look_up(vocabulary: Vocabulary, message: str) -> None:
    assert not read_question(Utterance(message), vocabulary).looks_up


def test_a_question_keeps_its_message_and_tells_its_words_as_the_index_spells_them(vocabulary: Vocabulary) -> None:
    message = Utterance("  Where does **Wiskers** live?? ")

    question = read_question(message, vocabulary)

    assert question.message == message
    assert question.words == ["where", "does", "whiskers", "live"]


def test_the_subject_is_what_is_left_without_stop_words(vocabulary: Vocabulary) -> None:
    (clause,) = read_question(Utterance("please tell me where the librarian is"), vocabulary).clauses

    assert [term.word for term in clause.subject] == ["librarian"]


@pytest.mark.parametrize(
    ("message", "named"),
    [("where does Whiskers live", True), ("Cats sleep. Who feeds wisky?", True), ("do cats hunt?", False), ("", False)],
)
def test_a_question_knows_whether_it_names_somebody_of_the_article(
    vocabulary: Vocabulary, message: str, named: bool
) -> None:
    assert read_question(Utterance(message), vocabulary).names_somebody == named


@pytest.mark.parametrize("message", ["tariffs", "military planes", "Tammy Bruce", "fair reciprocal market access"])
def test_a_few_words_of_subject_are_a_bare_keyword(message: str) -> None:
    assert is_bare_keyword(tokenize(message))


@pytest.mark.parametrize(
    "message", ["", "👍", "lol", "they met", "tariffs are bad", "thanks friend", "trade deal talks growth security"]
)
def test_grammar_chat_and_many_words_are_no_bare_keyword(message: str) -> None:
    assert not is_bare_keyword(tokenize(message))


@pytest.mark.parametrize("message", ["hello", "thanks bot", "lol", "ok", "yo bro", "hahaha", "hey guys?"])
def test_greetings_thanks_and_laughter_are_chat(message: str) -> None:
    assert is_chat(tokenize(message))


@pytest.mark.parametrize("message", ["wat", "what", "who", "hello Whiskers", "ok mice"])
def test_a_question_word_or_a_subject_is_no_chat(message: str) -> None:
    assert not is_chat(tokenize(message))


@given(st.one_of(st.text(st.characters(exclude_categories=())), st.text("ab?.! \n>`1)¶")), st.integers(1, 600))
def test_any_message_is_read_at_a_bounded_cost(cats_vocabulary: Vocabulary, text: str, times: int) -> None:
    question = read_question(Utterance(text * times), cats_vocabulary)

    assert 1 <= len(question.clauses) <= 2 * MOST_ASKING
    # A word may be split in two, and a sentence be read with the one before it.
    assert all(len(clause.terms) <= 2 * MOST_WORDS for clause in question.clauses)
    assert all(len(clause.text) <= 2 * LONGEST_READ + 1 for clause in question.clauses)


@given(st.lists(st.sampled_from([*QUESTIONS, "I love cats.", "lol", "why?", "Whiskers", "¶ 2", "\n", "- ", "?"])))
def test_a_message_reads_the_same_in_any_case_and_with_white_space_around(
    cats_vocabulary: Vocabulary, parts: list[str]
) -> None:
    message = " ".join(parts)
    expected = read_question(Utterance(message), cats_vocabulary)

    # Of the next line, its case tells whether it goes on with this one.
    others = () if "\n" in message else (message.upper(), message.lower())
    for same in (f"\n {message}\t", *others):
        found = read_question(Utterance(same), cats_vocabulary)
        assert (found.clauses, found.asks, found.paragraph) == (expected.clauses, expected.asks, expected.paragraph)
