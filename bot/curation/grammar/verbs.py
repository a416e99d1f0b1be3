"""Finds the verb of a sentence by its form: enough English to ask for what a sentence says."""

from __future__ import annotations

import re

AUXILIARIES = frozenset(
    "is are was were am has have had will would can could may might must shall should does do did cannot".split()
)

_PAST = """
began:begin became:become came:come went:go took:take gave:give made:make said:say told:tell saw:see knew:know
thought:think found:find got:get left:leave kept:keep held:hold brought:bring bought:buy sought:seek taught:teach
caught:catch fought:fight built:build sent:send spent:spend lent:lend bent:bend met:meet led:lead read:read fed:feed
won:win lost:lose ran:run sat:sit stood:stand understood:understand spoke:speak wrote:write rose:rise drove:drive
rode:ride chose:choose broke:break froze:freeze stole:steal wore:wear tore:tear swore:swear bore:bear drew:draw
grew:grow flew:fly threw:throw blew:blow fell:fall felt:feel dealt:deal meant:mean slept:sleep swept:sweep wept:weep
sold:sell paid:pay laid:lay lay:lie hid:hide bit:bite hit:hit cut:cut put:put set:set let:let shut:shut cost:cost
spread:spread struck:strike stuck:stick shot:shoot sang:sing sank:sink swam:swim drank:drink shrank:shrink sprang:spring
swung:swing hung:hang dug:dig heard:hear ate:eat forbade:forbid forgot:forget forgave:forgive withdrew:withdraw
arose:arise awoke:awake overcame:overcome undertook:undertake mistook:mistake shook:shake proved:prove
"""
_PRESENT = """
accept achieve act add affect agree aim* allow announce appear apply argue arrive ask attack* attend avoid be become
begin believe belong bring build buy call* carry cause* change* choose claim* close* collect combine come compare
complete consider consist contain continue contribute control* cost* cover* create cut* deal* decide declare decline*
decrease* define demand* depend describe develop die differ direct discover divide draw drive* drop* eat employ enable
encourage end* ensure enter establish examine exist expand expect experience explain export* express extend face* fail
fall* feature* feel fight* fill find* finish fly* follow forbid force* form* found fund* gain* generate get give go
govern grow happen have hear help* hold* host* identify illustrate import* improve include increase* indicate influence*
inhabit introduce invade involve join keep know lack* last* lay lead* learn leave let lie* limit* list* live look* lose
maintain make manage mark* mean measure* meet mention move* name* need* obtain occur offer* open operate oppose own*
pay* perform permit* play* possess prefer prepare present* prevent produce promote propose protect prove provide publish
put raise* range* rank* reach* read* receive recognize reduce refer reflect refuse regulate reject relate release* rely
remain remember remove replace report* represent require resemble reside respond rest* result* retain return* reveal
rise* rule* run* say see seek seem sell send separate serve set share* show* sit speak specify spend spread stand*
start* state* stay* stop* strike* study* suffer suggest supply* support* surround* take teach tell tend think threaten
trade* travel* treat* turn* understand unite use* vary view* visit* vote* want* warn wear win* wish work* write sleep*
hunt* sing swim jump* lend book* store* clean cook* drink* park* smoke* hire* rent* borrow cancel register* post* ban*
log* wait* load* update* save* delete edit earn charge* lock* pour melt bake knead preheat simmer sprinkle thaw rinse
wipe attach insert install disable unplug dispose inform notify submit select assemble tighten loosen fasten adjust
accompany adapt adopt advise approve assess assist assume await browse calculate celebrate communicate compete compile
confirm confuse connect convert deduct deliver deny deploy deserve detect determine disappear discuss distribute donate
elect enjoy exceed exclude expire explore fetch gather ignore implement imply inspect intend invent invest invite kill
listen locate migrate modify organise organize owe predict preserve qualify react realise realize recommend recover
recycle remind renew retire retrieve rotate satisfy settle solve succeed survive transform translate undergo unlock
vanish verify violate weigh withdraw print* crash* display* switch*
abstain comment* plan* stage*
absorb press* click* tap* push* pull* respect* check* wash* mix* stir* fold* fill* light* beep* interfere
"""
"""Base forms. A star marks those that are also nouns."""

