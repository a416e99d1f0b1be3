"""A drafted folder passes the loader's checks and answers at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.article.quotes import uncovered
from bot.curation.drafting.names import names
from bot.curation.drafting.themes import Themes
from bot.curation.grammar.summaries import one_line
from bot.curation.sources.reading import decoded, described, read_source
from bot.errors import InputError
from bot.matching.matcher import Matcher
from bot.matching.outcomes import Answer
from tests.curation.drafting import BRIDGE, draft_folder

SOURCES = {
    "readme.md": (
        "---\ntitle: x\n---\n# Widget\n\n![Badge](a.png) [![b](b.png)](c)\n\n"
        "Widget draws **tidy** boxes in a [window](w).\n\n"
        "## Install\n\n```\npip install widget\n```\n\nIt needs Python 3.11 or later. Run it with `widget box`.\n\n"
        "| a | b |\n| - | - |\n| 1 | 2 |\n\n- It draws circles too, since version 2.\n- [Docs](x)\n"
    ),
    "law.txt": (
        "CHAPTER I\n\nGENERAL PROVISIONS\n\nArticle 1\n\n1. This Act lays down rules for the keeping of bees, "
        + "and, in particular, for the hives, " * 30
        + "and for honey.\n\n2. It does not apply to wasps; those are dealt with in Article 12(3)(b).\n"
    ),
    "story.txt": "“Who is there?” asked Tom.\n\nNobody answered. He waited... “Well,” he said, “it is.”\n",
    "poem.txt": "The rose is red,\nthe honey sweet,\nand so are you.\n\nThe sea is wide,\nthe sky is too.\n",
    "faq.txt": "Q: How do I join?\nA: Send an email to the secretary.\n\nQ: What does it cost?\nA: It is free.\n",
    "minutes.txt": "Minutes of May\n==============\n\nPresent: Hale\n\n1) The treasurer reported a surplus.\n",
    "notes.txt": "Fixes since v2.0\n----------------\n\n * A crash was fixed.\n\n * The {person} tag works.\n",
    "page.html": (
        "<!doctype html><html><head><title>Bees</title><style>p{}</style></head><body><nav><a>Home</a></nav>"
        "<h1>Bees</h1>"
        "<p>Bees live in hives<sup>[1]</sup> &amp; make honey.<br>They sting.</p><table><tr><td>1</td></tr></table>"
        "<script>alert('x')</script><h2>Do they sleep?</h2><p>They sleep at night, as people do.</p><footer>©</footer>"
    ),
    "broken.html": "<html><p>Bees make honey all day long.<div><p>They sleep at night <b>as people do",
    "other.txt": "雨が降った。風も吹いた。\n\nЗимой в городе шёл снег, и реки замёрзли до весны.\n",
    "words.txt": "thequickbrownfox," * 20_000,
    "prices.txt": "Haircut: £18\nBeard trim: £9\nColour: from £45\n",
    "chorus.txt": "Row, row, row.\n\n" * 40 + "The gate is shut. " * 30,
    "one.txt": "It rained",
}


@pytest.mark.parametrize("name", sorted(set(SOURCES) - {"one.txt"}))
def test_any_text_becomes_a_sound_folder(tmp_path: Path, name: str) -> None:
    article = draft_folder(tmp_path / "made", SOURCES[name], name)

    assert article.title
    assert (
        list(uncovered(article.paragraphs, [p.quote for p in article.passages], [p.cut for p in article.passages]))
        == []
    )
    assert all(passage.drafted and passage.asks and passage.bold for passage in article.passages)


@pytest.mark.parametrize(
    "data", [b"", b" \n\n", b"\x89PNG\r\n\x1a\n\x00\x00", bytes(range(256)) * 9, b"import os\nx = 1\n", b"| a | b |\n"]
)
def test_a_source_without_prose_is_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_source(decoded(data, "some.txt"), "some.txt")

    assert str(caught.value).startswith("some.txt ")
    assert "\n" not in str(caught.value)


def test_new_reports_what_it_left_out() -> None:
    told = described(read_source(SOURCES["readme.md"], "readme.md").left_out)

    for what in ("1 block of code", "2 headings (now titles)", "1 table", "1 front matter", "2 pictures"):
        assert what in told


def test_a_question_of_the_text_is_quoted_with_its_answer(tmp_path: Path) -> None:
    text = "Why does a town need a theatre? Because people need a place. The hall has 600 seats.\n\nThe roof leaks.\n"
    first = draft_folder(tmp_path / "made", text).passages[0]

    assert first.quote == "Why does a town need a theatre? Because people need a place."
    assert first.asks[0] == "Why does a town need a theatre"
    assert first.summary == "Because people need a place."


def test_an_article_is_summarised_by_independent_sentences_of_its_sections(tmp_path: Path) -> None:
    said = {
        "Joining": "Anyone can join.",
        "Fees": "The yearly fee is £30.",
        "Hours": "Tuesday: 18:00–22:00",
        "Play": "It is silent. The room is warm.",
        "Phones": "Phones must be off during games.",
        "Clocks": "Members bring a clock of their own.",
        "Cups": "The best player gets a cup.",
    }
    text = "# Chess rules\n\n" + "\n\n".join(f"## {heading}\n{sentence}" for heading, sentence in said.items())
    chosen = [said["Joining"], said["Fees"], "The room is warm.", said["Phones"]]

    assert draft_folder(tmp_path / "chess", text).summary == " ".join(chosen)


def test_nothing_is_said_twice_in_a_summary_nor_with_its_number(tmp_path: Path) -> None:
    text = (
        "# The Siege\n\n- Date: 7 May 1571\n\nThe siege (a long one) began on 7 May 1571 at dawn. It was hot.\n\n"
        "## Aims\n\n1. The walls were to fall. It took a day.\n"
    )

    assert draft_folder(tmp_path / "siege", text, "siege.md").summary == (
        "The siege began on 7 May 1571 at dawn. The walls were to fall."
    )


def test_an_announcement_is_summed_up_with_when_and_where_it_is(tmp_path: Path) -> None:
    text = "# Clash\n\n👋 Our cup is back.\n\n- When: Saturday, 20 July\n- Where: the hall\n\nThe fee is £5.\n"

    assert draft_folder(tmp_path / "cup", text, "cup.md").summary == (
        "Our cup is back. When: Saturday, 20 July. Where: the hall. The fee is £5."
    )


def test_a_quote_without_known_asks_is_asked_for_by_its_heading(tmp_path: Path) -> None:
    article = draft_folder(tmp_path / "m", "Minutes\n\n6. Date of next meeting\nTuesday 11 June 2024 at 7.30 pm.\n")

    assert article.passages[0].asks[0] == "Date of next meeting"


def test_headings_become_titles_and_questions_become_asks(tmp_path: Path) -> None:
    article = draft_folder(tmp_path / "page", SOURCES["page.html"], "page.html")
    faq = draft_folder(tmp_path / "faq", SOURCES["faq.txt"], "faq.txt")

    assert article.title == "Bees"
    assert "Do they sleep" in article.passages[-1].asks
    assert [passage.asks[0] for passage in faq.passages] == ["How do I join", "What does it cost"]
    assert faq.passages[0].quote == "Send an email to the secretary."


@pytest.mark.parametrize(
    ("line", "ask"),
    [("When: Sunday, 18 May", "when is Alder Run"), ("Where: Town Hall Square", "where is Alder Run")],
)
def test_the_details_of_an_announcement_are_asked_for_by_its_title(tmp_path: Path, line: str, ask: str) -> None:
    article = draft_folder(tmp_path / "run", f"# Alder Run 🏃\n\n{line}\n\n{BRIDGE}", "run.md")

    assert ask in next(passage.asks for passage in article.passages if passage.quote == line)


def test_an_entry_of_a_price_list_is_asked_for_by_its_price(tmp_path: Path) -> None:
    article = draft_folder(tmp_path / "prices", SOURCES["prices.txt"])

    assert [passage.asks for passage in article.passages] == [
        ("how much is haircut",),
        ("how much is beard trim",),
        ("how much is colour",),
    ]
    assert [passage.quote[start:end] for passage in article.passages for start, end in passage.bold] == [
        "£18",
        "£9",
        "£45",
    ]
    assert [passage.id for passage in article.passages] == ["haircut-18", "beard-trim-9", "colour-from-45"]
    assert len(article.sections) == 1


@pytest.mark.parametrize(
    "beginning",
    [
        "Contact: Ana Li, press@acme.example",
        "Location: Northern Tarnia",
        "Serves 4 | Prep 10 min",
        "Last edited by Ana on 14 May, so read it again!",
        "Hello there, all of you!",
        "Is there a bridge at all?",
        "".join(f"Bed {number}: carrots and kale number {number}\n\n" for number in range(6)),
        "ALDER, 3 May (ALDERWIRE) -- Alder Council met first.",
        "Alder Council met (Latin: Alnus) in its hall.",
        "We're back!",
    ],
)
def test_the_summary_is_the_first_sentence_and_no_entry_before_it(tmp_path: Path, beginning: str) -> None:
    assert draft_folder(tmp_path / "made", f"{beginning}\n\n{BRIDGE}").summary.startswith("Alder Council met")


@pytest.mark.parametrize("line", ["Location: Tarn, Norway", "Published: March 5, 2024 at 9:14 p.m."])
def test_a_line_alone_is_no_theme(tmp_path: Path, line: str) -> None:
    text = f"{line}\n\nConstructed: 1862\n\n{BRIDGE}\n{BRIDGE.replace('bridge', 'mill')}"

    sections = draft_folder(tmp_path / "line", text).sections

    assert all(len(section.passages) > 2 for section in sections)


def test_a_section_is_named_by_the_label_of_its_paragraph(tmp_path: Path) -> None:
    hours = "Hours of operation: The hall is open from dawn until nine, except on the days on which the club plays."
    text = f"{BRIDGE}\n{hours} Whoever is late rings the bell beside the door, and waits there for the warden.\n"

    titles = [section.title for section in draft_folder(tmp_path / "hours", text).sections]

    assert titles[-1].startswith("Hours of operation")


def test_a_section_is_named_by_one_phrase_that_is_no_piece_of_a_sentence() -> None:
    themes = Themes(["Phones stay at home. The bus bay is behind the school."])

    assert themes.title(["phones stay", "need four adults", "bus bay", "school"], "Phones stay") == "Bus bay"
    assert themes.title(["school", "phones"], "Phones stay") == "School and phones"


def test_each_question_of_a_text_without_headings_names_a_section(tmp_path: Path) -> None:
    first = "**❓ QUESTIONS**\n\n**Q: When and where do you meet?**\nOn Fridays in the hut.\n"
    text = f"{first}\n**Q: Who may join?**\nAll may join us.\n"

    article = draft_folder(tmp_path / "faq", text, "faq.md")

    assert [section.title for section in article.sections] == ["When and where do you meet?", "Who may join?"]
    assert article.title == "QUESTIONS"


def test_text_above_all_headings_is_one_section_summarised_by_a_sentence(tmp_path: Path) -> None:
    lines = "Island group: Outer Isles", "Largest village: Kirkton", "Brandsay is an island of nine farms."
    page = f"# Brandsay\n\n- {lines[0]}\n- {lines[1]}\n\n{lines[2]}\n\n## History\n\nNorsemen came in 900.\n"

    first, second = draft_folder(tmp_path / "island", page, "island.md").sections

    assert (first.title, first.summary, len(first.passages)) == ("Brandsay", lines[2], 3)
    assert second.title == "History"


def test_an_id_is_made_of_words_that_name_something(tmp_path: Path) -> None:
    text = "Nobody may keep more than three dogs in a flat.\n\nIt is open until 1934 on Tuesday.\n"

    ids = [passage.id for passage in draft_folder(tmp_path / "made", text).passages]

    assert not {"three", "tuesday", "1934"} & set(ids)


def test_another_language_is_asked_for_by_its_words_alone(tmp_path: Path) -> None:
    text = "Die Leiterin heißt Karin Holm.\n\nDie Bücherei ist von Montag bis Freitag bis 18 Uhr für alle geöffnet.\n"

    asks = [ask for passage in draft_folder(tmp_path / "made", text).passages for ask in passage.asks]

    assert asks
    assert not any(ask.startswith(("how", "what", "is ", "does")) for ask in asks)


def test_a_church_is_nobody(tmp_path: Path) -> None:
    article = draft_folder(tmp_path / "made", "The clinic at St. Mary's Hall is open. FC St. Pauli Rovers play near.\n")

    assert [name.name for name in article.names if name.kind == "person"] == []


def test_a_question_for_the_holder_of_an_office_wants_a_person(tmp_path: Path) -> None:
    (passage,) = draft_folder(tmp_path / "made", "Our coach is Jean-Luc Moreau.").passages

    assert passage.asks[0] == "who is your coach"


def test_a_sentence_that_refers_to_the_one_before_is_quoted_with_it(tmp_path: Path) -> None:
    article = draft_folder(tmp_path / "bridge", BRIDGE)

    assert "Repairs took two years and cost $3 million. They were paid by the county." in [
        passage.quote for passage in article.passages
    ]


def test_names_have_the_kinds_and_roles_that_the_text_gives_them(tmp_path: Path) -> None:
    text = (
        "Foreign Minister Ana Li met Tom Hale, the chair of the council, in Peru. "
        "World Trade Organization (WTO) envoys left."
    )

    found = {name.name: (name.kind, name.role, name.aliases) for name in draft_folder(tmp_path / "n", text).names}

    assert found == {
        "Ana Li": ("person", "Foreign Minister", ("Ana", "Li")),
        "Tom Hale": ("person", "the chair of the council", ("Hale",)),
        "Peru": ("country", "", ()),
        "World Trade Organization": ("organisation", "", ("WTO",)),
    }


@pytest.mark.parametrize(
    ("sentence", "name", "kind"),
    [
        ("They took the electric ferry Kestrel to the fair.", "Kestrel", "thing"),
        ("The trawler Bonny Jean brought 61 people.", "Bonny Jean", "thing"),
        ("It was the last song of the opera Porgy.", "Porgy", "thing"),
        ("They live on the island of Sorrel all year.", "Sorrel", "place"),
        ("The loan was given by Hale Bank in May.", "Hale Bank", "organisation"),
        ("It belongs to the operator, Hadley Ferries, since May.", "Hadley Ferries", "organisation"),
        ("It was built by the maker, Roth Pianos, in May.", "Roth Pianos", "organisation"),
        ("It was built by the maker, Tom Brooks, in May.", "Tom Brooks", "person"),
        ("It was paid by the owner, Sophie Davies, in May.", "Sophie Davies", "person"),
        ("Complaints about a dog go to the chair, Ana Li, in writing.", "Ana Li", "person"),
        ("Tell the plot steward, Ana Li, at once.", "Ana Li", "person"),
    ],
)
def test_a_name_has_the_kind_that_its_form_and_its_role_tell(
    tmp_path: Path, sentence: str, name: str, kind: str
) -> None:
    found = draft_folder(tmp_path / "n", sentence).names

    assert [(each.name, each.kind) for each in found] == [(name, kind)]


def test_both_of_two_are_found_who_did_something(tmp_path: Path) -> None:
    text = "The club was founded in 2016 by Ines Roth and Joris Vlam, and has 90 members."

    assert [name.name for name in draft_folder(tmp_path / "two", text).names] == ["Ines Roth", "Joris Vlam"]


@pytest.mark.parametrize("form", ["Ltd", "GmbH", "N.V.", "plc"])
def test_a_company_is_found_by_its_legal_form_and_called_without_it(tmp_path: Path, form: str) -> None:
    (name,) = draft_folder(tmp_path / "company", f"In Alder, Kestrel Biotech {form} grows mushrooms.").names

    assert (name.name, name.kind, name.aliases) == (f"Kestrel Biotech {form}", "organisation", ("Kestrel Biotech",))


def test_the_name_of_a_company_begins_in_its_paragraph() -> None:
    first, second = "It sails on Monday and Tuesday", "Hadley Ferries Ltd runs the line."

    assert names([first, second]) == names([second])


def test_a_country_at_the_end_of_a_paragraph_is_named() -> None:
    assert [name.name for name in names(["Members come from Norway", "Guests pay for a day."])] == ["Norway"]


def test_a_country_in_the_name_of_something_else_is_not_named(tmp_path: Path) -> None:
    article = draft_folder(
        tmp_path / "country",
        "Born in Austria-Hungary, he lived in New Mexico, Northern Ireland and Norway. England Athletics paid.",
    )

    assert [name.name for name in article.names] == ["Norway"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("A hall of the University of Alder has her name.", "University of Alder"),
        ("It was paid by Sir Edward Cole and the Royal Society.", "Royal Society"),
        ("She went to Alder Girls' High School in 1889.", "Alder Girls' High School"),
        ("If the Alder Rowing Club is dissolved, all of it is sold.", "Alder Rowing Club"),
        ("She studied at the University of Alder (BS).", "University of Alder"),
        ("NEW YORK (AP) — The Alder Fire Department came at once.", "Alder Fire Department"),
    ],
)
def test_an_organisation_has_all_of_its_name_and_nothing_else(tmp_path: Path, sentence: str, name: str) -> None:
    found = [each for each in draft_folder(tmp_path / "o", sentence).names if each.kind == "organisation"]

    assert [each.name for each in found] == [name]


def test_the_last_name_of_whom_an_article_is_about_is_theirs(tmp_path: Path) -> None:
    text = (
        "# Ana Roth\n\nAna Roth (1889–1961) was a poet. She was the first woman in the club.\n\n"
        "In 1907 she married the engineer Karl Roth.\n"
    )

    article = draft_folder(tmp_path / "roth", text, "roth.md")

    assert [(name.name, name.aliases) for name in article.names] == [
        ("Ana Roth", ("Ana", "Roth")),
        ("Karl Roth", ("Karl",)),
    ]
    assert [passage.id for passage in article.passages if "who was Roth" in passage.asks] == [article.passages[0].id]


def test_he_and_she_mean_whom_the_article_is_about(tmp_path: Path) -> None:
    text = "Ana Maria Roth (1889–1961) was a poet.\n\nIn 1907 she won a prize in Rome.\n"

    titled, untitled = (
        draft_folder(tmp_path / name, each, "poet.md") for name, each in (("a", f"# Ana Roth\n\n{text}"), ("b", text))
    )

    for article in (titled, untitled):
        assert "when did Roth win a prize" in " / ".join(article.passages[-1].asks)


@pytest.mark.parametrize(
    ("sentence", "name", "role"),
    [
        ("A plan was drawn up by the hydrologist Mara Voss, and dropped.", "Mara Voss", "the hydrologist"),
        ("It is led by the retired judge Owen Rees, with two others.", "Owen Rees", "the retired judge"),
        ("The landlady, Peg Dunmore, put up a mark.", "Peg Dunmore", "the landlady"),
        ("Ludo Kasch, 81, has lived there all his life.", "Ludo Kasch", ""),
        ("Ines Roth, who farms there, saw it.", "Ines Roth", ""),
        ("Ines Roth (3 May 1889 – 7 June 1961) was a poet and judge.", "Ines Roth", "a poet and judge"),
        ("Ines Roth FRS (3 May 1889 – 7 June 1961) was a poet.", "Ines Roth", "a poet"),
        ("She met the Swedish engineer Ines Roth on a boat.", "Ines Roth", "the Swedish engineer"),
        ("It may take a year, said board member Ines Roth.", "Ines Roth", "board member"),
        ("“We made room,” ferry passenger Ines Roth said.", "Ines Roth", "ferry passenger"),
        ("The pool is old, and organizer Ines Roth said so.", "Ines Roth", "organizer"),
        ("Councilwoman Ines Roth, who was there, voted.", "Ines Roth", "Councilwoman"),
        ("The landlord, Sir Ines Roth, sold it.", "Ines Roth", "the landlord"),
        ("The landlord of the Swan, Ines Roth, rode ahead of it.", "Ines Roth", "the landlord of the Swan"),
        ("A spokeswoman for the zoo, Ines Roth, told us so.", "Ines Roth", "a spokeswoman for the zoo"),
        ("It was its founder, former club champion Ines Roth, who sang.", "Ines Roth", "former club champion"),
        ("Baker and trade unionist Ines Roth on her staff.", "Ines Roth", "baker and trade unionist"),
        ("Ines Roth, Chief Executive of Alder, said so.", "Ines Roth", "Chief Executive of Alder"),
        ("Only the head referee (Ines Roth) can do that.", "Ines Roth", "the head referee"),
        ("It began in May, said Chief Operating Officer Ines Roth-Voss.", "Ines Roth-Voss", "Chief Operating Officer"),
        ("“We won,” said Ines Roth, co-founder and owner of Alder.", "Ines Roth", "co-founder and owner of Alder"),
    ],
)
def test_people_are_found_by_words_beside_their_names(tmp_path: Path, sentence: str, name: str, role: str) -> None:
    found = {each.name: each.role for each in draft_folder(tmp_path / "n", sentence).names if each.kind == "person"}

    assert found == {name: role}


def test_who_came_to_a_meeting_is_a_person(tmp_path: Path) -> None:
    article = draft_folder(
        tmp_path / "minutes",
        "Present: Ana Lindqvist (chair), Tomasz Zielinski and Ines Roth (from 8 pm)\n\nTomasz got a new lock in May.",
    )

    assert [name.name for name in article.names] == ["Ana Lindqvist", "Tomasz Zielinski", "Ines Roth"]
    assert "who got a new lock in May" in [ask for passage in article.passages for ask in passage.asks]


@pytest.mark.parametrize(
    "sentence",
    [
        "They crossed the river Old Avon in May.",
        "It stood in the newspaper Evening Star that day.",
        "King William's War began in 1688, and Mill Lane, 14, was burnt down.",
        "He is of the University of East Anglia, who helped.",
        "The officers are the Chairman Deputy Chairman Treasurer Secretary of it.",
        "The Old Swan, rode ahead of the men of Alder, fell.",
    ],
)
def test_rivers_newspapers_wars_and_offices_are_no_people(tmp_path: Path, sentence: str) -> None:
    assert not [name for name in draft_folder(tmp_path / "n", sentence).names if name.kind == "person"]


FURTHER = "the flood plain above the old town had lost a third of the water that it could once hold in its fields"


@pytest.mark.parametrize(
    ("quote", "summary"),
    [
        ("Account data. We keep your name and a photo.", "We keep your name and a photo."),
        ("Dogs are welcome (on a lead). Cats are not.", "Dogs are welcome."),
        ("Out now: 5 May (PC), 12 May (consoles)", "Out now: 5 May (PC), 12 May (consoles)."),
        (
            f"A study by the University of Torsby found that {FURTHER}, where sugar beet is grown, since 1987.",
            f"A study by the University of Torsby found that {FURTHER}.",
        ),
        (
            "In 2019 a study by the University of Torsby found that the old flood plain, where sugar beet is grown, "
            "had lost a third of its capacity to hold water since drainage was laid there in the 1980s.",
            "In 2019 a study by the University of Torsby found that the old flood plain had lost a third of its "
            "capacity to hold water since drainage was laid there in the 1980s.",
        ),
        (
            "Ana Roth was an English collector, dealer, and scholar who became known around the world for what she had "
            f"found in the old cliffs of the bay in winter when {FURTHER}.",
            "Ana Roth was an English collector, dealer, and scholar who became known around the world for what she had "
            f"found in the old cliffs of the bay in winter when {FURTHER}.",
        ),
        (
            f"Although the council had been told again and again by its own engineers about it in writing, {FURTHER}.",
            f"{FURTHER.capitalize()}.",
        ),
        (
            f"If the council had been told of it again and again by all of its own engineers in writing, {FURTHER}.",
            f"If the council had been told of it again and again by all of its own engineers in writing, {FURTHER}.",
        ),
        (
            "Tanner Street, Mill Lane, the estate behind the railway station, the school, the sports hall, the market "
            "and the fire station were under water for all of Sunday, and Hill Road was dry.",
            "Tanner Street, Mill Lane, the estate behind the railway station, the school, the sports hall, the market "
            "and the fire station were under water for all of Sunday.",
        ),
    ],
)
def test_a_summary_is_a_main_clause_of_the_quote_or_all_of_its_sentence(quote: str, summary: str) -> None:
    assert one_line(quote) == summary


def test_a_draft_answers_what_its_text_says_and_nothing_else(tmp_path: Path) -> None:
    matcher = Matcher.of(draft_folder(tmp_path / "bridge", BRIDGE))

    for question, words in (
        ("How much did the repairs cost?", "$3 million"),
        ("When is the market open?", "08:00"),
        ("who called it a bridge for everyone", "Ines Roth"),
    ):
        outcome = matcher.match(question)
        assert isinstance(outcome, Answer)
        assert words in outcome.best.passage.quote
    for question in ("what is the capital of Peru", "how do I boil an egg", "hello there"):
        assert not isinstance(matcher.match(question), Answer)


def test_a_folder_that_is_empty_is_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")

    assert draft_folder(Path(), BRIDGE).id == "here"
    assert [path.name for path in tmp_path.iterdir()] == ["here"]


def test_a_folder_that_is_there_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "mine.txt").write_text("mine")

    with pytest.raises(InputError, match="nothing is overwritten"):
        draft_folder(tmp_path / "made", BRIDGE)

    assert [path.name for path in tmp_path.rglob("*")] == ["made", "mine.txt"]


def test_a_labelled_value_is_asked_for_by_its_label(tmp_path: Path) -> None:
    article = draft_folder(tmp_path / "made", "Account data. Names, photos and whatever else.\n\nIt rained.\n")

    assert article.passages[0].asks[0] == "Account data"


def test_each_sentence_of_a_summary_is_ended(tmp_path: Path) -> None:
    chat = "we move the server to the new host on sunday at 18:00\n\nonly the old maps are deleted on monday\n"

    assert "18:00." in draft_folder(tmp_path / "made", chat).summary
