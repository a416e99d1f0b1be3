"""An article folder of two paragraphs, small enough to be broken in one place at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.article.loader import load_article
from bot.article.model import Article
from bot.errors import ArticleError, Fault

FILES = {
    "article.txt": (
        "Cats sleep for most of the day. They hunt at dawn, when mice are about.\n"
        "A cat named Whiskers lives in the town library. “Readers feed her every morning,” the librarian said.\n"
    ),
    "article.toml": """\
title = "Cats of the town library"
source = "Written for the tests"
summary = "Cats sleep a lot, and one of them lives in a library."

[[names]]
name = "Whiskers"
kind = "person"
role = "The cat of the library"
aliases = ["Whisky"]
passage = "library/whiskers"

[synonyms]
"mice" = ["rodents", "little squeakers"]
""",
    "gaps.toml": """\
[[gaps]]
id = "ages"
title = "Ages"
note = "The article gives no ages."
asks = '''
how old is {person}
birthday of the tomcat
'''
""",
    "sections/days.toml": """\
id = "days"
title = "A day of a cat"
summary = "Cats sleep by day and hunt at dawn."
keywords = ["sleep", "hunting"]
related = ["library"]

[[passages]]
id = "sleep"
quote = "Cats sleep for most of the day."
summary = "Cats sleep most of the day."
answer = ["most of the day"]
asks = '''
how long do cats sleep
are cats lazy
do felines snooze a lot
'''

[[passages]]
id = "hunt"
quote = "They hunt at dawn, when mice are about."
summary = "Cats hunt at dawn."
answer = ["at dawn", "mice"]
asks = '''
when do cats hunt
what do cats catch
hunting hours of felines
'''
""",
    "sections/library.toml": """\
id = "library"
title = "The library's cat"
summary = "Whiskers lives in the library and is fed by readers."
keywords = ["library", "Whiskers"]

[[passages]]
id = "whiskers"
quote = "A cat named Whiskers lives in the town library."
summary = "Whiskers lives in the library."
answer = ["Whiskers", "town library"]
asks = '''
where does Whiskers live
which cat is in the library
what is the library cat called
'''

[[passages]]
id = "feeding"
quote = "“Readers feed her every morning,” the librarian said."
summary = "Readers feed Whiskers every morning."
answer = ["Readers feed her every morning"]
asks = '''
who feeds Whiskers
does anybody give the cat breakfast
what did the librarian say
'''
""",
}


class SmallArticle:
    """The folder. `load` reads it, `faults` expects it to be refused."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "sections").mkdir(parents=True)
        for file, text in FILES.items():
            self.write(file, text)

    def write(self, file: str, text: str | bytes) -> None:
        """Give a file this content."""
        content = text if isinstance(text, bytes) else text.encode()
        (self.folder / file).write_bytes(content)

    def text(self, file: str) -> str:
        """What stands in a file."""
        return (self.folder / file).read_text("utf-8")

    def contents(self) -> dict[str, str]:
        """The texts of its files, by their paths in the folder."""
        files = (path for path in self.folder.rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): path.read_text("utf-8") for path in files}

    def replace(self, file: str, old: str, new: str) -> None:
        """Change the one place of a file where `old` stands."""
        text = self.text(file)
        assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
        self.write(file, text.replace(old, new))

    def remove(self, file: str) -> None:
        """Delete a file."""
        (self.folder / file).unlink()

    def load(self) -> Article:
        """The article, which must have no faults."""
        return load_article(self.folder)

    def faults(self) -> tuple[Fault, ...]:
        """The faults, of which there must be some."""
        with pytest.raises(ArticleError) as caught:
            load_article(self.folder)
        return caught.value.faults
