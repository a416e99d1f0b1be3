"""Labelled questions are read, and counted as their labels say."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bot.article.model import Article
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.reply import Part, Reply, Shown
from bot.conversation.reply import answers as answers_of
from bot.errors import QuestionsError
from bot.evaluation.labels import LabelledQuestion, read_dialogues
from bot.evaluation.report import Report, accepts, evaluate, leave_one_out, without_gaps, without_variants
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, Outcome
from tests.article.small_article import SmallArticle
from tests.labelled import read_questions


class Answers(Dialogue):
    """Replies made by hand for the small article, given out by question."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.replies: dict[str, Reply] = {}
        self.leant_on: list[Shown | None] = []
        self.questions: list[LabelledQuestion] = []

    def candidate(self, key: str) -> Candidate:
        passage = self.article.passage(key)
        assert passage is not None
        return Candidate(passage, self.article.section_of(passage), 0.9, (), "")

    def answer(self, key: str) -> Outcome:
        return Answer(self.candidate(key), ())

    def choices(self, *keys: str) -> Outcome:
        return Choices(tuple(map(self.candidate, keys)))

    def ask(self, outcome: Outcome, gold: set[int], span: str = "", kind: str = "question") -> None:
        self.hear(Reply(Said.NOTHING, parts=(Part("", outcome),)), gold, span, kind)

    def hear(self, reply: Reply, gold: set[int], span: str = "", kind: str = "question", said: str = "") -> None:
        text = f"question {len(self.questions)}"
        self.replies[text] = reply
        spans = (span,) if span else ()
        self.questions.append(LabelledQuestion(f"Q{len(self.questions)}", text, kind, frozenset(gold), spans, said))

    def reply(self, text: str, shown: Shown | None = None, *, is_asked: bool = False) -> Reply:
        self.leant_on.append(shown)
        return self.replies[text]

    def shown_after(self, text: str, reply: Reply, before: Shown | None = None) -> Shown:
        return Shown(passages=tuple(answer.best.passage for answer in answers_of(reply)))

    def report(self) -> Report:
        return evaluate([(question,) for question in self.questions], self, self.article)


@pytest.fixture
def answers(cats: Article) -> Answers:
    return Answers(cats)


NOTHING = NoMatch(0.0, None, ())


def test_a_quote_from_an_accepted_paragraph_is_a_hit(answers: Answers) -> None:
    answers.ask(answers.answer("days/hunt"), {1})
    answers.ask(answers.answer("days/hunt"), {1, 2})
    answers.ask(answers.answer("library/feeding"), {1})
    answers.ask(NOTHING, {1})

    assert answers.report().share("hit") == 2 / 4


def test_a_quote_that_holds_the_span_counts_whatever_its_quotation_marks_case_and_white_space(answers: Answers) -> None:
    answers.ask(answers.answer("library/feeding"), {2}, "Readers feed her every morning")
    answers.ask(answers.answer("library/feeding"), {2}, '"READERS  feed her every morning," the')
    answers.ask(answers.answer("library/feeding"), {2}, "the librarian said.")
    answers.ask(answers.answer("library/feeding"), {2}, "town library")
    answers.ask(answers.answer("library/feeding"), {2})
    answers.ask(NOTHING, {2}, "Readers feed her every morning")

    report = answers.report()

    assert report.share("span") == 3 / 6
    assert report.share("hit") == 5 / 6


def test_offered_is_a_hit_or_an_accepted_choice(answers: Answers) -> None:
    answers.ask(answers.answer("days/hunt"), {1})
    answers.ask(answers.choices("library/feeding", "days/sleep"), {1})
    answers.ask(answers.choices("library/feeding", "library/whiskers"), {1})
    answers.ask(answers.answer("library/feeding"), {1})

    report = answers.report()

    assert report.share("offered") == 2 / 4
    assert report.share("hit") == 1 / 4


def test_runners_up_of_a_wrong_answer_are_not_offered(answers: Answers) -> None:
    wrong = Answer(answers.candidate("library/feeding"), (answers.candidate("days/hunt"),))
    answers.ask(wrong, {1})

    assert answers.report().share("offered") == 0


