"""The buttons and menu options that a person can use in a message."""

from __future__ import annotations

from .component_limits import STRING_SELECT, counts
from .entities import Json, Message, emoji_name
from .errors import StubMisuse
from .resolving import Picked


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


def pick(menu: Json, value: Picked | None, label: str | None, values: list[Picked]) -> list[Picked]:
    """What to send; each must be in the menu, and as many as it takes. StubMisuse otherwise."""
    options: list[Json] = menu.get("options") or []
    if label is not None:
        values = [*values, *(option["value"] for option in options if option["label"] == label)]
        if not values:
            raise StubMisuse(f"no option {label!r}; there are {[option['label'] for option in options]}")
    if value is not None:
        values = [value, *values]
    if menu["type"] == STRING_SELECT:
        known = [option["value"] for option in options]
        for each in values:
            if each not in known:
                raise StubMisuse(f"no option {each!r}; there are {known}")
    else:
        check_channels(menu, values)
    low, high = counts(menu)
    if not low <= len(values) <= high:
        raise StubMisuse(f"the menu takes {low} to {high} values, not {len(values)}")
    return values


def check_channels(menu: Json, values: list[Picked]) -> None:
    """StubMisuse unless a menu of channels offers all these."""
    offered: list[int] = menu.get("channel_types") or []
    for each in values:
        if isinstance(each, str):
            raise StubMisuse(f"the menu {menu['custom_id']!r} does not offer {each!r}")
        if each.guild is None or (offered and each.kind not in offered):
            raise StubMisuse(f"the menu {menu['custom_id']!r} offers no channel of the kind {each.kind.name}")
