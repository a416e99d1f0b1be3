"""Who is asked for: "who is Misri", "who's the Indian PM"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from bot.article.model import Article, Name
from bot.matching.english.chat import written_out
from bot.matching.question import Question
from bot.matching.text import plain, tokenize, words_of
from bot.matching.vocabulary import Vocabulary

_WHO = re.compile(
    r"\W*(?:(?:so|and|ok|okay|wait|but|hey|lol|yo|um+|uh+|then)\W+)*(?:(?:do you|does anyone|anyone|i dont|idk|tell me"
    r"|remind me)"
    r" (?:know )?)?(?:who|whos)\b(?: (?:the (?:hell|heck|fuck)|exactly|even|again|is|was|are|s))*"
    r" (?:(?:the|this|that|a|our|their|mr|mrs|ms|dr|guy|dude|person|called|named) )*(?P<rest>[^?.!,;]{2,60}?)"
    r"(?: (?:guy|dude|person|again|anyway|though|lol|fr|exactly|btw|pls|please|here|in this|in it|then))*\W*"
)
_VERBS = re.compile(r"\b(?:met|did|does|do|said|says|has|have|had|will|would|can|could|to|in|at|from|on|with|and|or)\b")


class Names:
    """The names of one article, to be found by name, alias or role."""

    def __init__(self, article: Article, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._all = article.names

    @cached_property
    def _features(self) -> Mapping[Name, set[str]]:
        """The features of all names that may be asked for, by name, alias and role."""
        names = [name for name in self._all if name.kind in ("person", "organisation") and name.role]
        return {name: set(_features_of((name.name, name.role, *name.aliases), self._vocabulary)) for name in names}

    def who(self, message: str) -> Name | None:
        """The person or organisation that the message asks who it is, and nothing else; None if it does not."""
        found = _WHO.fullmatch(" ".join(written_out(plain(message)).split()))
        if found is None or _VERBS.search(found["rest"]):
            return None
        asked = [term for term in self._vocabulary.question_terms(words_of(found["rest"])) if not term.is_stop]
        if not asked:
            return None
        wanted = [{feature for feature, _ in term.features if feature[0] != "{"} for term in asked]
        fitting = [name for name, features in self._features.items() if all(each & features for each in wanted)]
        return min(fitting, key=lambda name: len(self._features[name]), default=None)

    def only(self, question: Question) -> Name | None:
        """The name that is all the subject that a question has ("and the US?"), or None."""
        subject = [term for clause in question.clauses for term in clause.subject]
        held = {feature[1:] for term in subject for feature, _ in term.features if feature[0] == "@"}
        names = [name for name in self._all if name.name in held]
        return names[0] if len(names) == 1 and all(term.is_name for term in subject) else None

    def swapped(self, texts: Iterable[str], name: Name) -> Iterator[str]:
        """The texts in which another name of the same kind stands, with this one in its place."""
        others = {f"@{other.name}" for other in self._all if other.kind == name.kind and other.name != name.name}
        for text in texts:
            terms = self._vocabulary.question_terms(tokenize(text))
            is_other = [any(feature in others for feature, _ in term.features) for term in terms]
            if any(is_other):
                words = (name.name if other else term.meant for term, other in zip(terms, is_other, strict=True))
                yield " ".join(words)


def _features_of(texts: Iterable[str], vocabulary: Vocabulary) -> Iterable[str]:
    for text in texts:
        for term in vocabulary.terms(tokenize(text)):
            yield from (feature for feature, _ in term.features)
