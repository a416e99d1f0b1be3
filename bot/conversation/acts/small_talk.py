"""Recognises polite phrases that ask nothing: greetings, thanks, reactions."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bot.conversation.acts.said import Said
from bot.matching.english.chat import written_out
from bot.matching.english.forms import WEEKDAYS
from bot.matching.english.stop_words import CHAT, GRAMMAR, LEAD_INS
from bot.matching.intent import asks_something
from bot.matching.text import clean, words_of
from bot.matching.utterance import Utterance

LONGEST = 160
"""In characters: a longer message says something."""

_GREETINGS = frozenset(
    """
    hi hello hey hiya heya howdy yo sup hola namaste greetings morning evening afternoon ahoy bonjour hallo ciao
    salaam salam gday ping test testing
    """.split()
)

_IN_OTHER_SCRIPTS = words_of(
    clean(
        "спасибо спс дякую благодаря ευχαριστώ شكرا شكراً תודה धन्यवाद शुक्रिया ขอบคุณ"
        " 감사합니다 감사해요 고마워 고마워요 고맙습니다 ありがとう ありがとうございます 谢谢 谢谢你 謝謝 謝謝你 多谢"
    )
)
_THANKS = frozenset(_IN_OTHER_SCRIPTS) | frozenset(
    """
    thanks thank thankyou thx thnx thnks tnx tks tq ty tysm tyvm cheers appreciated appreciate grateful merci
    gracias danke grazie obrigado obrigada shukriya arigato kudos props bravo tesekkurler tesekkur spasibo dziekuje
    dzieki tack takk kiitos dhanyavad dhanyavaad nandri xiexie gamsahamnida bedankt dank dankje dankjewel multumesc
    dekuji mahalo hvala efharisto asante makasih
    """.split()
)

_INTERJECTIONS = frozenset(
    """
    okie okidoki mkay yess yay woo woohoo hooray whoa woah oof yikes rip meh ugh argh oops oopsie whoops nvm
    nevermind np nw yw mm mhm aha eh welp heh bye goodbye cya laters ttyl brb afk gtg gn goodnight gg ggs wp pog
    poggers kek lul lulz bingo touche congrats congratulations wow aww ofc ikr yass ew eww yuck o7
    """.split()
)

# Words that mark a reaction by themselves, as they are hardly ever the subject of an article.
REACTIONS = _INTERJECTIONS | frozenset(
    """
    helped helps helpful useful exactly precisely absolutely definitely totally indeed sure fine alright aight okey
    nice cool great good perfect amazing awesome excellent brilliant fantastic wonderful superb neat dope epic
    legend legendary goat lovely impressive incredible insane fascinating intriguing informative insightful
    interesting funny hilarious sorry apologies worries gotcha roger noted understood agreed agree disagree ditto
    true right correct wrong nope based cringe bet ez love loved like liked enjoyed glad happy surprised shocked
    impressed solved answered nailed welcome cute adorable sweet smart clever genius incorrect same lmk sounds
    crazy wild sad boring useless stupid sus super dokie alrighty seconded second exact obviously clearly naturally
    certainly gladly finally sigh facepalm fun kewl relatable false misleading noice possibly presumably hopefully
    unfortunately sadly luckily thankfully surprisingly unfortunate interested intrigued confused puzzled baffled
    amused annoyed disappointed disappointing scary creepy spooky lame intresting awsome definately hillarious
    gross ridiculous absurd pathetic spoilers shrug shrugs eyeroll eyerolls pong
    """.split()
)

_WANTING = frozenset(
    """
    who whom whose what whats which when where why how hows more else another other others further again please pls
    plz kindly about tldr tl
    """.split()
)
"""Words with which even a message without a subject wants something: "more please", "ok and why"."""

_WONDERING = frozenset("who whom whose what wat wut wot whats when where why y how hows pls plz please".split())
_SURPRISE = frozenset("what wat wut wot".split())
_SURPRISED = _SURPRISE | (LEAD_INS - {"then"}) | {"even", "the", "say"}
_LINKING = frozenset("and or so then".split())
_NAMING = frozenset("tldr tl dr quick quickly curious wondering wonder".split())
_AROUND = (LEAD_INS - _NAMING) | frozenset(
    "come even say says said exactly again now then not for the in by to".split()
)

_TELLING = _GREETINGS | _THANKS | REACTIONS | CHAT
_KNOWN = _TELLING | GRAMMAR | _WANTING

_HOW_ARE_YOU = re.compile(
    r"(?:(?:hi|hello|hey|yo|ok|so)\W+)*(?:how (?:are|r) (?:you|u|ya)(?: (?:doing|today|all))*"
    r"|hows? (?:is )?it going"
    r"|what(?:s| is)? up|wassup|wazzup|are you (?:there|alive|online|awake|working|ok)|(?:you|u) there|anybody home)"
    r"(?:\W+(?:bot|there|today|man|mate|buddy))?\W*"
)
_THANKS_FOR = re.compile(
    r"\W*(?:[\w']+\W+){0,4}?(?:thanks|thank (?:you|u)|thx|ty|tysm|cheers)(?:\W+(?!(?:and|but|so)\b)\w+){0,3}? for\b.*"
)
_FURTHER = re.compile(r"[.!;,:\n]+|\b(?:and|but|so|also|now)\b")
"""The end of thanks, where a question may begin: "thanks for the tip! how do i join"."""

_COMES_TO_SAY = re.compile(
    r"(?:(?:just|only|quickly|hey|i|we|im|ive|was|am|are|have|here) )*(?:(?:popp|dropp|stopp|pass|swing|com)(?:ing|ed)"
    r"|came|come|pop|drop|stop|want(?:ed)?|wanna|love) (?:(?:in|by|on|over|here|back|past|round|around|to|and|just) )*"
    r"say (?P<what>.+)"
)
"""An announcement of small talk: "just popping in to say hello"."""

_DOUBTS = re.compile(
    r"(?:(?:lol|wait|ok|wow|bro|um+|hm+)\W+)*(?:are|r) (?:you|u|ya) (?:\w+ )?(?:sure|certain|serious|kidding|joking"
    r"|drunk|high|kidding me|sure about (?:that|this))\W*"
)
_RHETORICAL = re.compile(
    r"(?:(?:lol|ok|bro|well|but|and|yeah)\W+)*(?:who (?:asked|cares|knew)"
    r"|who (?:would(?:ve| have)?|have) (?:thought|guessed|thunk)"
    r"|what (?:could|can) (?:possibly )?go wrong)\W*"
)
"""Has a question's form and asks nothing, without its mark: "who asked"."""