_DO = frozenset("do does did".split())
_IRREGULAR = {past: base for past, _, base in (pair.partition(":") for pair in _PAST.split())}
_BASES = frozenset(_PRESENT.replace("*", "").split())
_ALSO_NOUNS = frozenset(word[:-1] for word in _PRESENT.split() if word.endswith("*"))
_NO_PAST = frozenset(
    "united hundred shed embed red bed so-called based related limited unlimited advanced detailed supposed "
    "aforementioned sacred naked wicked rugged kindred".split()
)
_NO_UNDONE = re.compile(r"un(?!der|cover|load|lock|veil|leash|ifi|it|link|pack|fold|plug|install|subscrib|mute|block)")
"""How an adjective begins that looks like a past: "unwaxed"."""

_PAST_OF_EE = frozenset("agreed disagreed freed guaranteed decreed refereed".split())
"""Pasts that end in "eed"; all other words with that ending are base forms: "need", "exceed"."""
_PAST_AND_NOUN = frozenset("shot bit rose felt".split())
"""Pasts that are as often nouns: "a good shot takes half a minute"."""

_BEFORE_A_NOUN = frozenset(
    "a an the this that these those his her its their our my your some any each every no all many most more less few "
    "several both such other another to of in on at by for from with without into as than and or very".split()
)
_BEFORE_AN_ADJECTIVE = _BEFORE_A_NOUN | frozenset("one two three four five six".split())
"""Before an adverb: "the two newly built halls"."""

_BEFORE_A_PARTICIPLE = frozenset("be been being".split())
_BEFORE_A_VERB_TOO = frozenset("that and or all many most some both".split())
_PLURALS = frozenset("we you they i and people men women who".split())
_WORD = re.compile(r"[A-Za-z][A-Za-z’'-]*")


_FEWEST_WORDS = 3
"""A sentence in title case with fewer words is a name."""


def find_verb(words: list[str]) -> int | None:
    """The position of the first word that may be the verb of a sentence; None if there is none. A word that is as often
    a noun ("states", "use") counts only if there is no clearer verb."""
    is_title = len(words) >= _FEWEST_WORDS and not any(map(str.islower, words))
    # "the Dogs Act 1871", "Will", "Omar Said"
    places = [at for at in range(1, len(words)) if is_title or words[at].isupper() or not words[at][:1].isupper()]
    sure = next((at for at in places if _is_verb(words, at, sure=True)), None)
    return sure if sure is not None else next((at for at in places if _is_verb(words, at, sure=False)), None)


def _is_verb(words: list[str], at: int, *, sure: bool) -> bool:
    word, before = bare(words[at]), bare(words[at - 1])
    if any(map(str.isdigit, words[at])):
        return False  # "10–11am"
    if word == "am" and words[at - 1][-1:].isdigit():
        return False  # "at 9 am"
    if word in AUXILIARIES:
        return True
    if not word or (before in _BEFORE_A_NOUN and before not in _BEFORE_A_VERB_TOO):
        return False
    if is_past(word):
        is_of_noun = before.endswith("ly") and at > 1 and bare(words[at - 2]) in _BEFORE_AN_ADJECTIVE
        return before not in _BEFORE_A_PARTICIPLE and not is_of_noun and (not sure or word not in _PAST_AND_NOUN)
    base = _third_person(word)
    if base:
        is_of_sum = re.match(r"[£$€\d]", "".join(words[at + 1 : at + 2])) is not None  # "parking costs £3"
        return not sure or base not in _ALSO_NOUNS or is_of_sum
    plural = before.endswith("s") or before in _PLURALS
    return plural and word in _BASES and (not sure or word not in _ALSO_NOUNS or before in _PLURALS)