def test_only_an_answer_breaks_the_quiet(answers: Answers) -> None:
    answers.ask(NOTHING, set())
    answers.ask(answers.choices("days/hunt", "days/sleep"), set())
    answers.ask(answers.answer("days/hunt"), set())
    answers.ask(answers.answer("days/hunt"), {1})

    report = answers.report()

    assert report.share("quiet") == 2 / 3
    assert report.share("hit") == 1
    assert report.balanced == (1 + 2 / 3) / 2


def test_the_calibration_error_is_how_far_scores_are_from_the_share_of_right_answers(answers: Answers) -> None:
    for gold in ({1}, {1}, {1}, {2}):
        answers.ask(answers.answer("days/hunt"), gold)  # with a score of .9
    answers.ask(NOTHING, {1})

    assert answers.report().calibration_error == pytest.approx(0.9 - 3 / 4)
    assert Report().calibration_error == 0


def test_a_quote_of_no_accepted_paragraph_is_wrong_whether_there_is_an_answer_or_not(answers: Answers) -> None:
    answers.ask(answers.answer("days/hunt"), {1})
    answers.ask(answers.answer("days/hunt"), {2})
    answers.ask(answers.answer("days/hunt"), set())
    answers.ask(answers.choices("days/hunt", "days/sleep"), {2})
    answers.hear(Reply(Said.THANKS), {1})

    assert answers.report().share("wrong") == 2 / 5


def test_a_message_without_a_quote_is_right_if_its_kind_is_recognised(answers: Answers) -> None:
    answers.hear(Reply(Said.SUMMARY), set(), said="summary")
    answers.hear(Reply(Said.ABOUT), set(), said="summary")
    answers.ask(answers.answer("days/hunt"), {1})
    answers.questions.append(LabelledQuestion("Q3", "question 2", "question", frozenset(), (), "thanks"))

    report = answers.report()

    assert report.share("said") == 1 / 3
    assert (report.share("hit"), report.share("quiet"), report.share("wrong")) == (1, 1, 1 / 4)
    assert [(miss.question.id, miss.got) for miss in report.misses] == [("Q1", "about"), ("Q3", "days/hunt")]


def test_one_accepted_quote_among_several_answers_is_a_hit(answers: Answers) -> None:
    parts = tuple(Part("", answers.answer(key)) for key in ("library/feeding", "days/hunt"))
    answers.hear(Reply(Said.NOTHING, parts=parts), {1}, "at dawn")
    answers.hear(Reply(Said.NOTHING, parts=parts), set())

    report = answers.report()

    assert (report.share("hit"), report.share("span"), report.share("quiet")) == (1, 1, 0)
    assert report.share("wrong") == 1 / 2


def test_each_turn_of_a_dialogue_is_a_reply_to_the_answer_before(answers: Answers) -> None:
    for key in ("days/hunt", "library/feeding", "days/sleep"):
        answers.ask(answers.answer(key), {1})
    first, second, third = answers.questions

    evaluate([(first, second), (third,)], answers, answers.article)

    assert answers.leant_on == [None, Shown(passages=(answers.candidate("days/hunt").passage,)), None]


def test_shares_are_counted_by_kind_too(answers: Answers) -> None:
    answers.ask(answers.answer("days/hunt"), {1}, kind="typo")
    answers.ask(NOTHING, {1}, kind="study")
    answers.ask(NOTHING, set(), kind="near")
    answers.ask(answers.answer("days/hunt"), set(), kind="far")

    report = answers.report()

    assert (report.share("hit", "typo"), report.share("hit", "study"), report.share("hit")) == (1, 0, 1 / 2)
    assert (report.share("quiet", "near"), report.share("quiet", "far"), report.share("quiet")) == (1, 0, 1 / 2)


def test_misses_are_listed_with_what_was_given_instead(answers: Answers) -> None:
    answers.ask(answers.answer("days/hunt"), {1})
    answers.ask(answers.answer("days/hunt"), {2})
    answers.ask(answers.choices("days/hunt", "library/feeding"), {2})
    answers.ask(NOTHING, set())
    answers.ask(answers.answer("days/sleep"), set())

    assert [(miss.question.id, miss.got) for miss in answers.report().misses] == [
        ("Q1", "days/hunt"),
        ("Q2", None),
        ("Q4", "days/sleep"),
    ]


