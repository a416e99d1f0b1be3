"""The base form of a verb, as a question needs it after "did"."""

from __future__ import annotations

import pytest

from bot.curation.grammar.verbs import base_and_helper

SPELT = """
    liked like / hoped hope / typed type / named name / baked bake / shaped shape / stored store / scaled scale
    hopped hop / stopped stop / starred star / walked walk / played play / mixed mix / showed show / soaked soak
    travelled travel / cancelled cancel / controlled control / fuelled fuel / labelled label / compelled compel
    spelled spell / filled fill / rolled roll / installed install / recalled recall / enrolled enroll
    invoked invoke / looked look / asked ask / quoted quote / acquired acquire / explained explain / joined join
    hanged hang / belonged belong / arranged arrange / passed pass / died die / tried try
    agreed agree / changed change
"""


@pytest.mark.parametrize(
    ("past", "plain"), [pair.split() for line in SPELT.split("\n") for pair in line.split("/") if pair.strip()]
)
def test_the_plain_form_of_a_past_is_spelt_as_english_does(past: str, plain: str) -> None:
    assert base_and_helper(past) == (plain, "did")