def is_past(word: str) -> bool:
    """Whether a word looks like a past tense."""
    word = bare(word)
    if word in _IRREGULAR:
        return True
    is_adjective = "-" in word and not word.startswith(("re-", "co-"))  # "sleep-deprived"
    is_base = word in _NO_PAST or _NO_UNDONE.match(word) or (word.endswith("eed") and word not in _PAST_OF_EE)
    is_long = len(word) > 4 or word[:-1] in _BASES  # "died", and not "shed"
    return word.endswith("ed") and is_long and not is_adjective and not is_base


def _third_person(word: str) -> str:
    """The verb of which the word may be the third person, or ""."""
    if not word.endswith("s"):
        return ""
    candidates = [word[:-1]]
    if re.search(r"(?:s|x|z|ch|sh|o)es$", word):
        candidates.append(word[:-2])
    if word.endswith("ies"):
        candidates.append(f"{word[:-3]}y")
    return next((base for base in candidates if base in _BASES), "")


def bare(word: str) -> str:
    """A word in lower case without surrounding punctuation."""
    found = _WORD.search(word)
    return found[0].lower() if found else ""


def base_and_helper(word: str) -> tuple[str, str]:
    """The base form of a verb and the auxiliary that a question needs: "began" -> ("begin", "did")."""
    word = bare(word)
    if word in _DO:
        return "do", word
    if word in _IRREGULAR:
        return _IRREGULAR[word], "did"
    if is_past(word):
        return _without_ed(word), "did"
    if base := _third_person(word):
        return base, "does"
    return word, "do"


def is_plainly_a_verb(word: str) -> bool:
    """Whether a word is the present of a verb that is no noun: "need", "sells"."""
    return (word if word in _BASES else _third_person(word)) in _BASES - _ALSO_NOUNS


def is_a_verb(word: str) -> bool:
    """Whether a word is the plain form of a verb, and perhaps a noun, too: "use"."""
    return word in _BASES


def as_of_one(word: str) -> str:
    """A base form as it follows "who": "sell" -> "sells"; any other word unchanged."""
    if word not in _BASES or is_past(word):
        return word
    if re.search(r"[^aeiou]y$", word):
        return f"{word[:-1]}ies"
    return f"{word}es" if re.search(r"(?:s|x|z|ch|sh|o)$", word) else f"{word}s"


_KEEPS_NO_E = re.compile(
    r"(?:[^aeiou]{2}|(?<!q)[aeiou]{2}[^aeioucsvzg]|[wxyhk]|[^aeiou](?:it|en|er|on|om|op|el|al|et|in))$", re.IGNORECASE
)
_TAKES_E = re.compile(
    r"(?:[rl]v|[lr]g|(?<!ha)(?<!ba)(?<!lo)ng|[^aeiou][aeiou]k|[lrn]c|[rnlp]s|[^aeiou]l|tr|[bdfgkptz]l|dg|[iu]at|(?:un|inv|exc|rec|c|sp|d|ign|wr|b)it|(?:c|m|l|f|b|sh)in"
    r"|(?:sc|d|t|el|ad)op)$"
)


_WOULD_DOUBLE = re.compile(r"[^aeiouy]*[aeiouy][^aeiouwxy]")
"""A base form whose past doubles the last letter, "hopped"; that of "hoped" is another."""

_OF_TWO_LS = re.compile(r"(?:en|ful|in|out|over|re|un)?[^aeiouy]*[aeiou]ll")
"""The stem of "spelled" and "installed", not of "travelled"."""


def _without_ed(word: str) -> str:
    root = word[:-2]
    if root.endswith("i"):
        return word[:-1] if word[:-1] in _BASES else f"{root[:-1]}y"  # "died", "tried"
    if len(root) > 3 and root[-1] == root[-2]:
        return root if root[-1] in "sfz" or _OF_TWO_LS.fullmatch(root) else root[:-1]
    if f"{root}e" in _BASES:
        return f"{root}e"
    if root in _BASES:
        return root
    if _WOULD_DOUBLE.fullmatch(root):
        return f"{root}e"
    keeps = _KEEPS_NO_E.search(root) and not _TAKES_E.search(root)
    return root if keeps else f"{root}e"