_CHEERS = re.compile(
    r"(?:(?:have a )?(?:happy|merry|blessed) (?:\w+ )?(?:birthday|bday|anniversary|new year|holidays?|christmas"
    rf"|xmas|easter|thanksgiving|halloween|diwali|eid|hanukkah|ramadan|weekend|day|{'|'.join(WEEKDAYS).lower()})"
    r"(?: (?:to )?\w+){0,2}"
    r"|congrat(?:ulation)?s (?:on|for|to)\b.{0,60})\W*"
)
_SCORE = re.compile(r"(?:10-4|[+-]\s?1|\+\+|\d{1,3}\s?/\s?\d{1,3}|10{2,3}\s?%?)(?:\s(?:to|on|for)\s(?:this|that|it))?")
_SOUND = re.compile(
    r"a?(?:h[aeiou]){2,}h?|l+[oe]+l+|r+o+f+l+|lm+f?a+o+|x+d+|k{2,}|h+m+|m+h+m+|m{2,}|a+w+|a+h+|o+h+|o{2,}f|u+g+h+"
    r"|w+o+w+|y+a+y+|y+a+s+|w+o+h?o+|e+h+|p+f+t*|(?:ja){2,}|y+e+s+|no{2,}|y+e+[ap]+h*|ok+a*y*|so{2,}|da+mn*|go{2,}"
)
_GOES_ON = re.compile(
    r"\W*(?:(?:ok|okay|so|yeah|oh|hm+|lol|fine|right)\W+)*(?:and|or|but if|if|unless|even if|even|mine|ours)\b(?=\W+\w)"
)
_DRAWN_OUT = re.compile(r"([a-z])\1\1")
_REPEATED = re.compile(r"(.)\1+")


