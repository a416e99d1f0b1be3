"""Answers what somebody said according to the article. The patterns of questions match the `bare` line of a message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from bot.article.model import Article, Name, Passage
from bot.conversation.followups.leaning import named_in, people_in
from bot.conversation.followups.pronouns import speaks_of_somebody
from bot.conversation.reply import Shown
from bot.matching.nearby.follow_ups import FollowUpMatcher
from bot.matching.outcomes import NoMatch, Outcome, picked
from bot.matching.patterns import Regex
from bot.matching.provided import SAYING
from bot.matching.question import Question
from bot.matching.text import clean
from bot.matching.utterance import Utterance

_SAY = r"(?:say|said|says|tell|told|tells|answer|reply|respond|comment|state|announce)"
_THINK = r"(?:think|thinks|thought|believe|make(?= of\b)|feel)"
_OF_IT = r"(?: (?:about|on|to|of|in response to|regarding) (?:it|that|this|them|those|these|all that|all this))?"
_ADDED = r"(?: (?:then|there|himself|herself|themselves|again|back|afterwards))*"
_TO_WHOM = r"(?: (?:him|her|them|us|people|everyone|the (?:press|public|others?)))?"
WHAT_SAID = Regex(
    r"(?:(?:then|no|i mean|i meant)\b\W*)*(?:[^,;:.?!]{2,40}[,;:.]+ )?"
    r"what(?: (?P<else>else)| exactly)? (?:did|does|do|has|had|have) (?P<who>[^,;:?!]{2,40}?)"
    rf"(?: (?:actually|even|also|then|just))?(?: have to)? (?:{_SAY}{_TO_WHOM}|(?P<thinks>{_THINK})){_OF_IT}{_ADDED}"
)
"""A question for what somebody said or thinks, without another subject: "what did he say", "what does Roth think of
that"."""

VIEW = Regex(
    r"(?:(?:what about|how about|whats|what is|what was|in|then)\b\W*)*(?P<who>[^,;:?!]{2,40}?)"
    r"(?:'s)? (?:own )?(?:view|opinion|take|thoughts?|position|stance|side|words|reaction|response|answer|reply)s?"
    r"(?: (?:on|of|about|to) (?:it|that|this))?(?: then)?"
)
"""Asks what somebody says or thinks in a noun, and names nothing besides: "and Roth's view?", "in his own words"."""

_CITE = Regex(r"(?:quote|cite) (?P<who>[^,;:?!]{2,40}?)(?: (?:directly|then|please|pls))*")
"""Asks for what somebody said in an order: "quote her"."""

_THINKING = (
    r"(?:thinks?|thought|believe[sd]?|hope[sd]?|fear(?:s|ed)?|doubt(?:s|ed)?|view(?:s|ed)?|opinion|consider(?:s|ed)?"
    r"|belief|says|said|critici[sz]e[sd]?|praise[sd]?|welcome[sd]?|reject(?:s|ed)|comment(?:s|ed)?)"
)
_SAID_BY = r"(?:sa(?:ys|id)|according to|statement|wrote|told|asked|explained|warned|added|reported|announced)"
_BEFORE, _AFTER = r"(?:\W+\w+){0,6}?\W+", r"\W+(?:\w+\W+){0,4}?"
"""How far a verb may be from the name."""


class Speakers:
    """Answers what somebody said according to one article. Stateless."""

    def __init__(self, article: Article, following: FollowUpMatcher) -> None:
        self._article, self._following = article, following

    def said(self, question: Question, shown: Shown) -> Outcome | None:
        """The nearest statement of somebody to what was shown, for a question that only asks for that; no match if none
        is near enough for "about that". None for another question."""
        line = question.message.bare
        if (asked := WHAT_SAID.fullmatch(line)) is None:
            return self._view(line, shown)
        people = people_in(line, self._article) if speaks_of_somebody(Utterance(asked["who"])) else ()
        if (who := self._only([*named_in(asked["who"], self._article.names), *people])) is None:
            return None
        found = self._saying(who, shown, is_other=asked["else"] is not None, thinks=asked["thinks"] is not None)
        return picked(self._article, found) if found is not None else NoMatch(0.0, None, ())

    def _view(self, line: str, shown: Shown) -> Outcome | None:
        """What somebody says, for a question that asks for their view in a noun."""
        asked = VIEW.fullmatch(line) or _CITE.fullmatch(line)
        if asked is None:
            return None
        called = asked["who"]
        who = self._only(people_in(called, self._article) or people_in(called.removesuffix("s"), self._article))
        found = self._saying(who, shown) if who is not None else None
        return picked(self._article, found) if found is not None else None

    def _only(self, called: Sequence[str]) -> Name | None:
        """The name that is called, if it is the only one."""
        return next((name for name in self._article.names if [name.name] == called), None)

    def _saying(self, who: Name, shown: Shown, *, is_other: bool = False, thinks: bool = False) -> Passage | None:
        """What has somebody say something, or think it, nearest to what was shown; something other than that, if so
        asked."""
        saying = saying_of((who.name, *who.aliases), thinks=thinks)
        seen = {passage.quote for passage in shown.passages if is_other}
        said = [
            passage
            for passage in self._article.passages
            if passage.quote not in seen and saying.search(clean(passage.quote))
        ]
        near = [passage for passage in said if self._following.is_near(passage, shown.basis)]
        return self._article.nearest(shown.basis[0], near or said)


def saying_of(names: Iterable[str], *, thinks: bool = False) -> re.Pattern[str]:
    """The pattern of `clean` quotes that report what the person with these names says, or with `thinks` thinks."""
    verb = _THINKING if thinks else SAYING
    who = "|".join(re.escape(clean(name)) for name in names)
    speaker = rf"(?<!\bof )(?<!\bin )(?<!\bfrom )(?:{who})"  # "the Shah of Iran said" does not report Iran
    return re.compile(rf"\b(?:{speaker}{_BEFORE}{verb}|{_SAID_BY}{_AFTER}{speaker}|{speaker}\b.*\b(?:he|she) {verb})\b")
