"""Where paragraphs and items of a plain text begin and end, and which lines are left out."""

from __future__ import annotations

import pytest

from bot.curation.sources.reading import described
from tests.curation.drafting import headings, read, told


@pytest.mark.parametrize("mark", ["-", "*", "•", "o", "!", "→", "(a)", "1.", "1️⃣", "B."])
def test_items_are_read_one_by_one_whatever_marks_them(mark: str) -> None:
    notice = f"Works\n\n{mark} The water is shut off on two days.\n{mark} The noise will be loud near the trench.\n"

    assert told(notice) == ["The water is shut off on two days.", "The noise will be loud near the trench."]


@pytest.mark.parametrize("line", ["12", "- 12 -", "– 3 –", "Page 12", "page 3 of 9", "[Page 4]"])
def test_a_page_number_is_none_of_the_text(line: str) -> None:
    reading = read(f"The pump is loud when it starts.\n{line}\nIt is quiet after a while.\n")

    assert [paragraph.text for paragraph in reading.paragraphs] == [
        "The pump is loud when it starts.",
        "It is quiet after a while.",
    ]
    assert described(reading.left_out) == "1 page number"


def test_however_wide_the_gap_in_a_line_it_is_read() -> None:
    (line,) = told(f"The pump is loud{' ' * 20_000}when it starts.\n")

    assert line == "The pump is loud when it starts."


def test_one_of_several_lines_that_are_sentences_may_continue() -> None:
    manual = (
        "Press the dial.\nFill the tank with water.\nThe ring blinks while the machine heats\nup for a minute.\n"
        "Put a cup below it.\nTurn the wheel to the left.\nWait until it is full.\n"
    )

    assert "The ring blinks while the machine heats up for a minute." in told(manual)


def test_in_lines_that_were_broken_to_fit_a_page_a_paragraph_ends_where_there_was_room() -> None:
    letter = (
        "We give a guarantee of two years from the date of purchase, as the\n"
        "law has it. It covers no damage from lime.\n"
        "Spare parts are kept for ten years at the least, and are sent to you\n"
        "for the price of the stamp.\n"
    )

    assert [text.split()[0] for text in told(letter)] == ["We", "Spare"]


def test_lines_that_are_longer_than_those_of_a_page_are_a_paragraph_each() -> None:
    lines = [
        "A ferry was stuck in the bay for hours",
        f"It went aground on {'a bank of sand and ' * 10}mud.",
        "All that were on board went home by bus",
    ]

    assert told("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "broken", ["has it. It does not cover any\nDelphi descaler.", "has it, and what the\nfactory wrote."]
)
def test_a_sentence_goes_on_however_short_its_line(broken: str) -> None:
    assert len(told(f"We give a guarantee of two years from the date of purchase, as the\n{broken}\n")) == 1


def test_two_columns_are_read_row_by_row() -> None:
    pool = (
        "RIVERTON POOL\n\nHours and fees\nMon - Fri     6:30 - 21:00\nSunday        9:00 - 16:00\n\n"
        "Adults\t5.50\nSauna\tincluded in the price for adults; towels\n\tmust be used\nNo dogs are allowed.\n\n"
        "Director                     Treasurer\n"
    )

    assert headings(pool) == [
        ("Hours and fees", "Mon - Fri: 6:30 - 21:00"),
        ("Hours and fees", "Sunday: 9:00 - 16:00"),
        ("Hours and fees", "Adults: 5.50"),
        ("Hours and fees", "Sauna: included in the price for adults; towels must be used"),
        ("Hours and fees", "No dogs are allowed."),
    ]


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    pages = ("Birds fly fast, and far. Each of them carries at any time at", "most one letter. It flies home.")

    assert told("\n\nHale                 [Page 1]\n\n".join(pages)) == [" ".join(pages)]


