"""Makes passages of quotes: their asks, answer words and summaries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from bot.article import limits
from bot.article.asks import comparable
from bot.article.naming import make_id
from bot.curation.drafting.answers import answer_words
from bot.curation.grammar.lines import ANNOUNCED, as_inside
from bot.curation.grammar.questions import MOST_ASKS, asks, is_ask
from bot.curation.grammar.sentences import is_label, sentences
from bot.curation.grammar.summaries import one_line
from bot.matching.english.stop_words import STOP_WORDS
from bot.matching.text import tokenize

_YEAR = 4
"""In digits: a shorter number is an amount or a time, and nobody asks by it."""

_LABEL = re.compile(r"([^\s:.!?(]+(?: [^\s:.!?(]+){0,2}):\s")
"""The label of an entry: under a heading, people ask by both, "opening hours on Saturday"."""

_PERSONAL = frozenset("he she who anyone everyone people".split())
_GROUPS = frozenset(
    "people members guests students players children adults parents visitors volunteers residents users customers"
    " pupils drivers owners tenants beginners helpers staff men women".split()
)
_OFFICES = frozenset(
    "boss captain chair chairman chairwoman chief clerk coach commander conductor curator director editor founder"
    " governor headmaster headteacher host instructor judge king landlord leader librarian maker manager mayor minister"
    " moderator organiser organizer owner president principal queen referee secretary teacher trainer treasurer".split()
)


@dataclass(frozen=True)
class DraftPassage:
    """A passage to be written; see `bot.article.model.Passage`."""

    id: str
    quote: str
    summary: str
    answer: tuple[str, ...]
    asks: tuple[str, ...]


class Writer:
    """Makes passages. An ask goes to the first passage that it fits. `title` is the article's title, `people` the names
    of its persons; `asked` holds asks already used, as `comparable` text."""

    def __init__(self, title: str, people: Sequence[str], asked: Iterable[str] = ()) -> None:
        self._people = {word.casefold() for name in people for word in name.split()}
        self._title = title
        self._about = _person_told_of(title, people)
        self._asked = set(asked)
        # Of the words that were numbered for want of an ask of their own, the number to try next.
        self._next_numbers: dict[str, int] = {}

    def forget(self, asks: Iterable[str]) -> None:
        """Release asks so that they can be used again, when their passage is made anew."""
        self._asked.difference_update(map(comparable, asks))
        self._next_numbers.clear()

    def passage(
        self,
        quote: str,
        questions: Sequence[str],
        ids: set[str],
        heading: str = "",
        *,
        is_first: bool = True,
        is_english: bool = True,
    ) -> DraftPassage:
        """A passage of this quote, with `questions` among its asks, and an id that is not in `ids`. If no ask is known,
        its label is used too, or its heading if it is the first text there: "Next meeting", "Tuesday 11 June". A quote
        that is not in English is only asked for by its words."""
        texts = sentences(quote.strip("… ")) if is_english else list[str]()
        is_labelled = len(texts) > 1 and is_label(texts[0])
        heading = texts[0].rstrip(".") if is_labelled else heading
        own = (ask for text in texts for ask in asks(text, is_person=self._is_person, about=self._about))
        asked: dict[str, str] = {}
        announces = ANNOUNCED.match(quote) if is_english and self._title else None
        announced = (f"{'when' if announces['when'] else 'where'} is {as_inside(self._title)}",) if announces else ()
        for ask in (*questions, *announced, *own):
            if comparable(ask) not in self._asked and len(asked) < MOST_ASKS:
                asked.setdefault(comparable(ask), ask)
        if not asked:
            ask = self._bare_ask(quote)
            asked |= self._free(heading) if is_first or is_labelled else {}
            asked[comparable(ask)] = ask
        if heading and (label := _LABEL.match(quote)) and not announces:
            asked |= self._free(f"{heading} {label[1]}")
        self._asked.update(asked)
        answer = answer_words(quote, list(asked.values()))
        words = answer[0] if re.search(r"[^\W\d_]{3}", answer[0]) and " " in answer[0] else quote  # "two" names nothing
        name = make_id(" ".join(tokenize(words)[:4]), ids)
        return DraftPassage(name, quote, one_line(quote), answer, tuple(asked.values()))

    def _free(self, ask: str) -> dict[str, str]:
        """An ask by its comparable form, if it is valid and not used yet."""
        return {comparable(ask): ask} if is_ask(ask) and comparable(ask) not in self._asked else {}

    def _is_person(self, subject: str) -> bool:
        words = [word.casefold() for word in subject.split()]
        if any(word in self._people for word in words):
            return True
        head = re.split(r"\s(?:of|for|at|in|from|with)\s", subject.casefold())[0].split()[-1:]
        return bool(words) and (words[0] in _PERSONAL or (bool(head) and head[0] in _OFFICES | _GROUPS))

    def _bare_ask(self, quote: str) -> str:
        """An ask for a quote of unknown form: its first subject words, as many as make it unique, or else with a
        number."""
        words = [word for word in tokenize(quote) if word[0] != "{"] or ["text"]
        telling = [word for word in words if word not in STOP_WORDS and not (word.isdigit() and len(word) < _YEAR)]
        words = telling if len(telling) > 1 else words
        for length in range(min(6, len(words)), len(words) + 1):
            ask = " ".join(words[:length])[: limits.ASK].strip()
            if comparable(ask) not in self._asked:
                return ask
        begins = " ".join(words)[:90].strip()
        numbers = count(self._next_numbers.get(begins, 2))
        number = next(each for each in numbers if comparable(f"{begins} {each}") not in self._asked)
        self._next_numbers[begins] = number + 1
        return f"{begins} {number}"


def _person_told_of(title: str, people: Iterable[str]) -> str:
    """The last name of the person whom an article with this title is about: "Ada Byron"; "" if there is none."""
    words = {word.casefold() for word in title.split()}
    return next((name.split()[-1] for name in people if words and words <= set(name.casefold().split())), "")
