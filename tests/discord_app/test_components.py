"""The `custom_id` of a control: who may use it, its article, and where it leads."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.components import (
    TAG,
    Owner,
    Press,
    base62,
    button,
    from_base62,
    menu,
    option,
    press_of,
    tag_of,
    turn_button,
)

SNOWFLAKE = 2**64 - 1
LONGEST_ACTION = "choices"
IDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789-", min_size=1, max_size=32)
owners = st.builds(Owner, st.integers(0, SNOWFLAKE), st.one_of(st.just(""), st.text(min_size=1).map(tag_of)))


def used(custom_id: str | None, *values: str) -> dict[str, Any]:
    """The data of an interaction with a control."""
    return {"custom_id": custom_id} | ({"values": list(values)} if values else {})


@given(st.integers(0, SNOWFLAKE))
def test_a_number_in_base_62_is_the_same_number_and_short(number: int) -> None:
    assert from_base62(base62(number)) == number
    assert len(base62(number)) <= 11


@given(st.text(min_size=1))
def test_the_tag_of_an_article_has_always_the_same_length(article_id: str) -> None:
    tag = tag_of(article_id)
    assert len(tag) == TAG
    assert tag.isascii()
    assert tag.isalnum()


@given(owners, IDS, IDS, st.integers(1, 99))
def test_the_longest_button_fits_and_means_what_it_was_made_for(
    owner: Owner, section: str, passage: str, part: int
) -> None:
    shown = Press(LONGEST_ACTION, owner, f"{section}/{passage}")
    custom_id = turn_button(shown, part, "label").custom_id
    assert custom_id is not None
    assert len(custom_id) <= 100
    assert press_of(used(custom_id)) == shown._replace(part=part)
    assert press_of(used(button(shown.action, owner, shown.payload).custom_id)) == shown


@given(owners, IDS)
def test_a_menu_means_the_option_that_was_chosen(owner: Owner, value: str) -> None:
    made = menu("goto", owner, [option("a", value, "b")], "choose")
    assert len(made.custom_id) <= 100
    assert press_of(used(made.custom_id, value)) == Press("goto", owner, value)
    assert press_of(used(made.custom_id)) == Press("goto", owner, "")


@given(st.integers(0, SNOWFLAKE), IDS, IDS)
def test_controls_of_the_time_of_one_article_belong_to_the_default_one(asker: int, section: str, passage: str) -> None:
    key = f"{section}/{passage}"
    assert press_of(used(f"fn:goto:{asker}:{key}")) == Press("goto", Owner(asker), key)
    assert press_of(used(f"fm:goto:{asker}", key)) == Press("goto", Owner(asker), key)


@given(st.text(max_size=100))
def test_no_custom_id_breaks_the_reading(custom_id: str) -> None:
    press = press_of(used(custom_id, "value"))
    assert press is None or custom_id.startswith(("f2:", "fn:", "fm:"))
