"""What a conversation in a terminal shows of an article besides replies: topics, paragraphs, and what comes next."""

from __future__ import annotations

from collections.abc import Sequence

from bot.article.model import Article, Passage, Section
from bot.cli import commands
from bot.cli.screen import Screen
from bot.conversation import wording
from bot.conversation.lookup import Topics
from bot.conversation.reply import Shown, shown_by
from bot.matching.outcomes import Answer, Candidate, Choices, NoMatch, Outcome, candidates_of, picked


class Browser:
    """Shows an article, and remembers what it has shown."""

    def __init__(self, article: Article, screen: Screen) -> None:
        self._article, self._screen = article, screen
        self._forget()

    def _forget(self) -> None:
        # The list that a number picks from.
        self._list: tuple[Candidate | Section, ...] = ()
        self._last: Outcome | None = None
        # The context for follow-ups. A miss, a list or small talk does not change it.
        self._shown: Shown | None = None
        # The passage, topic or paragraph from which "next" continues, and the last paragraph of /read.
        self._place: Passage | Section | int | None = None
        self._paragraph = 0

    def _pick(self, entries: Sequence[Candidate | Section]) -> None:
        """Show the entries that the user picked from the list."""
        match entries:
            case []:
                self._screen.say(wording.no_such_place(len(self._list)) if self._list else wording.NO_LIST)
            case [Section() as section]:
                self._open_topic(section)
            case _:
                chosen = [each for each in entries if isinstance(each, Candidate)]
                if len(chosen) < len(entries):
                    self._screen.say(wording.ONE_AT_A_TIME)
                    return
                others = [each for each in self._list if isinstance(each, Candidate)]
                for one in chosen:
                    self._open(Answer(one, tuple(each for each in others if each is not one)))

    def _topics(self) -> None:
        self._list = self._article.sections
        for number, section in enumerate(self._list, 1):
            self._screen.say(f"  {number}. {section.title}  ", remark=f"/topic {section.id}")
        self._screen.say("Type a number to open its topic.", "dim")

    def _show_topic(self, name: str) -> None:
        section = Topics(self._article).find(name)
        if section is None:
            self._screen.say(f"There is no topic {name!r}." if name else "Which topic?")
            self._topics()
        else:
            self._open_topic(section)

    def _open_topic(self, section: Section) -> None:
        self._place, self._shown = section, Shown(offered=section.passages)
        self._screen.say(section.title, "bold")
        self._screen.say(section.summary)
        self._list = candidates = candidates_of(picked(self._article, *section.passages))
        self._screen.list_candidates(candidates)

    def _read(self, wanted: str) -> None:
        count = len(self._article.paragraphs)
        numbers = commands.paragraphs_to_read(wanted, self._paragraph, count)
        if isinstance(numbers, str):
            self._screen.say(numbers)
            return
        for number in numbers:
            if number != numbers[0]:
                self._screen.space()
            self._place = self._paragraph = number
            self._screen.say(f"¶ {number} of {count}", "dim")
            self._screen.say(self._article.paragraphs[number - 1])
            if passages := self._article.passages_of(number):
                self._shown = shown_by(passages, self._article)

    def _step(self, by: int) -> None:
        """Show the passage or paragraph after (1) or before (-1) the last one, in the order of the article."""
        match self._place:
            case None:
                self._screen.say(wording.NOTHING_SHOWN)
            case int():
                self._read("next" if by > 0 else "previous")
            case Section(passages=passages) if by > 0:
                self._open(picked(self._article, passages[0]))
            case place:
                before, after = self._article.neighbours(place.passages[0] if isinstance(place, Section) else place)
                if (found := after if by > 0 else before) is not None:
                    self._open(picked(self._article, found))
                else:
                    self._screen.say("That was the last passage." if by > 0 else "That was the first passage.")

    def _open(self, answer: Answer) -> None:
        """Show a passage that was picked or comes next."""
        offered = self._shown.offered if self._shown is not None else ()
        self._shown = shown_by([answer.best.passage], self._article, offered)
        self._show(answer)

    def _show(self, outcome: Outcome, lead: str = "") -> None:
        self._last = outcome
        match outcome:
            case Answer(best=best):
                self._quote(best)
                if best.matched:
                    self._screen.say(wording.why_short(best), "dim")
            case Choices(candidates=candidates):
                self._screen.say(f"{wording.PERHAPS}:")
                self._quote(candidates[0])
                self._screen.say(f"{wording.OR_PERHAPS}:")
                self._list = candidates
                self._screen.list_candidates(candidates, first=2)
            case NoMatch():
                self._screen.say_lines((wording.no_match(outcome, lead), *wording.nearest(outcome)))

    def _quote(self, candidate: Candidate) -> None:
        self._place = candidate.passage
        self._screen.quote(candidate, self._place_of(candidate.passage))
        self._screen.say(candidate.passage.summary)

    def _place_of(self, passage: Passage) -> str:
        return wording.paragraph_of(passage, self._article)