def test_every_share_is_one_if_nothing_was_asked(answers: Answers) -> None:
    report = answers.report()

    assert [report.share(mark) for mark in ("hit", "span", "offered", "quiet")] == [1, 1, 1, 1]
    assert report.share("hit", "no such kind") == 1


@pytest.fixture
def twice(small_article: SmallArticle) -> Article:
    """The small article with a sentence, and a passage that quotes it, in both of its paragraphs."""
    small_article.replace("article.txt", " They hunt at dawn", " Cats sleep. They hunt at dawn")
    small_article.replace("article.txt", "A cat named", "Cats sleep. A cat named")
    small_article.write(
        "sections/twice.toml",
        'id = "twice"\ntitle = "Twice"\nsummary = "S."\nkeywords = ["twice"]\n[[passages]]\nid = "said"\n'
        'quote = "Cats sleep."\nsummary = "S."\nanswer = ["sleep"]\nasks = "said twice"\n',
    )
    return small_article.load()


@pytest.mark.parametrize(
    ("key", "gold", "accepted"),
    [
        ("days/hunt", {1}, True),
        ("days/hunt", {2}, False),
        ("days/hunt", {0, -1, 3}, False),
        ("days/hunt", {1, 99}, True),
        ("days/hunt", set[int](), False),
        ("library/feeding", {2}, True),
        ("twice/said", {1}, True),
        ("twice/said", {2}, True),
        ("twice/said", {3}, False),
    ],
)
def test_a_label_accepts_a_passage_whose_quote_is_in_a_paragraph_that_it_names(
    twice: Article, key: str, gold: set[int], accepted: bool
) -> None:
    passage = twice.passage(key)
    assert passage is not None
    # Neither what was asked nor the span has a say.
    label = LabelledQuestion("Q1", "who feeds Whiskers", "question", frozenset(gold), ("not in the article",))

    assert accepts(label, passage, twice) is accepted


GOOD = {"id": "A1", "q": "when do cats hunt", "kind": "question", "gold": [1], "span": ["at dawn"]}


def write_lines(path: Path, *lines: object) -> Path:
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), "utf-8")
    return path


def test_questions_are_read_in_order_past_blank_lines(tmp_path: Path) -> None:
    file = write_lines(tmp_path / "questions.jsonl", GOOD, {"q": "lol", "kind": "chatter", "gold": []})
    file.write_text("\n" + file.read_text("utf-8").replace("\n", "\n \n"), "utf-8")

    assert read_questions(file) == [
        LabelledQuestion("A1", "when do cats hunt", "question", frozenset({1}), ("at dawn",)),
        LabelledQuestion("", "lol", "chatter", frozenset(), ()),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_questions_are_read_whatever_ends_their_lines(tmp_path: Path, end: str) -> None:
    file = write_lines(tmp_path / "questions.jsonl", GOOD, {**GOOD, "id": "A2"})
    expected = read_questions(file)
    file.write_bytes(file.read_bytes().replace(b"\n", end.encode()))

    assert read_questions(file) == expected


def test_a_message_may_hold_any_line_separator_but_a_line_feed(tmp_path: Path) -> None:
    text = "when\u2028do\u2029cats\x85hunt"

    (question,) = read_questions(write_lines(tmp_path / "questions.jsonl", {**GOOD, "q": text}))

    assert question.text == text


def test_a_line_with_turns_is_a_dialogue_and_another_one_of_a_single_turn(tmp_path: Path) -> None:
    said: dict[str, str | list[int]] = {"q": "tldr", "kind": "talk", "gold": [], "said": "summary"}
    file = write_lines(tmp_path / "dialogues.jsonl", {"id": "d1", "turns": [GOOD, said]}, {"turns": [said]}, GOOD)

    dialogues = read_dialogues(file)

    assert [[question.id for question in dialogue] for dialogue in dialogues] == [["A1", "d1.2"], ["1"], ["A1"]]
    assert [question.said for question in dialogues[0]] == ["", "summary"]
    assert [question.line for dialogue in dialogues for question in dialogue] == [1, 1, 2, 3]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("{not json", "is not JSON"),
        ("[1, 2]", "must be an object"),
        (json.dumps({**GOOD, "q": 5}), "needs q and kind"),
        (json.dumps({**GOOD, "kind": 5}), "needs q and kind"),
        (json.dumps({"q": "a", "kind": "b"}), "needs gold"),
        (json.dumps({**GOOD, "gold": ["1"]}), "needs gold"),
        (json.dumps({**GOOD, "span": [1]}), "span must be a list"),
        (json.dumps({**GOOD, "said": 1}), "said must be a text"),
        (json.dumps({"turns": []}), "turns must be a list of objects"),
        (json.dumps({"turns": [GOOD, "hi"]}), "turns must be a list of objects"),
        (json.dumps({"turns": [GOOD, {"q": "hi", "kind": "k"}]}), "needs gold"),
    ],
)
def test_a_bad_line_is_reported_with_file_and_number(tmp_path: Path, line: str, problem: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f"{json.dumps(GOOD)}\n\n{line}\n{json.dumps(GOOD)}\n", "utf-8")

    with pytest.raises(QuestionsError, match=problem) as caught:
        read_questions(file)

    assert str(caught.value).startswith(f"{file}, line 3: ")


