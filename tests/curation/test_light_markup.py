"""The markup of org-mode, AsciiDoc, BBCode and reStructuredText is not read as words."""

from __future__ import annotations

import pytest

from tests.curation.drafting import headings, read, told

ORG = """\
#+TITLE: Garden club
#+OPTIONS: toc:nil
# a comment

* Membership                              :members:
  :PROPERTIES:
  :CREATED:  [2024-01-02 Tue]
  :END:
  Membership costs 20 dollars, by [[https://example.org/pay][bank transfer]].
** TODO [#A] Renewals
   SCHEDULED: <2024-04-01 Mon>
   Renewals are due by 30 April; use =form B=.
* Tools
  - Mower :: ask Gordon for the key
  | Tool   | Deposit |
  |--------+---------|
  | Tiller | $40     |
#+BEGIN_SRC sh
echo hi
#+END_SRC
"""

ADOC = """\
= Meetup
Jo Lund <jo@example.org>
v1.2, 2024-05-01
:toc:

== When we meet
We meet on the *first Thursday* of each month.

[NOTE]
====
In July there is https://example.org[no meetup].
====

----
make
----

== Talks
|===
|Slot |Length
|Talk |20 min
|===
"""

FORUM = """\
[b]Guild rules[/b]
[list]
[*]Raids start at 20:00 on Sunday.
[*]Loot is by [i]council[/i].
[/list]
[img]https://example.org/a.png[/img]
[url=https://example.org]Apply by May[/url] to be let in.
"""

RST = """\
Settings
========

The option ``port`` sets the port [#f1]_. See `the guide <https://example.org>`_ first.

======  =======
Option  Default
======  =======
port    8080
======  =======

Threads
-------

There are four threads.

.. [#f1] Before version 3 it was 80.
"""


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            ORG,
            "club.org",
            [
                ("Membership", "Membership costs 20 dollars, by bank transfer."),
                ("Renewals", "Renewals are due by 30 April; use form B."),
                ("Tools", "Mower: ask Gordon for the key"),
                ("Tools", "Tiller: Deposit $40"),
            ],
        ),
        (
            ADOC,
            "meetup.adoc",
            [
                ("When we meet", "We meet on the first Thursday of each month."),
                ("When we meet", "In July there is no meetup."),
                ("Talks", "Talk: Length 20 min"),
            ],
        ),
        (
            RST,
            "settings.rst",
            [
                ("", "The option port sets the port. See the guide first."),
                ("", "port: Default 8080"),
                ("Threads", "There are four threads."),
            ],
        ),
    ],
)
def test_headings_and_prose_lose_their_marks(text: str, name: str, expected: list[tuple[str, str]]) -> None:
    assert headings(text, name) == expected


def test_the_title_of_a_marked_up_text_is_that_of_the_article() -> None:
    assert (read(ORG, "club.org").title, read(ADOC, "meetup.adoc").title) == ("Garden club", "Meetup")


def test_steps_terms_keys_and_spread_tables_of_asciidoc_are_read() -> None:
    manual = (
        "= Kettle\n:name: Kettle 2\n\n== Use\n. Fill the {name} with water.\n. Press btn:[ON] for a second.\n\n"
        "== Trouble\nIt does not boil::\n  Check the fuse.\nIt leaks:: Replace the seal.\n\n"
        '== Data\n[cols="1,1"]\n|===\n|Property |Value\n\n|Weight\n|740 g\n\n|Volume\n|2 l\n|===\n'
    )

    assert headings(manual, "kettle.adoc") == [
        ("Use", "Fill the Kettle 2 with water."),
        ("Use", "Press ON for a second."),
        ("Trouble", "It does not boil: Check the fuse."),
        ("Trouble", "It leaks: Replace the seal."),
        ("Data", "Weight: 740 g"),
        ("Data", "Volume: 2 l"),
    ]


def test_slanted_words_and_progress_are_no_words_of_an_outline() -> None:
    outline = "* TODO Set up [1/3]\nAsk /Renate/ for the key to /srv/cafe today.\n"

    assert headings(outline, "cafe.org")[0][1] == "Ask Renate for the key to /srv/cafe today."
    assert read(outline, "cafe.org").title == "Set up"


def test_the_marks_of_a_forum_are_no_words() -> None:
    assert told(FORUM) == [
        "Raids start at 20:00 on Sunday.",
        "Loot is by council.",
        "Apply by May to be let in.",
    ]


def test_a_bracket_is_no_mark_of_a_forum() -> None:
    assert told("Press [b] to go back. Then press [i] and wait.") == ["Press [b] to go back. Then press [i] and wait."]


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("#+BEGIN_SRC sh\n", "club.org"),
        (":NOTES:\n", "club.org"),
        ("[b]Rules[/b] of [i]the[/i] club: [code]\n", "club.txt"),
    ],
)
def test_unclosed_markup_does_not_swallow_text_before_the_next_mark(marked: str, name: str) -> None:
    closed = {"club.org": f"{marked}x = 1\n#+END_SRC\n:END:\n", "club.txt": f"{marked}x = 1[/code]\n"}[name]
    text = f"{marked}\nThe club meets on Monday in the hall.\n\n{closed}"
    assert any("The club meets on Monday in the hall." in paragraph for _, paragraph in headings(text, name))


def test_the_marks_of_programs_that_keep_notes_are_no_words() -> None:
    notes = (
        "# Rules\n\n> [!note]+ Read this first\n> They hold for [[Campaign 3|the third campaign]] only. ^ref\n\n"
        "<aside>\nAsk in #help before you buy.\n</aside>\n\n![[map.png]]\n\n"
        "The ==deck== lies in the [[Temple]]. %%remember\nthe cleric%%\n\n"
        "- Remote work\n\n    Stay at home on [ ] days, or one == two.\n"
    )

    assert headings(notes, "rules.md") == [
        ("Read this first", "They hold for the third campaign only."),
        ("Read this first", "Ask in #help before you buy."),
        ("Read this first", "The deck lies in the Temple."),
        ("Remote work", "Stay at home on [ ] days, or one == two."),
    ]


def test_bold_words_that_name_a_sentence_are_distinguished_from_it() -> None:
    terms = "# Terms\n\n**2. Accounts** You must be 13.\n\n**Joyce** Petersen wrote it.\n\n**All** of it is free.\n"

    assert told(terms, "terms.md") == ["2. Accounts: You must be 13.", "Joyce Petersen wrote it.", "All of it is free."]