def test_lines_without_points_and_capitals_are_read_one_by_one() -> None:
    notes = "the garden is open again from monday\nparking is behind the church\nif it rains we meet in the hut\n"

    assert told(notes) == notes.splitlines()


def test_what_an_export_of_a_channel_adds_is_none_of_its_messages() -> None:
    head = "=" * 20
    export = (
        f"{head}\nGuild: Fernhollow\nChannel: info / rules\n{head}\n\n"
        "[03/05/2024 18:02] hazel (pinned)\nThe **swap** is on Saturday.\n\n{Reactions}\n🌱 (12)\n\n"
        f"[03/05/2024 18:03] hazel\n**Bin** 3 is full, so use bin 4.\n\n{head}\nExported 2 message(s)\n{head}\n"
    )

    assert headings(export) == [("", "The swap is on Saturday."), ("", "Bin 3 is full, so use bin 4.")]
    assert read(export).title == "Fernhollow: rules"


@pytest.mark.parametrize(
    "head", ["[03/05/2024 18:02] hazel (pinned)", "hazel — 03/05/2024 6:02 PM", "hazel — Today at 18:02"]
)
def test_the_author_and_time_of_a_message_are_not_part_of_it(head: str) -> None:
    chat = f"{head}\nThe swap is on Saturday.\n\n{head}\nBin 3 is full, so use bin 4.\n"

    assert headings(chat) == [("", "The swap is on Saturday."), ("", "Bin 3 is full, so use bin 4.")]


@pytest.mark.parametrize("name", ["fair.txt", "fair.md"])
@pytest.mark.parametrize("mark", ["-", "*"])
def test_a_date_in_a_list_is_part_of_it(mark: str, name: str) -> None:
    days = f"{mark} Spring fair – 03/05/2024 18:02\n{mark} Open day – 04/06/2024 18:02\n"
    text = f"The hut is open to all of us on these days.\n\n{days}"

    assert "Spring fair – 03/05/2024 18:02" in " ".join(told(text, name))


@pytest.mark.parametrize("title", ["Alder Council opens the longest of its bridges", "Alder Bridge Association"])
def test_the_first_of_the_lines_above_a_report_is_its_title(title: str) -> None:
    report = (
        f"{title}\nThe works took two years and cost less than planned\n\n"
        "The bridge was opened on Monday by the mayor.\n"
    )

    assert (read(report).title, told(report)) == (
        title,
        ["The works took two years and cost less than planned", "The bridge was opened on Monday by the mayor."],
    )


def test_a_transcript_keeps_speakers_with_their_statements() -> None:
    talk = (
        "[00:00:04] AMIRA: How much saffron do you get?\n\n[00:00:36] JORN: We picked 400 grams.\n\n"
        "[00:00:41] JORN: It was sunny.\n"
    )

    assert [(each.questions, each.text) for each in read(talk).paragraphs] == [
        (("How much saffron do you get",), "JORN: We picked 400 grams."),
        ((), "JORN: It was sunny."),
    ]


def test_the_name_above_a_day_is_the_title() -> None:
    invitation = "Mina & Joe's wedding\nSaturday, June 21st 2025\n\nThe ceremony is in the old mill.\n"

    assert (read(invitation).title, told(invitation)) == (
        "Mina & Joe's wedding",
        ["Saturday, June 21st 2025", "The ceremony is in the old mill."],
    )


@pytest.mark.parametrize("mark", ["[edit]", "[edit | edit source]", " [edit]"])
def test_a_line_with_a_wikis_edit_link_is_a_heading_without_a_blank_line(mark: str) -> None:
    page = f"Alder\n\nIt is a town.\nHistory{mark}\nIt was founded by monks.\nWars (1640–48){mark}\nIt was burnt.\n"

    assert headings(page) == [
        ("", "It is a town."),
        ("History", "It was founded by monks."),
        ("Wars (1640–48)", "It was burnt."),
    ]


