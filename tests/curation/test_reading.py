"""Sources of all kinds are read into paragraphs under their headings."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from bot.curation.drafting.names import names
from bot.curation.sources.english import reads_as_english
from bot.curation.sources.reading import described, is_encoding_guessed
from bot.errors import InputError
from tests.curation.drafting import BRIDGE, headings, read, told


def test_each_entry_of_a_price_list_is_read_by_itself_under_its_heading() -> None:
    reading = read("Our café\n\nHot drinks\nEspresso      £2.20\nPot of tea .... £2.40\n\nDogs are welcome outside.\n")

    assert [(paragraph.heading, paragraph.text) for paragraph in reading.paragraphs] == [
        ("Hot drinks", "Espresso £2.20"),
        ("Hot drinks", "Pot of tea £2.40"),
        ("Hot drinks", "Dogs are welcome outside."),
    ]


@pytest.mark.parametrize(
    ("text", "name", "entry"),
    [
        ("# Fees\n\nAll pay.\n\n- Towel: $2\n- Guest pass: $8\n", "fees.md", "Guest pass: $8"),
        ("<html><h1>Fees</h1><ul><li>Adults: 6 €</li><li>Children: 3 €</li></ul>", "fees.html", "Children: 3 €"),
        ("Week 1 (3 June): Algebra\nWeek 2 (10 June): Sets\n", "plan.txt", "Week 2 (10 June): Sets"),
        ("| Plan | Month |\n| --- | --- |\n| Basic | $12 |\n| Plus | $25 |\n", "plans.md", "Basic: Month $12"),
        (
            "+---+---+\n| Route | Departs |\n+---+---+\n| Sorrel | 12:00 |\n+---+---+\n",
            "times.txt",
            "Sorrel: Departs 12:00",
        ),
        (
            "Office: 12 Mill Lane\nPhone: 01234\n\nHead of repairs: Tom Hale\n",
            "contact.txt",
            "Head of repairs: Tom Hale",
        ),
        ("| UTC | Fri | Sat |\n|---|---|---|\n| 10:00 | – | Art |\n", "a.md", "10:00: Sat Art"),
        ("Rank\tName\tTime\n1\tAda Lunn\t1:14\n2\tBo Ferris\t1:15\n", "a.txt", "Bo Ferris: Rank 2, Time 1:15"),
        ("| Name | Value |\n| --- | --- |\n| Wifi | Guest net |\n", "a.md", "Wifi: Guest net"),
        ("ask,answer\nIs there parking?,No.\n", "faq.csv", "Is there parking? No."),
        (
            "Yoga      Mon 18.30–19.45      £7.50\nSpin      Wed 07.00–07.45      £6.00\n",
            "a.txt",
            "Spin: Wed 07.00–07.45, £6.00",
        ),
        ("<html><table><tr><th>10:00<td>Art<tr><th>11:00<td>Music</table>", "a.html", "11:00: Music"),
        ("| Year | People |\n|---|---|\n| 1841 | 212 |\n", "a.md", "1841: People 212"),
        (
            "<html><table><tr><td>Order:</td><td>Carnivora</td></tr><tr><td>Family:</td><td>Cats</td></table>",
            "a.html",
            "Family: Cats",
        ),
        ("Child* .... £3.20\nAdult .... £5.80\n", "a.txt", "Child £3.20"),
        (
            "<html><dl><dt>Assistance dogs</dt><dd><p>Welcome everywhere.</p></dd></dl>",
            "a.html",
            "Assistance dogs: Welcome everywhere.",
        ),
        (
            "Alder Museum, 3 Mill Lane, Alder\nPhone: 01632\nEmail: us@alder.example\n",
            "a.txt",
            "Alder Museum, 3 Mill Lane, Alder",
        ),
        (f"Present: {'Ana Li (Chair), ' * 9}Bo Li\nApologies: Cy Li\n", "a.txt", "Apologies: Cy Li"),
        (
            "# FAQ\n\n**Q: How do I rank up?**\n\n| Rank | Hours |\n|---|---|\n| Baron | 24 |\n",
            "a.md",
            "Baron: Hours 24",
        ),
        ("ALL MUST REPORT. THE GATE CLOSES AT 6 PM.\n", "sign.txt", "ALL MUST REPORT. THE GATE CLOSES AT 6 PM."),
        ("Item\tPrice\tSize\nFunghi\t9.50\t30 cm\n", "menu.txt", "Funghi: Price 9.50, Size 30 cm"),
        ("name,role,room\nAna Li,Director,12\nTom Hale,Clerk,14\n", "staff.csv", "Ana Li: role Director, room 12"),
        (
            "<html><table><tr><th>Day<th>Opens<th>Closes<tr><td>Monday<td>07:00<td>21:00</table>",
            "hours.html",
            "Monday: Opens 07:00, Closes 21:00",
        ),
        (
            "<html><table><tr><th>Day<th>Opens<th>Closes<tr><td>Monday<td colspan=2>closed</table>",
            "hours.html",
            "Monday: closed",
        ),
        ("# Fees\n\n- Adults: $2\n- Children under 12: free\n", "fees.md", "Children under 12: free"),
        (
            "# Plan\n\n**Week 1** (3 June) What is\n**a** plague?\n**Week 2** – No class, as the\nhall is closed.\n",
            "plan.md",
            "Week 1 (3 June) What is a plague?",
        ),
        (
            "<html><table><tr><th>Born<td>Ana Li<br>3 June 1889<br>Sorrel, Alder<tr><th>Died<td>at sea</table>",
            "person.html",
            "Born: Ana Li, 3 June 1889, Sorrel, Alder",
        ),
        (
            "<html><table><tr><td>April to May<td>10am to 5pm<tr><td>Winter<td>11am to 4pm</table>",
            "hours.html",
            "April to May: 10am to 5pm",
        ),
        (
            "Fault | Cause | Remedy\nNo light | No power | Check fuse\n",
            "a.txt",
            "No light: Cause No power, Remedy Check fuse",
        ),
        ("<html><p>Serves: 4 | Takes: 1 hour</p>", "cake.html", "Takes: 1 hour"),
        ("**Fines**\n1st: a warning\n2nd: a day\nA warning ends in May. It is noted.\n", "a.md", "2nd: a day"),
        ("React to get it!\n🎮 = Events ping\n🎨 = Artist\n", "roles.md", "React to get it!"),
        ("# Changes\n\n- It starts faster than it did.\n- Dark mode\n", "changes.md", "Dark mode"),
        ("# Tools\n\n- For trimming\n  - a loop tool\n  - a wheel\n", "tools.md", "For trimming: a loop tool; a wheel"),
        (
            "<html><ul><li>For trimming<ul><li>a loop tool<li>a wheel</ul></ul>",
            "t.html",
            "For trimming: a loop tool; a wheel",
        ),
    ],
)
def test_rows_and_items_that_are_no_sentences_are_kept(text: str, name: str, entry: str) -> None:
    assert entry in told(text, name)


def test_a_table_that_words_cannot_tell_is_left_out() -> None:
    rows = "".join(f"<tr><td>{number}</td><td>{number * 7}</td></tr>" for number in range(200))
    reading = read(f"<html><p>The figures are below this line.</p><table>{rows}</table>", "page.html")

    assert [paragraph.text for paragraph in reading.paragraphs] == ["The figures are below this line."]
    assert described(reading.left_out) == "1 table"


def test_a_table_that_only_lays_out_a_page_is_prose() -> None:
    page = "<html><table><tr><td>Menu</td><td><p>We meet on Thursdays in the hut.</p></td></tr></table>"

    assert told(page, "page.html") == ["We meet on Thursdays in the hut."]


def test_text_above_the_title_of_a_page_is_left_out() -> None:
    page = f"<html><body><p>We use cookies, as all do.</p><h1>Bridge</h1><p>{BRIDGE}</p>"

    assert read(page, "page.html").title == "Bridge"
    assert "cookies" not in " ".join(told(page, "page.html"))


def test_the_header_of_an_article_has_its_title_and_that_of_a_page_has_not() -> None:
    page = """<html><head><title>Bridge reopens - The Alder Gazette</title>
    <meta property="og:site_name" content="The Alder Gazette"></head><body><header><p>News of Alder.</p></header>
    <article><header><h1>Bridge reopens</h1><p>It was closed for two years.</p><div>By Ana Li 4 May 2024</div></header>
    <p>The old bridge reopened on Monday.</p></article>"""

    reading = read(page, "page.html")

    assert reading.title == "Bridge reopens"
    assert [each.text for each in reading.paragraphs] == [
        "It was closed for two years.",
        "The old bridge reopened on Monday.",
    ]
    assert read(page.replace("<h1>Bridge reopens</h1>", ""), "page.html").title == "Bridge reopens"


def test_a_page_copied_from_an_encyclopedia_begins_with_its_text() -> None:
    page = (
        "Brandsay - Wikipedia\nArticle\nTalk\nRead\nView history\nTools\nCoordinates: 58°12′N 6°40′W\n"
        "From Wikipedia, the free encyclopedia\nBrandsay is an island of Scotland.\n"
    )

    assert (read(page).title, told(page)) == ("Brandsay", ["Brandsay is an island of Scotland."])


def test_a_copied_box_of_facts_is_read_fact_by_fact_and_names_nothing_below_it() -> None:
    box = "Born\t12 March 1889\nDuluth, Minnesota\nScientific career\nPrize\t1931\nHeirs[1]\n • Total\t3 sons\n"
    rest = "Ana Li was an astronomer.\n\nCareer[edit]\nShe joined the observatory in 1913.\n"

    assert headings(f"Ana Li\n\n{box}\n{rest}") == [
        ("", "Born: 12 March 1889, Duluth, Minnesota"),
        ("", "Prize: 1931"),
        ("", "Heirs: 3 sons"),
        ("", "Ana Li was an astronomer."),
        ("Career", "She joined the observatory in 1913."),
    ]


def test_a_statement_is_kept_with_its_speaker_in_the_line_above() -> None:
    release = "Ana Li, the head, said:\n\n“Every litre counts.”\n\nThe works begin on Monday.\n"

    assert told(release) == ["Ana Li, the head, said: “Every litre counts.”", "The works begin on Monday."]


def test_the_boilerplate_of_a_wiki_is_left_out() -> None:
    page = """<html><h1>Lake Orva</h1><div role="note" class="hatnote">For the village, see <a>Orva</a>.</div>
    <p>The lake is deep.<span class="noprint plain">[edit]</span> It is old.</p><div id="toc"><ul><li>1 Fish</li>
    <li><div>2 Boats</div></li></ul></div><h2>Fish<span class="mw-editsection">[edit]</span></h2><p>Char live here.</p>
    <section class="newsletter"><p>Be the first to hear of boats.</p></section>
    <table class="navbox"><tr><td>Other lakes are large.</table><div class="note-taking">Ned took notes.</div>
    """

    assert headings(page, "lake.html") == [
        ("", "The lake is deep. It is old."),
        ("Fish", "Char live here."),
        ("Fish", "Ned took notes."),
    ]


def test_short_items_of_a_list_are_joined_and_sentences_stay_separate() -> None:
    assert told("You need\n- 2 eggs\n- 150 g flour\n\nBe good:\n\n1. Be kind.\n2. Have fun!\n") == [
        "2 eggs; 150 g flour",
        "Be kind.",
        "Have fun!",
    ]


@pytest.mark.parametrize("span", ["9" * 5000, "0", "-1", "many", "²", ""])
def test_a_cell_over_columns_that_cannot_be_counted_is_no_fault(span: str) -> None:
    text = f"<html><p>The pool is closed on Monday.<table><tr><td colspan='{span}'>Day<td>Hours</table>"

    assert told(text, "hours.html")[0] == "The pool is closed on Monday."


@pytest.mark.parametrize("lead", ["2. FEES\nThe kinds of fee are:", "2.1 There are the following kinds of fee:"])
def test_lines_that_end_the_sentence_above_them_belong_to_it(lead: str) -> None:
    last = lead.rpartition("\n")[2].removeprefix("2.1 ")

    assert told(f"{lead}\n    Full fees (aged 18 and over)\n    Junior fees\n    Guest fees\n") == [
        f"{last} Full fees (aged 18 and over); Junior fees; Guest fees"
    ]


def test_the_items_that_a_sentence_ends_with_belong_to_it() -> None:
    law = "(2) Subsection (1) does not apply to—\n  (a) a school,\n  (b) a person with a licence, or\n  (c) a farm.\n"

    assert told(law) == ["Subsection (1) does not apply to— a school, a person with a licence, or a farm."]


@pytest.mark.parametrize(
    ("text", "heading", "paragraph"),
    [
        (
            "Minutes of May\n\n3. Bus shelter\nThe shelter was hit by a lorry.\n",
            "Bus shelter",
            "The shelter was hit by a lorry.",
        ),
        (
            "An Act of May\n\n3. Limit on rent\n(1) Rent may rise once a year.\n",
            "Limit on rent",
            "Rent may rise once a year.",
        ),
        (
            "An Act of May\n\n3 Limit on rent\n(1) Rent may rise once a year.\n",
            "3. Limit on rent",
            "Rent may rise once a year.",
        ),
        ("# Roles\n\n**__Staff__**\nOwls are seldom awake.\n", "Staff", "Owls are seldom awake."),
        ("A study\n\n2.1 Methods\nBees were marked with paint.\n", "Methods", "Bees were marked with paint."),
        ("Lease\n\n3. RENT. The rent is due in May.\n", "RENT", "The rent is due in May."),
        ("Bees\n\nAbstract. Bees need sleep, too.\n", "Abstract", "Bees need sleep, too."),
        ("Cake\n\nIngredients\n250 g flour\n2 eggs\n", "Ingredients", "250 g flour; 2 eggs"),
        ("Packing\n\nKitchen:\n* pot\n* stove\n", "Kitchen", "pot; stove"),
        (
            "News\n\nPART 2\nRENT AND NOTICE\n\nRent may rise once a year.\n",
            "PART 2 RENT AND NOTICE",
            "Rent may rise once a year.",
        ),
    ],
)
def test_a_line_above_what_it_names_is_a_heading(text: str, heading: str, paragraph: str) -> None:
    assert headings(text, "text.md" if text.startswith("#") else "text.txt") == [(heading, paragraph)]


def test_numbered_headings_need_no_blank_line_before_them() -> None:
    text = "The rules\n\n1. Fees\nThe fee is due in May.\n2. Keys\nKeys are at the desk.\n"

    assert headings(text) == [("Fees", "The fee is due in May."), ("Keys", "Keys are at the desk.")]


@pytest.mark.parametrize(
    "text",
    ["1. Tea\n2. Coffee\n3. Milk\n", "1. Bring your own clay\nand your tools\n2. Come early\n", "1. Stir.\n2. Bake.\n"],
)
def test_the_items_of_a_numbered_list_are_no_headings(text: str) -> None:
    assert all(heading == "The list" for heading, _ in headings(f"Title\n\nThe list\n{text}"))


def test_numbered_clauses_are_under_the_heading_with_their_number() -> None:
    terms = "TERMS\n\n1. ACCEPTANCE\n1.1 You accept these terms.\n1.2 Children may not join.\n\n"

    assert headings(f"{terms}2. Fees\n2.1 It is free for a week.\n    2.1.1 It was so before.\n") == [
        ("ACCEPTANCE", "You accept these terms."),
        ("ACCEPTANCE", "Children may not join."),
        ("Fees", "It is free for a week."),
        ("Fees", "It was so before."),
    ]


def test_lettered_clauses_are_under_numbered_ones() -> None:
    policy = "POLICY\n\n1. What We Keep\n   a. We keep your name.\n   b. We keep your address.\n"

    assert headings(policy) == [("What We Keep", "We keep your name."), ("What We Keep", "We keep your address.")]


def test_a_rule_below_the_names_of_columns_parts_no_table() -> None:
    table = """\