def test_all_bad_lines_are_reported_together(tmp_path: Path) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text(f'{"[" * 100_000}\n{json.dumps(GOOD)}\n[]\n{{"q": {"9" * 5_000}}}\n', "utf-8")

    with pytest.raises(QuestionsError) as caught:
        read_questions(file)

    assert [problem.removeprefix(str(file)) for problem in caught.value.problems] == [
        ", line 1: is not JSON (brackets are nested too deep); fix the line",
        ", line 3: must be an object with q, kind, gold and span",
        ", line 4: is not JSON (a number has thousands of digits); fix the line",
    ]


def test_a_file_that_is_missing_or_not_utf_8_and_a_folder_are_reported(tmp_path: Path) -> None:
    (tmp_path / "latin.jsonl").write_bytes(b'{"q": "caf\xe9"}')

    for name, problem in (("nowhere.jsonl", "check the path"), (".", "cannot be read"), ("latin.jsonl", "UTF-8")):
        with pytest.raises(QuestionsError, match=problem) as caught:
            read_questions(tmp_path / name)
        assert str(caught.value).startswith(str(tmp_path / name))


@pytest.mark.slow
def test_leaving_out_hides_each_ask_once_and_what_is_answered_counts_as_found(cats: Article) -> None:
    left_out = list(leave_one_out(cats, folds=3))

    expected = sorted((passage.key, ask) for passage in cats.passages for ask in passage.asks)
    assert sorted((entry.passage.key, entry.ask) for entry in left_out) == expected
    assert any(entry.answered for entry in left_out)
    assert all(entry.found for entry in left_out if entry.answered)


@pytest.mark.slow
def test_an_ask_is_found_without_itself_only_if_the_rest_explains_it(small_article: SmallArticle) -> None:
    like, odd = "how long do the cats sleep", "xylophone quartet tonight"
    small_article.replace("sections/days.toml", "are cats lazy", like)
    small_article.replace("sections/days.toml", "what do cats catch", odd)
    article = small_article.load()

    found = {entry.ask: entry for entry in leave_one_out(article, folds=3)}

    assert isinstance(Matcher.of(article).match(odd), Answer)
    assert (found[like].found, found[like].answered) == (True, True)
    assert (found[odd].found, found[odd].answered) == (False, False)


def test_variants_and_gaps_can_be_left_out(cats: Article) -> None:
    varied = cats.with_each(
        lambda passage: replace(passage, variants=("do cats nap",)), lambda gap: replace(gap, variants=("is it aged",))
    )

    assert without_variants(varied) == cats
    assert without_gaps(varied) == replace(varied, gaps=())
