"""Other languages are distinguished from English, however misspelled, and from names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.acts.language import language_of
from bot.conversation.acts.said import Said
from bot.conversation.dialogue import Dialogue
from bot.conversation.wordings import language_wording
from bot.matching.matcher import Matcher
from bot.matching.utterance import Utterance
from bot.matching.vocabulary import Vocabulary
from tests.conversation.test_small_talk import table

FOREIGN = {
    "es": "¿dónde vive el gato de la biblioteca y quién le da de comer?",
    "fr": "qui donne à manger au chat de la bibliothèque tous les matins ?",
    "de": "wer füttert die Katze in der Bücherei und warum schläft sie so viel",
    "it": "chi dà da mangiare alla gatta della biblioteca ogni mattina?",
    "pt": "quem é que dá comida à gata da biblioteca todas as manhãs?",
    "nl": "wie geeft de kat in de bibliotheek elke ochtend te eten?",
    "pl": "kto codziennie karmi kota w bibliotece i dlaczego on tyle śpi",
    "tr": "kütüphanedeki kediyi her sabah kim besliyor?",
    "ru": "кто кормит кошку в библиотеке каждое утро?",
    "el": "ποιος ταΐζει τη γάτα στη βιβλιοθήκη;",
    "ar": "من يطعم القطة في المكتبة كل صباح؟",
    "he": "מי מאכיל את החתולה בספרייה כל בוקר?",
    "hi": "पुस्तकालय की बिल्ली को कौन खिलाता है?",
    "ja": "図書館の猫に毎朝餌をあげるのは誰ですか？",
    "ko": "도서관 고양이에게 누가 먹이를 주나요?",
    "zh": "谁每天早上喂图书馆的猫？",
}
ENGLISH = """
who feeds whiskers | hwo feds teh cat evry mornin | wat r u on abt lol | Whiskers | Ines Roth | Schlesinger y Lopez
| hola | ok merci, who feeds the cat? | what does “schadenfreude” mean here | c'est la vie lol, when do cats hunt | 42
| 👍 | ??? | https://example.org/quién/da/de/comer | <@123456789012345678> | `el gato come` is what? | lmaooo
| ʕ•ᴥ•ʔ | ಠ_ಠ | (｡◕‿◕｡) | yada yada | comment? | llama | handler | dove
| \u3164 | \u3164\u115f \uffa0who feeds her | wat is whiskers | a la carte | la la land
"""
ABOUT_SOMEBODY = {
    "qui est Whiskers": "fr",
    "¿Quién es Ines Roth?": "es",
    "chi è Whiskers": "it",
    "wie is ines roth": "nl",
    "whiskers nedir": "tr",
    "Wer ist Whiskers?": "de",
    "kto to jest whiskers": "pl",
    "siapa Ines Roth itu": "id",
    "hvem er Ines Roth": "no",
    "whiskers kaun hai": "hi",
    "ines roth yaaru": "ta",
    "whiskers evaru": "te",
    "ko je Ines Roth": "hr",
    "kto takoi whiskers": "ru",
    "pios einai o Whiskers": "el",
    "Whiskers là ai": "vi",
}
MISREAD = {
    "Hvad handler artiklen om?": "da",
    "combien coûte un billet": "fr",
    "a que hora abre la biblioteca": "es",
    "ile kosztuje bilet": "pl",
    "tram kobe chalu hobe": "bn",
    "aa lekh shena vishe che": "gu",
}
"""With words that are near English ones: "hvad" is no misspelt "had"."""

READ_AS_MISSPELT = {
    "não entendi nada": "pt",
    "jag fattar ingenting": "sv",
    "wat krijg ik daarvoor terug": "nl",
    "não percebo isto bem": "pt",
}
"""Whose every word is near one of the vocabulary or of English."""

WITH_NAMES = """
Ilya and Femke? | Tomasz Wieczorek pls | Agnieszka Kowalczyk role | tell Giuseppe Ferrari hi | Nguyen Van An
| who is baart | who is dekker | whos kowalczyk | whos schneider
"""

BORROWED = """
je ne sais quoi | it has a certain je ne sais quoi | déjà vu | deja vu much | raison d'être | fait accompli | et voilà
| what a tour de force | a pièce de résistance | veni vidi vici | hasta la vista | modus operandi | c'est la vie lol
"""
JOINED_NAMES = "von der leyen | ursula von der leyen | cul de sac | el niño | leonardo da vinci | la strada"

HINGLISH = ["billi ko roz kaun khilata hai", "yeh kya hai bhai samajh nahi aaya", "mujhe batao kya hua tha"]


@pytest.fixture(scope="module")
def vocabulary(cats_matcher: Matcher) -> Vocabulary:
    return cats_matcher.compiled.vocabulary


@pytest.mark.parametrize("language", FOREIGN)
def test_a_message_in_another_language_is_recognised(vocabulary: Vocabulary, language: str) -> None:
    assert language_of(Utterance(FOREIGN[language]), vocabulary) == language


@pytest.mark.parametrize("message", ABOUT_SOMEBODY)
def test_a_short_question_about_somebody_tells_its_language(vocabulary: Vocabulary, message: str) -> None:
    assert language_of(Utterance(message), vocabulary) == ABOUT_SOMEBODY[message]


@pytest.mark.parametrize("message", ABOUT_SOMEBODY)
def test_such_a_question_is_in_its_language_though_the_index_finds_the_name(
    cats_matcher: Matcher, message: str
) -> None:
    assert Dialogue(cats_matcher).reply(message).said is Said.LANGUAGE


@pytest.mark.parametrize("message", MISREAD)
def test_words_of_another_language_are_no_misspelt_english(vocabulary: Vocabulary, message: str) -> None:
    assert language_of(Utterance(message), vocabulary) == MISREAD[message]


@pytest.mark.parametrize("message", READ_AS_MISSPELT)
def test_a_library_that_is_sure_is_believed_where_hardly_a_word_is_english(
    vocabulary: Vocabulary, message: str
) -> None:
    assert language_of(Utterance(message), vocabulary) == READ_AS_MISSPELT[message]


@pytest.mark.parametrize(
    ("message", "language"),
    [("no hablo inglés", "es"), ("chào buổi sáng", "vi"), ("miről van szó", "hu"), ("não falo inglês", "pt")],
)
def test_accents_tell_another_language_where_its_letters_read_as_english(
    vocabulary: Vocabulary, message: str, language: str
) -> None:
    assert language_of(Utterance(message), vocabulary) == language


@pytest.mark.parametrize(
    "message", table("naïve café | my fiancé likes it | Beyoncé rocks | José van Dámm | the pokémon is cute")
)
def test_accents_of_english_words_and_of_names_tell_none(vocabulary: Vocabulary, message: str) -> None:
    assert language_of(Utterance(message), vocabulary) == ""


@pytest.mark.parametrize("message", table(WITH_NAMES))
def test_names_of_other_countries_among_english_words_are_no_other_language(
    vocabulary: Vocabulary, message: str
) -> None:
    assert language_of(Utterance(message), vocabulary) == ""


def test_a_name_that_is_an_english_word_hides_no_other_language(vocabulary: Vocabulary) -> None:
    assert language_of(Utterance("kdo je Brand"), vocabulary) == "cs"


@pytest.mark.parametrize(
    ("message", "language"),
    [("warum", "de"), ("Pourquoi ?", "fr"), ("nein!", "de"), ("perché?", "it"), ("varför", "sv"), ("KYUN", "hi")],
)
def test_a_word_that_asks_or_denies_by_itself_tells_its_language(
    cats_matcher: Matcher, vocabulary: Vocabulary, message: str, language: str
) -> None:
    assert language_of(Utterance(message), vocabulary) == language
    assert Dialogue(cats_matcher).reply(message).said is Said.LANGUAGE


@pytest.mark.parametrize("message", ["oui", "si", "danke", "ciao", "no", "was", "die", "comment", "dove", "sino"])
def test_other_single_words_tell_no_language(vocabulary: Vocabulary, message: str) -> None:
    assert not language_of(Utterance(message), vocabulary)


@pytest.mark.parametrize("message", HINGLISH)
def test_hindi_in_latin_letters_is_recognised(vocabulary: Vocabulary, message: str) -> None:
    assert language_of(Utterance(message), vocabulary) == "hi"


@pytest.mark.parametrize("message", table(ENGLISH))
def test_english_names_signs_and_single_words_are_no_other_language(vocabulary: Vocabulary, message: str) -> None:
    assert language_of(Utterance(message), vocabulary) == ""


@pytest.mark.parametrize("message", table(BORROWED))
def test_a_phrase_that_english_has_borrowed_is_no_other_language(vocabulary: Vocabulary, message: str) -> None:
    assert language_of(Utterance(message), vocabulary) == ""


@pytest.mark.parametrize("phrase", ["c'est la vie", "déjà vu"])
def test_the_words_beside_a_borrowed_phrase_tell_its_language(vocabulary: Vocabulary, phrase: str) -> None:
    assert language_of(Utterance(f"{phrase} mais je ne comprends pas ce que vous dites"), vocabulary) == "fr"


@pytest.mark.parametrize("message", table(JOINED_NAMES))
def test_names_and_titles_without_capitals_are_no_other_language(vocabulary: Vocabulary, message: str) -> None:
    assert language_of(Utterance(message), vocabulary) == ""


@pytest.mark.parametrize("language", FOREIGN)
def test_the_line_is_in_that_language(language: str) -> None:
    assert (
        language_wording.only_english(language)
        == language_wording.ONLY_ENGLISH[language]
        != language_wording.ONLY_ENGLISH["en"]
    )


def test_the_line_is_in_english_for_a_language_that_it_is_not_written_in() -> None:
    assert language_wording.only_english("et") == language_wording.ONLY_ENGLISH["en"]


@given(text=st.text(st.characters(exclude_categories=())))
def test_any_text_is_accepted(vocabulary: Vocabulary, text: str) -> None:
    language = language_of(Utterance(text), vocabulary)

    assert language == "" or (len(language) == 2 and language != "en")
