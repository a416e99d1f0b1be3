"""The loader reads a sound folder, and reports every fault with file, key and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.article import limits
from bot.article.loader import load_article
from bot.errors import ArticleError
from tests.article.small_article import FILES, SmallArticle


def test_a_sound_folder_is_read_as_it_stands(small_article: SmallArticle) -> None:
    article = small_article.load()

    assert article.id == "library-cats"
    assert article.title == "Cats of the town library"
    assert article.paragraphs == tuple(FILES["article.txt"].splitlines())
    assert [section.id for section in article.sections] == ["days", "library"]
    assert article.sections[0].related == ("library",)
    assert article.names[0].aliases == ("Whisky",)
    assert article.gaps[0].asks == ("how old is {person}", "birthday of the tomcat")
    assert article.synonyms == {"mice": ("rodents", "little squeakers")}
    hunt = article.passages[1]
    assert hunt.paragraph == 1
    assert [hunt.quote[start:end] for start, end in hunt.bold] == ["at dawn", "mice"]
    assert hunt.asks == ("when do cats hunt", "what do cats catch", "hunting hours of felines")


def test_a_folder_without_gaps_names_or_synonyms_is_sound(small_article: SmallArticle) -> None:
    small_article.remove("gaps.toml")
    small_article.write("article.toml", FILES["article.toml"].partition("[[names]]")[0])

    article = small_article.load()

    assert (article.gaps, article.names, dict(article.synonyms)) == ((), (), {})


def test_general_gaps_are_turned_off_by_their_ids(small_article: SmallArticle) -> None:
    assert small_article.load().without_gaps == ()

    small_article.write("article.toml", 'without_gaps = ["person-age", "topic-history"]\n' + FILES["article.toml"])

    assert small_article.load().without_gaps == ("person-age", "topic-history")


def test_blank_lines_between_paragraphs_do_not_count(small_article: SmallArticle) -> None:
    small_article.write("article.txt", "\n\n" + FILES["article.txt"].replace("\n", "\n \n"))

    assert small_article.load().passages[3].paragraph == 2


class Case:
    """A change of one file, and the faults, all of them, that it must lead to: the key and a part of the text of the
    first, which is in that file, and ``(file, key, part of the text)`` of any others."""

    def __init__(self, file: str, old: str, new: str, key: str, text: str, *others: tuple[str, str, str]) -> None:
        self.file, self.old, self.new = file, old, new
        self.faults = [(file, key, text), *others]


DAYS, LIBRARY = "sections/days.toml", "sections/library.toml"
LONG = "x" * 5000

CASES = {
    "ask under two passages": Case(
        LIBRARY,
        "where does Whiskers live\n",
        "Are cats LAZY?\n",
        "passages[0].asks",
        "'Are cats LAZY?' is also under days/sleep",
    ),
    "ask under a passage and a gap": Case(
        "gaps.toml",
        "birthday of the tomcat\n",
        "who feeds Whiskers?\n",
        "gaps[0].asks",
        "'who feeds Whiskers?' is also under library/feeding",
    ),
    "quote not verbatim": Case(
        DAYS,
        'quote = "Cats sleep for most of the day."',
        'quote = "Cats sleep for most of the week."',
        "passages[0].quote",
        "the nearest text is in paragraph 1 and differs from character 28 on: "
        "the quote has 'week.', the article 'day.'",
    ),
    "quote begins in mid sentence": Case(
        LIBRARY,
        'quote = "A cat named Whiskers lives',
        'quote = "Whiskers lives',
        "passages[0].quote",
        "in the middle of a sentence",
    ),
    "answer not in the quote": Case(
        DAYS, '["most of the day"]', '["all day"]', "passages[0].answer[0]", "'all day' is not in the quote"
    ),
    "duplicate section id": Case(
        LIBRARY,
        'id = "library"',
        'id = "days"',
        "id",
        "'days' is taken by sections/days.toml",
        ("article.toml", "names[0].passage", "there is no passage 'library/whiskers'"),
        (DAYS, "related[0]", "there is no section 'library'"),
    ),
    "duplicate section title": Case(
        LIBRARY, 'title = "The library\'s cat"', 'title = "a DAY of a cat"', "title", "is taken by sections/days.toml"
    ),
    "duplicate passage id": Case(
        DAYS, 'id = "hunt"', 'id = "sleep"', "passages[1].id", "'sleep' is taken in this section"
    ),
    "duplicate gap id": Case(
        "gaps.toml",
        "birthday of the tomcat\n'''",
        'birthday of the tomcat\n\'\'\'\n[[gaps]]\nid = "ages"\ntitle = "T"\nnote = "N"\nasks = \'what year was it\'',
        "gaps[1].id",
        "'ages' is taken by another gap",
    ),
    "same typo in the quote and its answer": Case(
        LIBRARY,
        'quote = "A cat named Whiskers lives in the town library."\n'
        'summary = "Whiskers lives in the library."\nanswer = ["Whiskers", ',
        'quote = "A cat named Wiskers lives in the town library."\n'
        'summary = "Whiskers lives in the library."\nanswer = ["Wiskers", ',
        "passages[0].quote",
        "the quote has 'Wiskers lives in the', the article 'Whiskers lives in the'",
    ),
    "unknown placeholder": Case(
        "gaps.toml",
        "birthday of the tomcat\n",
        "birthday of {persn}\nbirth year of {persn}\n",
        "gaps[0].asks",
        "'{persn}' is not a placeholder; use one of: {person}, {organisation}",
    ),
    "placeholder without an end": Case(
        DAYS, "are cats lazy", "is {person lazy", "passages[0].asks", "'{person lazy' is not a placeholder"
    ),
    "placeholder without a name": Case(
        "gaps.toml",
        "birthday of the tomcat\n",
        "birthday of {country}\nage of {country}\n",
        "gaps[0].asks",
        "'{country}' stands for no name; add one of the kind 'country' to article.toml",
    ),
    "ask without a word": Case(
        DAYS,
        "are cats lazy",
        "???\n_",
        "passages[0].asks",
        "'???' has no word; write what people ask or remove it",
        (DAYS, "passages[0].asks", "'_' has no word"),
    ),
    "alias of two names": Case(
        "article.toml",
        "[synonyms]",
        '[[names]]\nname = "Tom"\nkind = "person"\nrole = "A tomcat"\naliases = ["Tomcat", "WHISKY"]\n[synonyms]',
        "names[1].aliases[1]",
        "'WHISKY' also names 'Whiskers'; keep it for one of them",
    ),
    "related section twice": Case(
        DAYS,
        'related = ["library"]',
        'related = ["library", "library"]',
        "related[1]",
        "'library' occurs twice; remove one",
    ),
    "tab in a quote": Case(
        DAYS,
        '"Cats sleep for most of the day."',
        '"Cats sleep for\\tmost of the day."',
        "passages[0].quote",
        "has a line break, tab or other control character ('\\t')",
    ),
    "tab in the article": Case(
        "article.txt",
        "Cats sleep for most",
        "Cats sleep for\tmost",
        "paragraph 1",
        "control character ('\\t'); write it on one line with spaces",
        (DAYS, "passages[0].quote", "is verbatim except for its spaces"),
    ),
    "duplicate ask": Case(DAYS, "are cats lazy", "how long do cats sleep", "passages[0].asks", "occurs twice"),
    "malformed id": Case(
        DAYS, 'id = "hunt"', 'id = "At Dawn"', "passages[1].id", "'At Dawn' is not an id; use lower-case"
    ),
    "unknown related section": Case(
        DAYS,
        'related = ["library"]',
        'related = ["garden"]',
        "related[0]",
        "there is no section 'garden'; use one of: days, library",
    ),
    "section related to itself": Case(
        DAYS, 'related = ["library"]', 'related = ["days"]', "related[0]", "is the section itself"
    ),
    "unknown passage of a name": Case(
        "article.toml",
        'passage = "library/whiskers"',
        'passage = "whiskers"',
        "names[0].passage",
        "there is no passage 'whiskers'; write it as section-id/passage-id",
    ),
    "unknown kind of a name": Case(
        "article.toml", 'kind = "person"', 'kind = "cat"', "names[0].kind", "'cat' is not a kind"
    ),
    "empty text": Case(DAYS, 'title = "A day of a cat"', 'title = " "', "title", "is empty"),
    "empty list": Case(DAYS, 'keywords = ["sleep", "hunting"]', "keywords = []", "keywords", "is empty"),
    "empty text in a list": Case(DAYS, '["sleep", "hunting"]', '["sleep", ""]', "keywords[1]", "is empty"),
    "no asks": Case(
        DAYS, "how long do cats sleep\nare cats lazy\ndo felines snooze a lot\n", "\n", "passages[0].asks", "is empty"
    ),
    "missing key": Case(DAYS, 'summary = "Cats hunt at dawn."\n', "", "passages[1].summary", "is missing; add a text"),
    "unknown key": Case(
        DAYS, 'related = ["library"]', 'relatd = ["library"]', "relatd", "is an unknown key; did you mean related?"
    ),
    "unknown key in a passage": Case(
        DAYS,
        'answer = ["most of the day"]',
        'answer = ["most of the day"]\nnote = "x"',
        "passages[0].note",
        "is an unknown key",
    ),
    "unknown key in article.toml": Case(
        "article.toml", 'source = "', 'author = "A"\nsource = "', "author", "is an unknown key"
    ),
    "misspelt key that is needed": Case(
        DAYS, "keywords = ", "keyword = ", "keyword", "is an unknown key; did you mean keywords?"
    ),
    "wrong type": Case(DAYS, 'title = "A day of a cat"', "title = 5", "title", "must be a text, not a number"),
    "wrong type in a list": Case(
        DAYS, '["sleep", "hunting"]', '["sleep", 7]', "keywords[1]", "must be a text, not a number"
    ),
    "general gaps that are no list": Case(
        "article.toml",
        'source = "',
        'without_gaps = "person-age"\nsource = "',
        "without_gaps",
        'must be a list of texts (["one", "another"]), not a text',
    ),
    "table where tables belong": Case(
        "article.toml", "[[names]]", "[names]", "names", "must be [[names]] tables, in two brackets, not a table"
    ),
    "uncovered sentence": Case(
        "article.txt",
        "Cats sleep for most",
        "Dogs bark. Cats sleep for most",
        "paragraph 1",
        "no passage quotes 'Dogs bark.'; add one to a section",
    ),
    "title too long for a button": Case(
        DAYS,
        'title = "A day of a cat"',
        f'title = "{"x" * (limits.TITLE + 1)}"',
        "title",
        f"has {limits.TITLE + 1} characters and at most {limits.TITLE} can be shown",
    ),
    "ask too long for an autocomplete choice": Case(
        DAYS,
        "are cats lazy",
        "x" * (limits.ASK + 1),
        "passages[0].asks item 2",
        f"at most {limits.ASK} can be shown; shorten it",
    ),
    "paragraph too long": Case(
        "article.txt",
        "A cat named",
        f"{LONG}. A cat named",
        "paragraph 2",
        "at most 3000 can be shown; break it in two",
        ("article.txt", "paragraph 2", "no passage quotes 'xxx"),
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_fault_is_reported_with_file_key_and_what_is_wrong(small_article: SmallArticle, case: Case) -> None:
    small_article.replace(case.file, case.old, case.new)

    found = small_article.faults()

    assert sorted((fault.file, fault.key) for fault in found) == sorted((file, key) for file, key, _ in case.faults)
    for file, key, text in case.faults:
        assert any((fault.file, fault.key) == (file, key) and text in fault.problem for fault in found), found


def test_a_quote_of_too_many_words_is_told_how_many_are_allowed(small_article: SmallArticle) -> None:
    sentence = "Cats " + "really " * limits.QUOTE_WORDS + "sleep for most of the day."
    small_article.replace("article.txt", "Cats sleep for most of the day.", sentence)
    small_article.replace(DAYS, '"Cats sleep for most of the day."', f'"{sentence}"')

    (fault,) = small_article.faults()

    assert (fault.file, fault.key) == (DAYS, "passages[0].quote")
    assert f"has {limits.QUOTE_WORDS + 7} words" in fault.problem
    assert f"at most {limits.QUOTE_WORDS}" in fault.problem


@pytest.mark.parametrize("broken", ["article.toml", DAYS, "gaps.toml"])
def test_broken_toml_is_reported_with_line_and_column(small_article: SmallArticle, broken: str) -> None:
    text = FILES[broken]
    small_article.write(broken, text + "oops = = 1\n")

    fault = next(fault for fault in small_article.faults() if fault.file == broken)

    assert fault.key == ""
    assert "broken TOML" in fault.problem
    assert f"line {text.count(chr(10)) + 1}, column 8" in fault.problem


def test_an_unreadable_section_file_reports_once_what_was_not_checked(small_article: SmallArticle) -> None:
    small_article.replace(DAYS, 'related = ["library"]', 'related = ["library", "library", "days"]')
    small_article.write(LIBRARY, b"\xff")

    found = small_article.faults()

    assert [(fault.file, fault.key) for fault in found] == [
        ("sections", ""),
        (DAYS, "related[1]"),
        (DAYS, "related[2]"),
        (LIBRARY, ""),
    ]
    assert "whether each sentence has a passage were not checked; fix those files first" in found[0].problem


@pytest.mark.parametrize(
    "broken",
    [
        FILES[LIBRARY] + "oops = = 1\n",
        FILES[LIBRARY].replace('summary = "Whiskers lives', "summary = Whiskers lives"),
        FILES[LIBRARY].replace("'''", "", 1),
        FILES[LIBRARY].replace("keywords = [", "keywords = "),
    ],
)
def test_a_broken_section_file_hides_no_fault_of_another_file(small_article: SmallArticle, broken: str) -> None:
    small_article.replace(DAYS, 'related = ["library"]', 'related = ["library", "nowhere"]')
    small_article.replace("article.txt", "Cats sleep for most", "Dogs bark. Cats sleep for most")
    small_article.replace("article.toml", "library/whiskers", "library/tomcat")
    small_article.write(
        "variants.jsonl", '{"passage": "library/feeding", "ask": "a"}\n{"passage": "x/y", "ask": "b"}\n'
    )
    small_article.write(LIBRARY, broken)

    found = small_article.faults()

    assert [(fault.file, fault.key) for fault in found] == [
        ("article.toml", "names[0].passage"),
        ("article.txt", "paragraph 1"),
        (DAYS, "related[1]"),
        (LIBRARY, ""),
        ("variants.jsonl", "line 2"),
    ]


@pytest.mark.parametrize("name", ["cats.TOML", "cats.toml.bak", "cats.txt", "cats.toml~", "cats"])
def test_a_file_among_the_sections_that_would_not_be_read_is_a_fault(small_article: SmallArticle, name: str) -> None:
    small_article.write(f"sections/{name}", "")

    not_checked, fault = small_article.faults()

    assert (not_checked.file, fault.file, fault.key) == ("sections", f"sections/{name}", "")
    assert "is not read: the name of a section's file ends in .toml" in fault.problem


def test_files_that_begin_with_a_dot_are_passed_over(small_article: SmallArticle) -> None:
    expected = small_article.load()
    small_article.write("sections/.cats.toml.swp", b"\xff")
    small_article.write("sections/.cats.toml", b"\xff")
    (small_article.folder / "sections" / ".#days.toml").symlink_to("somebody@somewhere.1234")

    assert small_article.load() == expected


ANOTHER_PASSAGE = (
    '[[passages]]\nid = "more-{0}"\nquote = "Cats sleep for most of the day."\nsummary = "S."\n'
    'answer = ["day"]\nasks = "ask {0}"\n'
)


def test_an_article_may_have_more_sections_and_passages_than_a_menu_has_entries(small_article: SmallArticle) -> None:
    for number in range(30):
        head = f'id = "more-{number}"\ntitle = "More {number}"\nsummary = "S."\nkeywords = ["more"]\n'
        small_article.write(f"sections/more-{number}.toml", head + ANOTHER_PASSAGE.format(number))
    small_article.write(DAYS, FILES[DAYS] + "".join(ANOTHER_PASSAGE.format(number) for number in range(30, 60)))

    article = small_article.load()

    assert len(article.sections) == 32
    assert len(article.sections[0].passages) == 32


def test_a_passage_may_be_marked_as_drafted(small_article: SmallArticle) -> None:
    small_article.replace(DAYS, 'id = "hunt"', 'drafted = true\nid = "hunt"')

    assert [passage.drafted for passage in small_article.load().passages] == [False, True, False, False]

    small_article.replace(DAYS, "drafted = true", 'drafted = "yes"')
    (fault,) = small_article.faults()
    assert (fault.key, fault.problem) == ("passages[1].drafted", "must be true or false, not a text")


@pytest.mark.parametrize("kind", ["person", "organisation", "country", "place", "thing"])
def test_a_name_is_of_a_kind_for_which_gaps_have_a_placeholder(small_article: SmallArticle, kind: str) -> None:
    small_article.replace("article.toml", 'kind = "person"', f'kind = "{kind}"')
    small_article.replace("gaps.toml", "how old is {person}", f"how old is {{{kind}}}")

    article = small_article.load()

    assert article.names[0].kind == kind
    assert article.gaps[0].asks[0] == f"how old is {{{kind}}}"


def test_a_name_needs_no_role(small_article: SmallArticle) -> None:
    small_article.replace("article.toml", 'role = "The cat of the library"\n', "")

    assert small_article.load().names[0].role == ""


@pytest.mark.parametrize("skip", ['["Dogs bark."]', "'''\nDogs bark.\n'''"])
def test_skipped_texts_need_no_passage(small_article: SmallArticle, skip: str) -> None:
    small_article.write("article.txt", FILES["article.txt"] + "Dogs bark. Dogs bark.\n")
    small_article.write("article.toml", f"skip = {skip}\n" + FILES["article.toml"])

    assert len(small_article.load().paragraphs) == 3


def test_skipped_texts_have_to_be_in_the_article(small_article: SmallArticle) -> None:
    small_article.write("article.toml", 'skip = ["Dogs bark."]\n' + FILES["article.toml"])

    (fault,) = small_article.faults()

    assert (fault.file, fault.key) == ("article.toml", "skip item 1")
    assert "'Dogs bark.' is not in the article" in fault.problem


LONG_SENTENCE = "Cats, " + "who sleep, " * limits.QUOTE_WORDS + "hunt at dusk."
START = "Cats, " + "who sleep, " * 30 + "who sleep,"
REST = LONG_SENTENCE.removeprefix(START).strip()


def with_long_sentence(small_article: SmallArticle, *quotes: str) -> None:
    small_article.write("article.txt", FILES["article.txt"] + LONG_SENTENCE + "\n")
    passages = (
        ANOTHER_PASSAGE.format(number).replace("Cats sleep for most of the day.", quote).replace('"day"', '"sleep"')
        for number, quote in enumerate(quotes)
    )
    small_article.write(DAYS, FILES[DAYS] + "".join(passages))


def test_a_long_sentence_is_quoted_in_parts_with_an_ellipsis_at_the_cut_end(small_article: SmallArticle) -> None:
    cut = len(REST) // 2
    middle, last = REST[: REST.index("who", cut)].strip(), REST[REST.index("who", cut) :]
    with_long_sentence(small_article, f"{START} …", f"… {middle} …", f"…{last}")

    *_, first, second, third = (passage for passage in small_article.load().passages if passage.paragraph == 3)

    assert (first.quote, first.verbatim) == (f"{START} …", START)
    assert (second.quote, second.verbatim) == (f"… {middle} …", middle)
    assert third.verbatim == last
    assert small_article.load().neighbours(second) == (first, third)
    assert [third.quote[start:end] for start, end in third.bold] == ["sleep"]


def test_the_rest_of_a_cut_sentence_belongs_to_another_quote(small_article: SmallArticle) -> None:
    with_long_sentence(small_article, f"{START} …")

    (fault,) = small_article.faults()

    assert (fault.file, fault.key) == ("article.txt", "paragraph 3")
    assert repr(REST) in fault.problem


@pytest.mark.parametrize(
    ("quote", "problem"),
    [
        (START, f"put an ellipsis (…) at the end where this one of over {limits.QUOTE_WORDS} words is cut"),
        (f"… {START} …", ""),
        (f"{START[:-4]} …", "is cut in the middle of a word"),
        (f"{START} and more …", "is not verbatim"),
        ("… for most of the day.", "is cut, and its sentence has 7 words"),
        ("… most of the day", "put an ellipsis (…) there"),
    ],
)
def test_a_cut_quote_is_held_to_rules_too(small_article: SmallArticle, quote: str, problem: str) -> None:
    with_long_sentence(small_article, quote, f"… {REST}")

    problems = [fault.problem for fault in small_article.faults() if fault.key == "passages[2].quote"]

    assert [problem in each for each in problems] == [True][: len(problems)]
    assert problems or not problem


def test_a_missing_folder_is_one_fault(tmp_path: Path) -> None:
    with pytest.raises(ArticleError) as caught:
        load_article(tmp_path / "nowhere")

    (fault,) = caught.value.faults
    assert "no such folder" in fault.problem
    assert str(tmp_path / "nowhere") in str(caught.value)


@pytest.mark.parametrize("file", ["article.txt", "article.toml"])
def test_a_missing_file_is_reported(small_article: SmallArticle, file: str) -> None:
    small_article.remove(file)

    assert [fault.problem for fault in small_article.faults() if fault.file == file] == [
        "the file is missing; create it"
    ]


def test_a_folder_without_sections_is_told_to_have_none(small_article: SmallArticle) -> None:
    small_article.remove(DAYS)
    small_article.remove(LIBRARY)

    assert any(fault.file == "sections" and "contains no section" in fault.problem for fault in small_article.faults())


def test_a_section_without_passages_is_a_fault(small_article: SmallArticle) -> None:
    small_article.write("sections/empty.toml", FILES[DAYS].partition("[[passages]]")[0].replace("day", "empty"))
    assert ("sections/empty.toml", "passages") in {(fault.file, fault.key) for fault in small_article.faults()}

    small_article.write(
        "sections/empty.toml",
        'passages = []\nid = "empty"\ntitle = "Nothing"\nsummary = "Nothing."\nkeywords = ["nothing"]\n',
    )
    (fault,) = small_article.faults()
    assert (fault.file, fault.key) == ("sections/empty.toml", "passages")


@pytest.mark.parametrize(
    ("kept", "hint"),
    [((), "python -m bot new FOLDER SOURCE"), (("article.txt",), "python -m bot new FOLDER FOLDER/article.txt")],
)
def test_a_folder_that_is_not_drafted_yet_is_told_how(tmp_path: Path, kept: tuple[str, ...], hint: str) -> None:
    for name in (*kept, "notes.md"):
        (tmp_path / name).write_text("Cats sleep.")

    with pytest.raises(ArticleError) as caught:
        load_article(tmp_path)

    (fault,) = caught.value.faults
    assert fault.problem.endswith(hint)


@pytest.mark.parametrize(("count", "named"), [(1, "a"), (5, "a, b, c, d, e"), (6, "a, b, c, d, e, ...")])
def test_a_folder_of_articles_is_told_to_hold_them(tmp_path: Path, count: int, named: str) -> None:
    for name in "abcdef"[:count]:
        (tmp_path / name).mkdir()
        (tmp_path / name / "article.toml").touch()
    (tmp_path / "notes").mkdir()

    with pytest.raises(ArticleError) as caught:
        load_article(tmp_path)

    (fault,) = caught.value.faults
    assert fault.problem == f"contains articles in folders of their own; name one of them: {named}"


def test_an_empty_article_is_told_to_be_empty(small_article: SmallArticle) -> None:
    small_article.write("article.txt", "\n \n")

    assert any(fault.file == "article.txt" and "is empty" in fault.problem for fault in small_article.faults())


def test_all_faults_of_all_files_are_reported_together_in_order(small_article: SmallArticle) -> None:
    small_article.replace("article.txt", "A cat named", "Dogs bark. A cat named")
    small_article.replace("article.toml", 'kind = "person"', 'kind = "cat"')
    small_article.replace(DAYS, 'id = "hunt"', 'id = "sleep"')
    small_article.replace(DAYS, 'related = ["library"]', 'related = ["garden"]')
    small_article.replace(LIBRARY, 'summary = "Whiskers lives in the library."', 'summary = ""')
    small_article.write("gaps.toml", "[[gaps")

    with pytest.raises(ArticleError) as caught:
        small_article.load()

    assert [(fault.file, fault.key) for fault in caught.value.faults] == [
        ("article.toml", "names[0].kind"),
        ("article.txt", "paragraph 2"),
        ("gaps.toml", ""),
        (DAYS, "passages[1].id"),
        (DAYS, "related[0]"),
        (LIBRARY, "passages[0].summary"),
    ]
    text = str(caught.value)
    assert text.startswith("6 faults in ")
    assert all(str(fault) in text for fault in caught.value.faults)


def test_a_fault_of_one_of_several_tables_names_it(small_article: SmallArticle) -> None:
    small_article.replace(DAYS, '["most of the day"]', '["all day"]')

    (fault,) = small_article.faults()

    assert str(fault).startswith(f"{DAYS}: passages[0].answer[0] (of sleep): 'all day' is not in the quote")


@pytest.mark.parametrize(
    ("name", "wrong", "file", "problem"),
    [
        ("article.toml", "Article.TOML", "article.toml", "is Article.TOML meant? Rename it"),
        ("sections", "section", "sections", "is section meant? Rename it"),
        ("gaps.toml", "gap.toml", "gap.toml", "is not read; rename it to gaps.toml"),
    ],
)
def test_a_file_with_nearly_the_right_name_is_reported(
    small_article: SmallArticle, name: str, wrong: str, file: str, problem: str
) -> None:
    (small_article.folder / name).rename(small_article.folder / wrong)

    assert any(fault.file == file and problem in fault.problem for fault in small_article.faults())


TITLE = 'title = "A day of a cat"'


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        (TITLE, "title = “A day of a cat”", "straight quotation marks"),
        (TITLE, "title = A day of a cat", "put the text in quotation marks"),
        (TITLE, 'title = "A day of a cat', "close the text"),
        (TITLE, 'title = "A day of a "cat""', "inside the text ends it"),
        (TITLE, 'title: "A day of a cat"', "write = instead of the colon"),
        (TITLE, 'title = "A day"\ntitle = "of a cat"', "its key occurs twice"),
        (TITLE, f"<<<<<<< HEAD\n{TITLE}\n=======", "line 2 is a merge marker"),
        (TITLE, f'{TITLE}\rsource = "cats"', "line ends of Unix"),
        ('["sleep", "hunting"]', '["sleep" "hunting"]', "a comma between two texts"),
        ('[[passages]]\nid = "hunt"', '[passages]\nid = "hunt"', "in two brackets"),
        ('[[passages]]\nid = "sleep"', '[passages]\nid = "sleep"', "in two brackets"),
        ("snooze a lot\n'''", "snooze a lot\n", "is not closed"),
    ],
)
def test_broken_toml_is_reported_with_what_to_do(small_article: SmallArticle, old: str, new: str, hint: str) -> None:
    small_article.replace(DAYS, old, new)

    (fault,) = (fault for fault in small_article.faults() if fault.problem.startswith("broken TOML: "))

    assert hint in fault.problem


def test_a_table_whose_first_line_is_broken_hides_no_quote_before_it(small_article: SmallArticle) -> None:
    small_article.replace(DAYS, '[[passages]]\nid = "hunt"', '# [[passages]]\nid = "hunt"')

    assert [fault.file for fault in small_article.faults()] == [DAYS]
