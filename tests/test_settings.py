"""Settings: each is read, checked and reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import ARTICLES, Settings, read_settings, setting_names

NO_FILE = Path("there-is-no-such-file")

GOOD = {
    "DISCORD_TOKEN": "abc.def.ghi",
    "FOOTNOTE_ARTICLE": "us-india-trade",
    "FOOTNOTE_PREFIX": "?",
    "FOOTNOTE_LISTEN_CHANNELS": "123456789012345678, 223456789012345678",
    "FOOTNOTE_REPEAT_AFTER": "30",
    "FOOTNOTE_PERSON_COOLDOWN": "1.5",
    "FOOTNOTE_CHANNEL_COOLDOWN": "0",
    "FOOTNOTE_STATE": "somewhere",
    "FOOTNOTE_LOG_LEVEL": "DEBUG",
    "FOOTNOTE_LOG_FORMAT": "json",
    "DISCORD_API_URL": "http://localhost:1234/api/v10/",
    "DISCORD_GATEWAY_URL": "ws://localhost:1234/gateway",
}

BAD = {
    "FOOTNOTE_PREFIX": "too long a prefix",
    "FOOTNOTE_LISTEN_CHANNELS": "general",
    "FOOTNOTE_REPEAT_AFTER": "soon",
    "FOOTNOTE_PERSON_COOLDOWN": "-1",
    "FOOTNOTE_LOG_LEVEL": "loud",
    "FOOTNOTE_LOG_FORMAT": "xml",
    "DISCORD_API_URL": "localhost",
    "DISCORD_GATEWAY_URL": "http://localhost",
}


def test_every_setting_is_read() -> None:
    assert set(GOOD) == set(setting_names())

    settings = read_settings(GOOD, NO_FILE)

    assert settings == Settings(
        token="abc.def.ghi",
        article=ARTICLES / "us-india-trade",
        prefix="?",
        listen_channels=frozenset({123456789012345678, 223456789012345678}),
        repeat_after=30.0,
        person_cooldown=1.5,
        channel_cooldown=0.0,
        state=Path("somewhere"),
        log_level="debug",
        log_format="json",
        api_url="http://localhost:1234/api/v10",
        gateway_url="ws://localhost:1234/gateway",
    )


def test_without_any_setting_the_defaults_hold() -> None:
    assert read_settings({}, NO_FILE) == Settings()


def test_an_empty_value_counts_as_unset() -> None:
    assert read_settings(dict.fromkeys(GOOD, " "), NO_FILE) == Settings()


def test_an_empty_variable_leaves_the_value_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DISCORD_TOKEN=abc.def.ghi\nFOOTNOTE_PREFIX=?\n", "utf-8")

    settings = read_settings({"DISCORD_TOKEN": "", "FOOTNOTE_PREFIX": " "}, file)

    assert (settings.token, settings.prefix) == ("abc.def.ghi", "?")


def test_a_file_that_is_not_utf_8_is_named_with_what_to_do(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes(b"FOOTNOTE_PREFIX=caf\xe9\n")

    with pytest.raises(SettingsError, match=r"\.env is not UTF-8; save the file as UTF-8"):
        read_settings({}, file)


def test_an_article_that_is_a_file_is_said_to_be_one(tmp_path: Path) -> None:
    file = tmp_path / "article.txt"
    file.touch()

    with pytest.raises(SettingsError, match="FOOTNOTE_ARTICLE is a file; give the folder"):
        read_settings({"FOOTNOTE_ARTICLE": str(file)}, NO_FILE)


def test_an_unknown_home_folder_is_reported() -> None:
    homeless: dict[str, str] = dict.fromkeys(("FOOTNOTE_ARTICLE", "FOOTNOTE_STATE"), "~nobody-has-this-name/x")

    with pytest.raises(SettingsError) as caught:
        read_settings(homeless, NO_FILE)

    assert [problem.split()[0] for problem in caught.value.problems] == list(homeless)


@pytest.mark.parametrize("prefix", ["t", "fn", "!2", "\u200b"])
def test_a_prefix_with_which_words_begin_or_that_nobody_sees_is_refused(prefix: str) -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings({"FOOTNOTE_PREFIX": prefix}, NO_FILE)

    assert "FOOTNOTE_PREFIX" in str(caught.value)


def test_all_wrong_settings_are_reported_together_by_name() -> None:
    with pytest.raises(SettingsError) as caught:
        read_settings(BAD, NO_FILE)

    assert [problem.split()[0] for problem in caught.value.problems] == [name for name in GOOD if name in BAD]


def test_a_misspelt_setting_is_reported() -> None:
    with pytest.raises(SettingsError, match="FOOTNOTE_PREFIXX is no setting of Footnote"):
        read_settings({"FOOTNOTE_PREFIXX": "?"}, NO_FILE)


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('FOOTNOTE_PREFIX="?"\nFOOTNOTE_LOG_LEVEL=error\n', "utf-8")

    settings = read_settings({"FOOTNOTE_PREFIX": "%"}, file)

    assert (settings.prefix, settings.log_level) == ("%", "error")


def test_the_token_is_not_shown() -> None:
    assert "abc.def.ghi" not in repr(read_settings(GOOD, NO_FILE))


def test_a_state_folder_of_ones_own_is_used() -> None:
    assert read_settings({"FOOTNOTE_STATE": "here"}, NO_FILE).cache == Path("here") / "index"