Problem            Cause        Remedy
--------------------------------------
No light           No power     Check fuse
Goes off early     Limescale    Descale it
"""

    assert told(f"{table}\nCall us if it goes on.\n") == [
        "No light: Cause No power, Remedy Check fuse",
        "Goes off early: Cause Limescale, Remedy Descale it",
        "Call us if it goes on.",
    ]


def test_a_value_after_leader_dots_is_kept_with_its_label() -> None:
    assert told("Voltage ......... 220-240 V\nCapacity ........ 1.7 l\n") == ["Voltage 220-240 V", "Capacity 1.7 l"]


def test_times_in_a_recording_are_no_words_of_it() -> None:
    assert told("**Ana Li:** \\[04:03\\] But yeah, it works.\n", "talk.md") == ["Ana Li: But yeah, it works."]
    assert told("[19:30] The doors of the hall open.\n") == ["[19:30] The doors of the hall open."]


def test_the_name_of_a_place_in_a_text_is_not_read() -> None:
    reading = read("# Help\n\n(setting-up)=\n\n## Setting up\n\nThe hut has two doors.\n", "help.md")

    assert [(paragraph.heading, paragraph.text) for paragraph in reading.paragraphs] == [
        ("Setting up", "The hut has two doors.")
    ]


def test_spoilers_tasks_and_footnotes_lose_their_marks() -> None:
    text = (
        "# Notes\n\nThe word is ||jam||[^1] and all may say it.\n\n- [x] Ask the clerk.\n\n[^1]: It was honey once.\n"
    )

    assert told(text, "notes.md") == [
        "The word is jam and all may say it.",
        "Ask the clerk.",
        "It was honey once.",
    ]


def test_a_capital_line_above_prose_is_the_title() -> None:
    reading = read("MINUTES OF THE COUNCIL OF LOWER HADDON\nHeld on Tuesday 14 May in the Village Hall.\n")

    assert reading.title == "MINUTES OF THE COUNCIL OF LOWER HADDON"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Strike ends\n\nBy Laura Mbeki, Staff Writer\nThe strike ended on Monday.\n", "By Laura Mbeki, Staff Writer"),
        (
            "Strike ends after ten weeks\n\nBy Alder Press | Dec 24, 2022\n\nThe strike ended on Monday.\n",
            "By Alder Press | Dec 24, 2022",
        ),
        ("Strike ends\n\nBy Laura Mbeki\nHealth reporter\n\nThe strike ended on Monday.\n", "By Laura Mbeki"),
        ("The bees\n\nI keep the bees my father kept.\n\n   — Harriet Lowe, 1911\n", "Harriet Lowe, 1911"),
    ],
)
def test_the_author_of_a_text_is_its_source(text: str, source: str) -> None:
    reading = read(text)

    assert reading.source == source
    assert len([each for each in reading.paragraphs if each.text != reading.title]) == 1


@pytest.mark.parametrize(
    ("text", "told_too"),
    [
        ("# Files\n\n- Picture: PNG or JPEG\n- Text: any of them\n", "Picture: PNG or JPEG"),
        ("# Job\n\n## References\n\nWe ask for two of them.\n", "We ask for two of them."),
        ("# Ways\n\nBy Public Transport\n\nTram 2 stops at the gate.\n", "Tram 2 stops at the gate."),
        ("# Marks\n\nThe © mark is used since 1955.\n", "The © mark is used since 1955."),
        ("# Rules\n\n— Bring your own clay.\n\n— Come early in the day.\n", "— Come early in the day."),
    ],
)
def test_prose_that_looks_like_a_caption_or_byline_is_kept(text: str, told_too: str) -> None:
    reading = read(text, "a.md")

    assert told_too in [paragraph.text for paragraph in reading.paragraphs]
    assert reading.source == ""
    assert not {"caption", "byline", "reference"} & reading.left_out.keys()


def test_an_attribution_is_kept_with_its_quotation() -> None:
    assert told("A bridge is for everyone, always.\n\n— Ines Roth\n\nThe bridge reopened on Monday.\n") == [
        "A bridge is for everyone, always. — Ines Roth",
        "The bridge reopened on Monday.",
    ]


@pytest.mark.parametrize("between", ["- Stone\n- Steel", "## Voices"])
def test_an_attribution_belongs_only_to_the_text_right_above(between: str) -> None:
    text = f"# Alder\n\nThe bridge reopened on Monday.\n\n{between}\n\n— Ines Roth\n\nIt was closed for a year.\n"

    assert "Ines Roth" not in " ".join(told(text, "a.md"))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("Advertisement", "1 note of the page"),
        ("Photo: The old bridge of Alder in May. (AP)", "1 caption"),
        ("Figure 3: The bridge after the works", "1 caption"),
        ("Having trouble viewing this email? View it in your browser", "1 note of the page"),
        ("You are getting this because you live in Alder. Unsubscribe", "1 note of the page"),
        ("Sign up for our newsletter", "1 note of the page"),
        ("© 2024 The Alder Gazette | Imprint", "1 note of the page"),
        ("© The Alder Gazette, 1999–2024.", "1 note of the page"),
        ("Imprint | © Ana Li 2024", "1 note of the page"),
        ("Share: Facebook | X", "1 note of the page"),
        ("Related stories", "1 note of the page"),
        ("“Alder” redirects here. For the tree, see Alder (tree).", "1 note of the page"),
        ("Contact the reporter at ana@alder.example.", "1 note of the page"),
        ("From Openpedia, the open encyclopedia", "1 note of the page"),
        ("HR-014, internal – Page 3 of 3", "1 note of the page"),
        ("Main article: Alder bridge", "1 note of the page"),
        ("- ENDS -", "1 note of the page"),
        ("Home › News › Local", "1 note of the page"),
        ("Image caption, The bridge in May", "1 note of the page"),
        ("This page was last edited on 3 May 2025, at 10:11 (UTC).", "1 note of the page"),
        ("This post may contain affiliate links. Read my disclosure policy.", "1 note of the page"),
        ("References\n\n[1] Hale, T. The bridges of Alder. London, 1967.", "1 heading (now a title), 1 reference"),
    ],
)
def test_the_boilerplate_of_a_page_is_left_out(line: str, what: str) -> None:
    reading = read(f"The bridge reopened on Monday.\n\n{line}\n")

    assert [paragraph.text for paragraph in reading.paragraphs] == ["The bridge reopened on Monday."]
    assert what in described(reading.left_out)


def test_front_matter_tells_title_and_source() -> None:
    reading = read("---\ntitle: 'Night birds'\nauthor: Ana Li\ndate: 2024-05-01\n---\n\nOwls hunt at night.\n", "a.md")

    assert (reading.title, reading.source) == ("Night birds", "Ana Li, 2024-05-01")


def test_front_matter_may_be_toml() -> None:
    reading = read('+++\ntitle = "Croquet"\ndate = 2023-04-01\n+++\n\nTwo people play it.\n', "croquet.md")

    assert (reading.title, reading.source) == ("Croquet", "2023-04-01")


def test_a_line_of_code_ends_the_sentence_that_leads_to_it() -> None:
    assert told("# It\n\nInstall it with pip:\n\n```\npip install it\n```\n\n```\nx = 1\n```\n", "a.md") == [
        "Install it with pip: pip install it"
    ]


def test_a_short_answer_is_joined_to_its_question() -> None:
    reading = read("Q: May I bring a dog?\nA: No.\n\nQ: Who teaches?\nA: Ana Li teaches on all days.\n\n")

    assert [(paragraph.text, paragraph.questions) for paragraph in reading.paragraphs] == [
        ("May I bring a dog? No.", ("May I bring a dog",)),
        ("Ana Li teaches on all days.", ("Who teaches",)),
    ]


def test_the_same_answer_to_two_questions_is_given_once_under_both() -> None:
    text = "Q: Where do I pay?\nA: Pay at the desk.\n\nQ: Where is the desk?\nA: It is by the door.\n\n"
    reading = read(f"{text}Q: And the fine?\nA: Pay at the desk.\n\nQ: Who owns it?\nA: The town owns it.\n")

    assert [paragraph.questions for paragraph in reading.paragraphs] == [
        ("Where do I pay", "And the fine"),
        ("Where is the desk",),
        ("Who owns it",),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "# It\n\n## 2.1\n### Fixed\nA crash is gone.\n\n## 2.0\n### Fixed\nA leak is gone.\n\n### New\nIt hums.\n",
            "a.md",
        ),
        (
            "<html><h1>It</h1><h2>2.1</h2><h3>Fixed</h3><p>A crash is gone.<h2>2.0</h2><h3>Fixed</h3><p>A leak is gone."
            "<h3>New</h3><p>It hums.",
            "a.html",
        ),
    ],
)
def test_a_heading_under_several_others_is_completed_with_those(text: str, name: str) -> None:
    assert headings(text.replace("It hums.", "It hums now."), name) == [
        ("2.1: Fixed", "A crash is gone."),
        ("2.0: Fixed", "A leak is gone."),
        ("New", "It hums now."),
    ]


def test_a_question_ends_what_stands_under_a_heading_that_is_no_higher() -> None:
    faq = "# FAQ\n\n### Concerts\n\nWe give three a year.\n\n### Who runs the choir?\n\nA committee of seven runs it.\n"

    assert headings(faq, "a.md") == [("Concerts", "We give three a year."), ("", "A committee of seven runs it.")]


def test_a_question_without_an_answer_is_none_of_the_next_heading() -> None:
    reading = read("# Pool\n\n## May I bring a dog?\n\n## Courses\n\nAna Li teaches on all days.\n", "pool.md")

    assert reading.paragraphs[0].questions == ()
    assert reading.left_out["question without an answer"] == 1


@pytest.mark.parametrize(
    "question",
    [
        "How do I join?",
        "❓ How do I join?",
        "2. How do I join?",
        "ANA LI: How do I join?",
        "Q: I am new. How do I join?",
    ],
)
def test_a_question_on_a_line_of_its_own_is_an_ask_of_what_follows(question: str) -> None:
    reading = read(f"The quiz is on Friday at eight.\n{question}\nPress the button below.\n")

    assert [paragraph.text for paragraph in reading.paragraphs if paragraph.questions] == ["Press the button below."]
    assert "How do I join" in reading.paragraphs[1].questions[0]


def test_a_short_numbered_line_above_prose_is_a_heading() -> None:
    reading = read("1. Definitions.\n\nThis License is that one.\n\n2. Fees\n\nThere are no fees at all.\n")

    assert [paragraph.heading for paragraph in reading.paragraphs] == ["Definitions", "Fees"]


@pytest.mark.parametrize("line", ["[2024-05-01 18:03] bob: ", "18:03 <bob> ", "01/05/24, 18:03 - Bob B: "])
def test_each_message_of_a_chat_is_told_without_who_wrote_it(line: str) -> None:
    text = (
        f"{line}when does it restart?\n{line}every day at 4 am, for five minutes\n{line}the map was reset on Sunday\n"
    )
    reading = read(text)

    assert [paragraph.text for paragraph in reading.paragraphs] == [
        "every day at 4 am, for five minutes",
        "the map was reset on Sunday",
    ]
    assert reading.paragraphs[0].questions == ("when does it restart",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (":wave: **Welcome** to the club <:hi:123456789012345678>!", "Welcome to the club!"),
        ("Ask in <#123456789012345678> for <@&98765432109876543>.", "Ask in #channel for @role."),
        ("Film night is <t:1717200000:F> (<t:1717200000:R>).", "Film night is 1 June 2024 at 00:00 UTC."),
        ("The rules are of <t:1717200000:D>.", "The rules are of 1 June 2024."),
        ("Doors open at <t:1717266600:t>.", "Doors open at 18:30 UTC."),
        ("The year <t:999999999999:D> is far.", "The year is far."),
        ("@everyone The film begins at eight.", "The film begins at eight."),
        ("<@&98765432109876543>\n\nThe film begins at eight.", "The film begins at eight."),
        ("The film begins at eight. <@98765432109876543>", "The film begins at eight."),
        ("Do not ping @everyone about a film.", "Do not ping @everyone about a film."),
        ("Write </film add:123456789012345678> to add one.", "Write /film add to add one."),
        ("-# You can be late for the film.", "You can be late for the film."),
        ("𝗧𝗵𝗲 𝗳𝗶𝗹𝗺 begins at ８ sharp.", "The film begins at 8 sharp."),
        ("**Film** : it begins at eight.", "Film: it begins at eight."),
    ],
)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_discords_own_markup_is_put_into_words(text: str, shown: str, name: str) -> None:
    assert told(f"{text}\n", name) == [shown]


def test_an_e_mail_is_its_text_without_headers_answers_and_signature() -> None:
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["Date"] = "Ana <a@example.org>", "Café – June", "Mon, 3 Jun 2024 09:12:00 +0200"
    mail.set_content("The café opens on 5 June.\n\n> Is it open on Mondays then?\n\n-- \nAna, who is the clerk\n")
    mail.add_alternative("<p>The café opens on 5 June.</p>", subtype="html")

    reading = read(bytes(mail), "mail.eml")

    assert (reading.title, reading.source) == ("Café – June", "an e-mail, Ana, 3 June 2024")
    assert [paragraph.text for paragraph in reading.paragraphs] == ["The café opens on 5 June."]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "1\n00:00:01,000 --> 00:00:04,000\nThe <i>mill</i> was\n\n"
            "2\n00:00:04,500 --> 00:00:08,200\nbuilt in 1862.\n",
            "a.srt",
        ),
        (
            "WEBVTT\nKind: captions\n\n00:00.000 --> 00:03.000\nThe mill was\n\n"
            "00:03.000 --> 00:07.000\nbuilt in 1862.\n",
            "a.vtt",
        ),
        ("== Mill ==\nThe '''mill''' was [[make|built]] in [[1862]].<ref>Hale</ref> {{cn|{{date}}}}\n", "wiki.txt"),
        (
            "Mill\n====\n\n.. image:: a.png\n   :alt:\n\n.. note::\n\n   The **mill** was :ref:`built <x>` in 1862.\n",
            "a.rst",
        ),
    ],
)
def test_markup_is_no_text(text: str, name: str) -> None:
    assert told(text, name) == ["The mill was built in 1862."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_may_be_in_any_encoding_that_can_be_told(encoding: str) -> None:
    assert told("The café opens at nine – on Mondays.\n".encode(encoding)) == ["The café opens at nine – on Mondays."]


def test_an_encoding_that_cannot_be_told_is_refused() -> None:
    with pytest.raises(InputError, match="save it as UTF-8"):
        read("Библиотека открыта с девяти утра. По воскресеньям она закрыта.\n".encode("koi8-r"))


@pytest.mark.parametrize(
    ("text", "is_english"),
    [
        ("L'inscription est gratuite pour les enfants. La directrice, Mme Roth, reçoit sur rendez-vous.", False),
        ("Von 22 bis 6 Uhr ist Ruhe. Musik ist dann nur auf Zimmerlautstärke erlaubt.", False),
        ("The library opens at nine, and closes at six on all days but Sundays.", True),
        ("tent; sleeping bag; head torch; matches; water bottle", True),
        ("Present: Cllr J. Marsh (Chair), Cllr P. Osei, Cllr R. Lindqvist, Cllr A. Brown", True),
    ],
)
def test_a_paragraph_in_another_language_is_distinguished_from_english(text: str, is_english: bool) -> None:
    assert reads_as_english(text) == is_english


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.4\n1 0 obj << /Type /Catalog >> and some more words of it.\n", "a PDF"),
        (b"PK\x03\x04" + bytes(300), "a document or archive"),
        (b"{\\rtf1\\ansi The museum opens at ten and closes at six.}", "RTF"),
        (b"% first\n\\documentclass{article}\nBees live in hives and make honey.\n", "LaTeX"),
        (b'{"about": "The library lends books for four weeks."}', "data (JSON)"),
        (b"BEGIN:VCALENDAR\nSUMMARY:The summer fair is on Sunday.\n", "a calendar"),
    ],
)
def test_an_unreadable_source_is_named_with_what_to_do(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=r"^it is ") as caught:
        read(data, "it")

    assert what in str(caught.value)
    assert any(advice in str(caught.value) for advice in ("save it as", "write down"))


def test_a_source_of_more_words_than_an_article_may_have_is_refused() -> None:
    with pytest.raises(InputError, match="more than 60,000 words"):
        read("\n\n".join(f"This is sentence number {number} of a long book." for number in range(9_000)))


def test_names_of_people_exclude_words_before_them() -> None:
    text = (
        "Present: Cllr J. Marsh (Chair), Mrs S. Teale. And Pat Lowe, who made tea. "
        "Its chief executive, Mark Dunne, left. "
        "Transport minister Aldo Renn came. Vera Vega, a former champion, and her assistant Ben Adler teach. "
        "There lived a keeper named Ewan Pryce."
    )

    assert {name.name: (name.role, name.aliases) for name in names([text])} == {
        "J. Marsh": ("chair", ["Marsh"]),
        "S. Teale": ("", ["Teale"]),
        "Pat Lowe": ("", ["Lowe"]),
        "Mark Dunne": ("its chief executive", ["Dunne"]),
        "Aldo Renn": ("transport minister", ["Aldo", "Renn"]),
        "Vera Vega": ("a former champion", ["Vera", "Vega"]),
        "Ben Adler": ("her assistant", ["Ben", "Adler"]),
        "Ewan Pryce": ("a keeper", ["Ewan", "Pryce"]),
    }


def test_an_organisation_is_named_without_its_members() -> None:
    assert [each.name for each in names(["Members of Alder Borough Council voted on it."])] == ["Alder Borough Council"]


def test_the_harbour_of_a_town_is_not_the_town() -> None:
    assert names(["A ferry lies in the harbour of Port Sallow."]) == []


def test_people_are_found_by_what_they_do_and_are() -> None:
    text = (
        "The club is run by Rosa Díaz, and the hut was designed by Aiko Tanaka. Our coach is Jean-Luc Moreau. "
        "Contact: Priya Raman (treasurer). “We row in any weather,” says Ángela Núñez. Tom Hale is the secretary."
    )

    assert {name.name: name.role for name in names([text]) if name.kind == "person"} == {
        "Rosa Díaz": "",
        "Aiko Tanaka": "",
        "Jean-Luc Moreau": "our coach",
        "Priya Raman": "treasurer",
        "Ángela Núñez": "",
        "Tom Hale": "the secretary",
    }


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("It is up to the Chief Operating Officer, Mr Tom Wilk.", "Tom Wilk", "the Chief Operating Officer"),
        ("Talk to the company doctor, Dr. Lars Brodin, first.", "Lars Brodin", "the company doctor"),
        ("Workshops are led by retired mechanic Ron Bassett.", "Ron Bassett", "retired mechanic"),
        ("Book with Louise Chua, Learning Officer, by May.", "Louise Chua", "Learning Officer"),
        ("— Gillian Frost, Headteacher", "Gillian Frost", "headteacher"),
        ("Mirelle (our enchanter) does it for free.", "Mirelle", "our enchanter"),
        ("Ask the Guild Master (Kaelith) first.", "Kaelith", "the Guild Master"),
        ("It is out. ~ Sanna, community manager", "Sanna", "community manager"),
        ("Owner: Judith Okafor, by May", "Judith Okafor", "owner"),
        ("Ask the office (deputy: Omar Said).", "Omar Said", "deputy"),
        ("Music director – Prof. Ingmar Sato", "Ingmar Sato", "music director"),
        ("Ysolde Ferrant, healer lead", "Ysolde Ferrant", "healer lead"),
        ("It was arranged by Pope Pius V in spring.", "Pius V", "Pope"),
        ("Ana Lindqvist is table captain and leads it.", "Ana Lindqvist", "table captain"),
        ("The release manager for 4.0 was Noor Haddad.", "Noor Haddad", "the release manager for 4.0"),
        ("Dev Lindqvist looks after the library.", "Dev Lindqvist", ""),
        ("Her coxswain, William “Bill” Hocking, went out.", "William “Bill” Hocking", "her coxswain"),
    ],
)
def test_people_are_found_by_what_they_are_called(text: str, name: str, role: str) -> None:
    assert [(each.name, each.kind, each.role) for each in names([text])] == [(name, "person", role)]


@pytest.mark.parametrize("digits", ["1" * 3_000, "1." * 1_500])
def test_a_number_of_any_length_is_read_in_one_way(digits: str) -> None:
    assert names([f"The {digits} of it was Noor Haddad."]) == []


@pytest.mark.parametrize(
    "text",
    [
        "NOW THEREFORE the Council enacts as follows.",
        "Our insurer is Harbour Mutual, which pays.",
        "The captain of the Red Stars scored.",
        "The owner (Acmesoft) pays.",
        "It lies on the river (Severn).",
        "Ana Li, Peter Baker, and Tom Cooper came.",
        "Swim England says that it is shut.",
    ],
)
def test_a_thing_named_like_a_person_is_no_person(text: str) -> None:
    assert [each.name for each in names([text]) if each.kind == "person"] == []


def test_a_numbered_sentence_that_the_next_line_ends_is_no_heading() -> None:
    text = "Dogs\n\n8. A dog that was found is kept for 72 hours, not counting\n   Sundays. The owner pays $40.\n"

    assert told(text) == ["A dog that was found is kept for 72 hours, not counting Sundays. The owner pays $40."]


def test_a_sentence_with_an_amount_on_most_of_its_lines_is_no_price_list() -> None:
    text = "Anybody who breaks this is guilty of an\noffence and pays not less than $100.00 and\nnot more than $900.00."

    assert told(text) == [" ".join(text.split())]


def test_a_clause_that_is_numbered_twice_has_no_number() -> None:
    assert told("2. (1) Nobody may keep more than three dogs.\n")[0] == "Nobody may keep more than three dogs."


@pytest.mark.parametrize(
    "lines",
    [
        ["April to October: daily, 10am – 5pm", "November to March: Thu–Sun, 11am – 3.30pm", "Closed in January"],
        ["Product: Acetone, technical grade", "Lab: Room 2.114, Building C", "Responsible: Hanne Viklund"],
    ],
)
def test_lines_that_are_labelled_are_read_one_by_one(lines: list[str]) -> None:
    assert told("\n".join(("Facts and Figures", *lines, "", "Ask us for more than that.\n")))[:-1] == lines


def test_hidden_parts_of_a_page_are_left_out() -> None:
    hidden = '<div style="display: none">Look inside, all of you.</div><span hidden>You see this nowhere.</span>'

    assert told(f"<html><body>{hidden}<p>The bridge is open again.</p></body></html>", "a.html") == [
        "The bridge is open again."
    ]


def test_several_headings_of_the_highest_level_are_not_the_title_of_a_page() -> None:
    text = (
        "<html><head><title>Rules</title></head><body><p>Valid from: 1 May 2024</p><h1>Scope</h1>"
        f"<p>{'They hold for all members of the club. ' * 4}</p><h1>Fees</h1><p>The fee is $9 a year.</p></body></html>"
    )

    assert told(text, "a.html")[0] == "Valid from: 1 May 2024"


def test_an_item_that_an_office_program_has_as_a_paragraph_has_no_mark() -> None:
    text = "<html><body><p class=MsoTitle>Cars</p><p>·&nbsp;&nbsp; Rental cars: compact class only.</p></body></html>"
    reading = read(text, "a.html")

    assert (reading.title, reading.paragraphs[0].text) == ("Cars", "Rental cars: compact class only.")


def test_a_name_in_angle_brackets_is_no_tag() -> None:
    reading = read("# <Ember Watch> Rules\n\nWe in <Emberwatch> raid <b>twice</b> a week.\n", "a.md")

    assert (reading.title, reading.paragraphs[0].text) == (
        "<Ember Watch> Rules",
        "We in <Emberwatch> raid twice a week.",
    )


def test_a_list_of_short_items_is_joined_to_the_line_that_leads_to_it() -> None:
    text = "What we look at, in this order:\n\n1. Attendance over the last eight raids\n2. Deaths\n3. Luck\n"
    long = f"Bring this:\n\n- a coat\n- {'a hat that is wide ' * 5}\n"

    assert told(text, "a.md") == ["What we look at, in this order: Attendance over the last eight raids; Deaths; Luck"]
    assert len(told(long, "a.md")) == 2


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("<html><head><title>News</title></head><h2>Trip</h2><p>The coach leaves at nine.</p></html>", "a.html"),
        ("---\ntitle: News\n---\n\n## Trip\n\nThe coach leaves at nine.\n", "a.md"),
    ],
)
def test_a_lower_heading_is_not_the_title_of_a_text_that_has_one(text: str, name: str) -> None:
    reading = read(text, name)

    assert (reading.title, reading.paragraphs[0].heading) == ("News", "Trip")


def test_a_page_is_read_in_the_encoding_that_it_tells() -> None:
    text = "Зал закрыт с пяти до девяти часов вечера."
    page = f'<html><head><meta content="text/html; charset=windows-1251"></head><p>{text}'

    assert told(page.encode("cp1251"), "a.html") == [text]
    assert not is_encoding_guessed(page.encode("cp1251"))
    assert is_encoding_guessed("The café is open.".encode("cp1252"))


@pytest.mark.parametrize("encoding", ["unicode_escape", "utf_16", "hex", "none such"])
def test_a_declared_encoding_that_is_none_is_ignored(encoding: str) -> None:
    text = r"The caf\xe9 has one room, \ud800, and is open on Sundays."
    page = f'<html><head><meta charset="{encoding}"></head><p>{text}</p> '.encode()
    page += " Entrée.".encode("cp1252")

    for data in (page, page + b" "):  # both an odd and an even number of bytes
        assert told(data, "a.html")[0].startswith(text)


def test_a_chat_message_is_no_heading() -> None:
    chat = (
        "[18:02] ana: when does the gate open?\n[18:03] tom: 9 in summer, 10 in winter\n[18:04] tom: Bring your card.\n"
    )

    assert told(chat) == ["when does the gate open? 9 in summer, 10 in winter", "Bring your card."]


def test_a_single_item_under_a_heading_is_kept() -> None:
    assert told("# 2.1\n\nIt is out now.\n\n## Removed\n\n- Python 3.8 support\n", "a.md")[1:] == ["Python 3.8 support"]


def test_a_question_of_one_word_stands_with_its_answer() -> None:
    assert told("1) How do I join?\nFill in the form.\n\n2) Refunds?\nNo.\n")[1:] == ["Refunds? No."]


def test_a_short_sentence_needs_no_point() -> None:
    assert told("<html><p>The pool opens at 8<p>Dogs are not allowed<p>Contact us today</html>", "a.html") == [
        "The pool opens at 8",
        "Dogs are not allowed",
    ]


def test_what_two_words_forbid_is_told() -> None:
    assert told("The yard opens at noon.\n\nNo dogs.\n") == ["The yard opens at noon.", "No dogs."]


def test_a_question_in_bold_may_be_two_sentences() -> None:
    reading = read("# Visits\n\n**I know nobody. Is that odd?**\nNot at all, many come alone.\n", "faq.md")

    assert [paragraph.text for paragraph in reading.paragraphs] == ["Not at all, many come alone."]
    assert reading.paragraphs[0].questions == ("I know nobody. Is that odd",)


def test_a_name_below_the_title_is_the_author_however_common_the_family() -> None:
    reading = read("The Lighthouse\nby Ada Quill\n\nThe lamp goes round and round all night.\n")

    assert (reading.title, reading.source) == ("The Lighthouse", "by Ada Quill")


@pytest.mark.parametrize(
    ("text", "name", "paragraph"),
    [
        (
            "The hall has 3,200 m² and was built in 1931.² It is open.\n",
            "a.txt",
            "The hall has 3,200 m² and was built in",
        ),
        (
            "<html><p>The hall has 3,200 m<sup>2</sup> of space.<sup>2</sup></html>",
            "a.html",
            "The hall has 3,200 m2 of space.",
        ),
    ],
)
def test_a_squared_unit_is_no_reference_mark(text: str, name: str, paragraph: str) -> None:
    assert told(text, name)[0].startswith(paragraph)


def test_a_value_named_only_by_its_heading_is_kept_with_it() -> None:
    assert told("# Guide\n\nIt makes coffee.\n\n## Specs\n\n230 V, 15 bar · noise 62 dB\n", "a.md")[1:] == [
        "230 V, 15 bar · noise 62 dB"
    ]


def test_the_date_of_a_text_is_kept() -> None:
    assert (
        told("RULES OF THE OPEN\n(last revised 2 Feb. 2025)\n\nThe entry fee is 20 EUR.\n")[0]
        == "(last revised 2 Feb. 2025)"
    )


@pytest.mark.parametrize(
    ("asked", "plain"),
    [
        ("[laughs] So, um, for people who never heard of it, what is seagrass?", "what is seagrass"),
        ("And who paid for that?", "who paid for that"),
        ("If I pay late, what happens?", "If I pay late, what happens"),
    ],
)
def test_a_question_is_asked_without_what_people_begin_with_when_they_speak(asked: str, plain: str) -> None:
    reading = read(f"HOST: {asked}\n\nREILLY: It is a plant that went back into the sea.\n")

    assert reading.paragraphs[0].questions == (plain,)


def test_what_goes_on_in_bold_is_one_sentence() -> None:
    rule = "# Rules\n\n**Guests** stay for one night, and for two in the\n**low** season. They pay\n**half** of it.\n"

    assert told(rule, "rules.md") == ["Guests stay for one night, and for two in the low season. They pay half of it."]


def test_a_box_of_facts_is_read_fact_by_fact() -> None:
    box = """<html><h1>Ana Li</h1><table class="infobox"><tr><th colspan="2">Ana Li</th></tr>
    <tr><td colspan="2"><img src="ana.jpg"></td></tr><tr><th>Born</th><td>3 June 1889<br>Sorrel, Alder</td></tr>
    <tr><th colspan="2">Career</th></tr><tr><th>Known for</th><td>tide tables,<br>a buoy</td></tr></table>"""

    assert told(box, "ana.html") == ["Born: 3 June 1889, Sorrel, Alder", "Known for: tide tables, a buoy"]


def test_a_box_of_facts_that_is_no_table_is_read_fact_by_fact() -> None:
    facts = (("Class", "<a>Ranger of the northern woods</a>"), ("Home", "Tarn<br>Hollow"))
    box = "".join(
        f'<div class="pi-data"><h3 class="pi-data-label">{label}</h3><div class="pi-data-value">{fact}</div></div>'
        for label, fact in facts
    )
    page = (
        f'<html><h1>Ilvane</h1><aside class="portable-infobox"><h2>Ilvane</h2>{box}</aside><aside>Ads and ads.</aside>'
        "<p>She joins the party after the quest.</p>"
    )

    assert told(page, "ilvane.html") == [
        "Class: Ranger of the northern woods",
        "Home: Tarn, Hollow",
        "She joins the party after the quest.",
    ]


def test_names_that_discord_alone_knows_are_counted() -> None:
    reading = read("Ask <@123456789012345678> in <#123456789012345678> about 3 : 2 and the rest.\n")

    assert [each.text for each in reading.paragraphs] == ["Ask @user in #channel about 3 : 2 and the rest."]
    assert described(reading.left_out) == "2 names that Discord alone knows"


def test_a_rank_that_only_a_medal_shows_is_put_into_words() -> None:
    assert told("Prizes\n\n🥇 $900 · 🥈 $400\n", "a.md") == ["1st place: $900 · 2nd place: $400"]
    assert told("Levels\n\n🥇 **Inferno** – may send pictures here\n", "a.md") == [
        "🥇 Inferno – may send pictures here"
    ]


def test_two_lines_above_a_text_are_its_name_and_what_it_is() -> None:
    assert read("AeroBrew 2 Machine\nUser manual\n\nKeep out of reach of children.\n").title == (
        "AeroBrew 2 Machine – User manual"
    )


@pytest.mark.parametrize("colour", ["", "md", "diff"])
def test_rules_in_a_block_of_code_are_told_as_those_outside(colour: str) -> None:
    mark = "-" if colour == "diff" else "1."
    text = f"Read this first.\n\n```{colour}\n{mark} Be kind to all of them.\n{mark} Keep it calm in here.\n```\n"

    assert told(text, "a.md") == ["Read this first.", "Be kind to all of them.", "Keep it calm in here."]


@pytest.mark.parametrize(
    "code", ["import os\nos.remove(path)", "cd bot\nmake install", "if x:\n    run = 1", "a: 1\nb: 2"]
)
def test_a_program_in_a_block_of_code_is_left_out(code: str) -> None:
    assert told(f"Read this first.\n\n```\n{code}\n```\n", "a.md") == ["Read this first."]


def test_a_line_below_a_list_is_none_of_it_unless_a_page_broke_the_line_above() -> None:
    rest = "The long line that comes last tells how wide a line may be in here."
    short, broken = "- At most 6 robbers", "- At most 6 robbers, and no less than 2 officers on duty, with"

    assert "Hostages must be players." in told(f"{short}\nHostages must be players.\n\n{rest}\n", "a.md")
    assert f"{broken[2:]} Hostages or without." in told(f"{broken}\nHostages or without.\n\n{rest}\n", "a.md")


@pytest.mark.parametrize("number", ["**1 ┃ Respect all**", "**1 » Respect all**", "## 🔊 1 | Respect all"])
def test_a_heading_has_its_number_whatever_sign_is_between(number: str) -> None:
    text = f"# Rules\n\n{number}\nWho insults others is banned at once and for good.\n"

    assert headings(text, "a.md") == [("1. Respect all", "Who insults others is banned at once and for good.")]


def test_signs_that_adorn_headings_and_items_are_none_of_them() -> None:
    frame = "╭──── ⋆⋅☆⋅⋆ ────╮\nThe Lounge\n╰──── ⋆⋅☆⋅⋆ ────╯\n\n"
    text = f"{frame}˚₊‧ **Perks** ‧₊˚\n\n﹒Boosters post in #art.\n﹒Guests may not post.\n"

    assert read(text, "a.md").title == "The Lounge"
    assert headings(text, "a.md") == [("Perks", "Boosters post in #art."), ("Perks", "Guests may not post.")]


def test_lines_that_begin_in_bold_end_where_the_next_begins() -> None:
    lines = "**Days:** Tue and Thu", "**Loot:** need before greed", "*Be on early, with flasks!*", "Bring food, too."

    assert told(">>> ## Raids\n" + "\n".join(lines), "a.md") == [line.replace("*", "") for line in lines]


def test_lines_drawn_with_signs_are_none_of_the_text() -> None:
    text = "🏆━━━━━━━━━━🏆\n   **SUMMER CLASH**\n🏆━━━━━━━━━━🏆\n\nOur tournament is back in May.\n"

    assert read(text, "a.md").title == "SUMMER CLASH"


@pytest.mark.parametrize("heading", ["📜 **Your shift** 📜", "⚠️ __Your shift__", "**Your shift**", "**Your shift**\n"])
def test_a_line_in_bold_is_a_heading_whatever_adorns_it(heading: str) -> None:
    rules = f"# Rules\n\nRead all of them.\n\n{heading}\n- A shift lasts three hours.\n- Wash your hands before it.\n"

    assert {name for name, _ in headings(rules, "a.md")} == {"", "Your shift"}


def test_a_few_words_above_prose_are_a_heading_whatever_marks_them() -> None:
    handbook = (
        '<html><p class="title"><b>Volunteer handbook</b></p><p>Last updated: 3 May 2025</p><p><b>Your shift</b></p>'
        "<p>A shift lasts three hours.</p><p>Food safety</p><ul><li>Wash your hands.</ul>"
        "<h2>Piotr Zak</h2><p>Hygienist</p><p>Piotr speaks Polish and German.</p></html>"
    )

    assert read(handbook, "a.html").title == "Volunteer handbook"
    assert headings(handbook, "a.html")[1:] == [
        ("Your shift", "A shift lasts three hours."),
        ("Food safety", "Wash your hands."),
        ("Piotr Zak", "Piotr speaks Polish and German."),
    ]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_line_without_a_point_above_prose_with_one_is_the_title_and_told(name: str) -> None:
    line = "Effect of Weekly Street Closures on Asthma Symptoms in Children: A Cluster Randomised Trial"
    text = f"{line}\n\nThe streets were closed on Sundays.\n"

    assert (read(text, name).title, told(text, name)) == (line, [line, "The streets were closed on Sundays."])


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("**RT: Do you get lonely?**", "No, I have two goats."),
        ("**Interviewer: Do you get lonely?**", "A: No, I have two goats."),
        ("Q: Do you get lonely?", "**A:** No, I have two goats."),
        ("Speaker 2 (01:22): Do you get lonely?", "No, I have two goats."),
    ],
)
def test_an_interview_is_read_answer_by_answer_under_its_questions(asked: str, answered: str) -> None:
    talk = f"# A talk\n\nAna Li keeps the light.\n\n{asked}\n\n{answered}\n\n**And then?**\n\nIt went dark in May.\n"

    assert [(each.heading, each.questions, each.text) for each in read(talk, "talk.md").paragraphs[1:]] == [
        ("", ("Do you get lonely",), "No, I have two goats."),
        ("", (), "It went dark in May."),
    ]


def test_the_parts_of_an_abstract_have_its_words_as_headings() -> None:
    abstract = "BACKGROUND: Air-borne dust is bad.\nMETHODS: We closed 48 streets.\nData: They are at the office.\n"

    assert headings(abstract) == [
        ("BACKGROUND", "Air-borne dust is bad."),
        ("METHODS", "We closed 48 streets."),
        ("METHODS", "Data: They are at the office."),
    ]


def test_an_answer_hidden_until_its_question_is_pressed_is_read() -> None:
    page = (
        '<html><h1>Help</h1><p style="display:none">Do you read this at all?</p><button>Log in</button>'
        '<h3><button>What does a lost card cost?</button></h3><div style="display:none"><p>A card is £3.50.</p></div>'
        '<button class="accordion">Where do I return the films?</button><div hidden>They go into the red box.</div>'
        "<h3><button>Opening hours</button></h3><p>We open at nine.</p></html>"
    )

    assert [(each.heading, each.questions, each.text) for each in read(page, "help.html").paragraphs] == [
        ("", ("What does a lost card cost",), "A card is £3.50."),
        ("", ("Where do I return the films",), "They go into the red box."),
        ("Opening hours", (), "We open at nine."),
    ]


def test_broken_lines_of_a_page_are_told_as_those_of_a_text() -> None:
    page = (
        "<html><h1>Contact<br/>and hours</h1><address>Bly Dental<br>14 Castle Row<br/>Bly BL4</address>"
        "<p>Tel: 01632 9<br>Email: <a>desk@bly.example</a></p><div>We open at nine.<br><br />We close at six.</div>"
        "<p><a>Home</a><br><a>News of the week</a></p></html>"
    )
    reading = read(page, "contact.html")

    assert reading.title == "Contact and hours"
    assert [paragraph.text for paragraph in reading.paragraphs] == [
        "Bly Dental; 14 Castle Row; Bly BL4",
        "Tel: 01632 9",
        "Email: desk@bly.example",
        "We open at nine.",
        "We close at six.",
    ]


def test_a_word_in_capitals_below_a_heading_is_no_other_heading() -> None:
    readme = "# Kettle\n\nIt boils water for us.\n\n## License\n\nMIT. See the file for the full text.\n"

    assert headings(readme, "readme.md")[1] == ("License", "MIT. See the file for the full text.")


def test_a_salutation_is_left_out() -> None:
    assert told("Dear friends,\n\nWhat a wet winter that was!\n\nKind regards,\n") == ["What a wet winter that was!"]


def test_the_version_in_a_heading_loses_its_brackets() -> None:
    log = "# Changelog\n\nThis is a list of changes.\n\n## [3.1.0] - 2024-12-02\n\n- Albums can be shared by a link.\n"

    assert headings(log, "changes.md")[-1] == ("3.1.0 - 2024-12-02", "Albums can be shared by a link.")


def test_the_name_of_a_list_may_stand_below_a_heading() -> None:
    recipe = "# Stew\n\nIt feeds six of us.\n\n## Ingredients\n\n**For the stew**\n\n- 2 onions\n- 200 g apricots\n"

    assert headings(recipe, "stew.md")[-1] == ("For the stew", "2 onions; 200 g apricots")
