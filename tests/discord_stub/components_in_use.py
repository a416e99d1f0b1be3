"""What a person can press and pick in a message."""

from __future__ import annotations

from .entities import Json, Message, emoji_name
from .errors import StubMisuse


def find_button(message: Message, label: str | None, custom_id: str | None, emoji: str | None) -> Json:
    """The one enabled button that fits all that is given; StubMisuse otherwise."""
    if label is None and custom_id is None and emoji is None:
        raise StubMisuse("name the button by label, custom id or emoji")

    def fits(button: Json) -> bool:
        return (
            (label is None or button.get("label") == label)
            and (custom_id is None or button.get("custom_id") == custom_id)
            and (emoji is None or emoji_name(button) == emoji)
        )

    found = [button for button in message.buttons if fits(button)]
    wanted = label or custom_id or emoji
    if len(found) != 1:
        raise StubMisuse(f"{len(found)} buttons {wanted!r}; there are {message.labels}")
    button = found[0]
    if button.get("disabled"):
        raise StubMisuse(f"the button {wanted!r} is disabled")
    if "custom_id" not in button:
        raise StubMisuse(f"the button {wanted!r} is a link")
    return button


def find_menu_component(message: Message, custom_id: str | None) -> Json:
    """The select menu with this custom id, or the only one; StubMisuse otherwise."""
    found = [menu for menu in message.menus if custom_id is None or menu["custom_id"] == custom_id]
    if len(found) != 1:
        raise StubMisuse(f"{len(found)} menus; there are {[menu['custom_id'] for menu in message.menus]}")
    if found[0].get("disabled"):
        raise StubMisuse("the menu is disabled")
    return found[0]


def pick(menu: Json, value: str | None, label: str | None, values: list[str]) -> list[str]:
    """The values to send; each must be an option, and as many as the menu takes."""
    options: list[Json] = menu.get("options") or []
    if label is not None:
        values = [*values, *(option["value"] for option in options if option["label"] == label)]
        if not values:
            raise StubMisuse(f"no option {label!r}; there are {[option['label'] for option in options]}")
    if value is not None:
        values = [value, *values]
    if menu["type"] == 3:
        known = [option["value"] for option in options]
        for each in values:
            if each not in known:
                raise StubMisuse(f"no option {each!r}; there are {known}")
    low, high = menu.get("min_values", 1), menu.get("max_values", 1)
    low, high = (1 if low is None else low), (1 if high is None else high)
    if not low <= len(values) <= high:
        raise StubMisuse(f"the menu takes {low} to {high} values, not {len(values)}")
    return values