def test_titles_of_other_pages_are_none_of_a_copied_one() -> None:
    others = "Related topics\nAlder\nMore on this story\nBridge closes\n9 March 2023\n"

    assert told(f"The bridge is open.\n\n{others}\nIt cost $3 million.\n") == [
        "The bridge is open.",
        "It cost $3 million.",
    ]


def test_a_mark_that_lost_its_space_is_one() -> None:
    law = "Rules of the club\n\n11.Meetings\n\n11.1The club meets in May.\n\n(a)to hear the chair, and all others.\n"

    assert headings(law)[0] == ("Meetings", "The club meets in May.")
    assert told(law)[1] == "to hear the chair, and all others."


def test_numbers_with_a_bar_name_what_stands_below_them() -> None:
    rules = "Rules\n1 | Member Respect\n• Treat all of them with respect.\n2 | Spam\n• Nobody may spam in here.\n"

    assert headings(rules) == [
        ("1. Member Respect", "Treat all of them with respect."),
        ("2. Spam", "Nobody may spam in here."),
    ]


def test_the_terms_of_a_law_are_paragraphs_each_and_no_code() -> None:
    law = (
        'PLOTS ACT 2009\n\n2  Interpretation\nIn this Act—\n"allotment" means a plot of land that is let for the'
        " growing of\nfruit;\n"
        '"authority" means a district council;\n'
        '"council" means the Council;\n'
    )

    assert [paragraph for paragraph in headings(law) if "means" in paragraph[1]] == [
        ("2. Interpretation", '"allotment" means a plot of land that is let for the growing of fruit;'),
        ("2. Interpretation", '"authority" means a district council;'),
        ("2. Interpretation", '"council" means the Council;'),
    ]


def test_the_name_of_a_list_below_another_list_is_a_heading() -> None:
    advert = (
        "What we look for\nEssential:\n• a driving licence\n• five years of experience\nDesirable:\n"
        "• experience with fruit\n"
    )

    assert headings(advert) == [
        ("Essential", "a driving licence; five years of experience"),
        ("Desirable", "experience with fruit"),
    ]


def test_short_items_are_told_with_the_words_that_lead_to_them() -> None:
    assert told("Your main tasks are to\n• plan the garden\n• look after the pears\n") == [
        "Your main tasks are to plan the garden; look after the pears"
    ]


def test_an_entry_goes_on_in_the_next_line() -> None:
    minutes = "Present: Joan Pettifer (Chair), Colin Marsh, Priya Nair and\n23 residents\nApologies: Dr Ruth Feldman\n"

    assert told(minutes) == [
        "Present: Joan Pettifer (Chair), Colin Marsh, Priya Nair and 23 residents",
        "Apologies: Dr Ruth Feldman",
    ]


def test_the_day_below_a_title_is_no_part_of_it() -> None:
    episode = "Episode 41: Why bridges hum\nRecorded on 3 February 2025\n\nBridges hum in the wind.\n"

    assert read(episode).title == "Episode 41: Why bridges hum"
    assert told(episode) == ["Recorded on 3 February 2025", "Bridges hum in the wind."]


def test_the_overview_of_a_copied_wiki_page_is_left_out() -> None:
    page = (
        "Lake\nFrom Wikipedia, the free encyclopedia\nJump to navigation\nJump to search\nThe lake is in the north.\n\n"
        "Contents\n1\tGeography\n2\tHistory\nGeography[edit]\nThe lake lies above the sea.\n"
    )

    assert told(page) == ["The lake is in the north.", "The lake lies above the sea."]


def test_a_question_in_a_chat_needs_no_mark() -> None:
    chat = (
        "[2025-06-14 09:10] olmo: what version are we going to\n"
        "[2025-06-14 09:11] nadia: we go to 1.21.4 on sunday, so update your client\n"
    )

    assert [(each.questions, each.text) for each in read(chat).paragraphs] == [
        (("what version are we going to",), "we go to 1.21.4 on sunday, so update your client")
    ]