def said_by(message: Utterance) -> Said:
    """The kind of small talk in a message: a greeting, thanks or a reaction; `NOTHING` if it may ask something, or is
    empty. Accepts any string; long ones are not read."""
    text = message.written.strip()
    if not text or len(text) > LONGEST:
        return Said.NOTHING
    line = message.line
    if _SCORE.fullmatch(text):
        return Said.REACTION
    if _HOW_ARE_YOU.fullmatch(line):
        return Said.GREETING
    if _DOUBTS.fullmatch(line):
        return Said.REACTION
    written = message.words
    if not written:
        return Said.NOTHING if "?" in text else Said.REACTION
    if "?" in line:
        return Said.NOTHING
    drawn_out = bool(_DRAWN_OUT.search(line))
    words = [_known(word, drawn_out) for word in written]
    if goes_on(line) and _THANKS.isdisjoint(words):
        return Said.NOTHING
    if _CHEERS.fullmatch(line) or _RHETORICAL.fullmatch(line) or _marvels(words):
        return Said.REACTION
    if asks_something(written_out(line)):
        return Said.NOTHING
    if came := _COMES_TO_SAY.fullmatch(line.rstrip("!. ")):
        return said_by(Utterance(came["what"]))
    if _THANKS_FOR.fullmatch(line):
        asks_more = any(map(asks_something, _FURTHER.split(message.spelled_out)))
        return Said.NOTHING if asks_more else Said.THANKS
    return _of_words(set(words))


def is_interjected_at_an_end(words: Sequence[str]) -> bool:
    """Whether the first or last word is an interjection or a farewell: "oops wrong channel", "dinner's ready, bye"."""
    return not _INTERJECTIONS.isdisjoint((*words[:1], *words[-1:])) and words[0] != "rip"


def wonders(message: Utterance) -> bool:
    """Whether a message only wonders and names nothing: "wait what", "but why", "pls", "and?"."""
    words = set(message.words)
    asking = _WONDERING | _LINKING if "?" in message.written else _WONDERING
    return not words.isdisjoint(asking) and words <= _WONDERING | _AROUND


def exclaims(message: Utterance) -> bool:
    """Whether a message only expresses surprise: "wait what", not "but why" or "what exactly"."""
    words = set(message.words)
    return "?" not in message.written and not words.isdisjoint(_SURPRISE) and words <= _SURPRISED


def goes_on(text: str) -> bool:
    """Whether a `plain` line continues what was asked or said: "and the second time", "even if it rains"."""
    return bool(_GOES_ON.match(text))


def _marvels(words: Sequence[str]) -> bool:
    """Whether words are a reaction of the form "how sweet", "how very sad"."""
    return len(words) in (2, 3) and words[0] == "how" and words[-1] in REACTIONS and set(words[1:-1]) <= {"very", "so"}


def _of_words(words: set[str]) -> Said:
    named = {word for word in words - GRAMMAR | words & REACTIONS if not (word.isdecimal() and len(word) == 1)}
    if words & _WANTING or not named or not named <= _TELLING:
        return Said.NOTHING
    if words & _THANKS:
        return Said.THANKS
    return Said.GREETING if words & _GREETINGS else Said.REACTION


def _known(word: str, drawn_out: bool) -> str:
    """A word in its listed form: "thankssss" is "thanks", any laughter "haha"."""
    if word in _KNOWN:
        return word
    if _SOUND.fullmatch(word):
        return "haha"
    if not drawn_out:
        return word
    for short in (_REPEATED.sub(r"\1\1", word), _REPEATED.sub(r"\1", word), word.rstrip(word[-1]) + word[-1]):
        if short in _TELLING:
            return short
    return word
