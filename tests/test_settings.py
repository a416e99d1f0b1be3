"""Settings: each is read, checked and reported."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import ARTICLES, READ, Settings, read_settings
from bot.settings.deployment import Address, Shards

NO_FILE = Path("there-is-no-such-file")

GOOD = {
    "DISCORD_TOKEN": "abc.def.ghi",
    "FOOTNOTE_ARTICLE": "us-india-trade",
    "FOOTNOTE_ARTICLES": "us-india-trade, foundry-lane",
    "FOOTNOTE_CHANNEL_ARTICLES": "123456789012345678:foundry-lane",
    "FOOTNOTE_PREFIX": "?",
    "FOOTNOTE_LISTEN_CHANNELS": "123456789012345678, 223456789012345678",
    "FOOTNOTE_REPEAT_AFTER": "30",
    "FOOTNOTE_PERSON_COOLDOWN": "1.5",
    "FOOTNOTE_CHANNEL_COOLDOWN": "0",
    "FOOTNOTE_STATE": "somewhere",
    "DATABASE_URL": "postgres://bot:secret@db.example:5433/footnote?sslmode=require",
    "FOOTNOTE_LOG_LEVEL": "DEBUG",
    "FOOTNOTE_LOG_FORMAT": "json",
    "FOOTNOTE_SHARDS": "0-3/16",
    "FOOTNOTE_HEALTH": "127.0.0.1:8080",
    "DISCORD_API_URL": "http://localhost:1234/api/v10/",
    "DISCORD_GATEWAY_URL": "ws://localhost:1234/gateway",
}

BAD = {
    "FOOTNOTE_CHANNEL_ARTICLES": "general:foundry-lane",
    "FOOTNOTE_PREFIX": "too long a prefix",
    "FOOTNOTE_LISTEN_CHANNELS": "general",
    "FOOTNOTE_REPEAT_AFTER": "soon",
    "FOOTNOTE_PERSON_COOLDOWN": "-1",
    "DATABASE_URL": "mysql://bot:secret@db.example/footnote",
    "FOOTNOTE_LOG_LEVEL": "loud",
    "FOOTNOTE_LOG_FORMAT": "xml",
    "FOOTNOTE_SHARDS": "16-19/16",
    "FOOTNOTE_HEALTH": "8080",
    "DISCORD_API_URL": "localhost",
    "DISCORD_GATEWAY_URL": "http://localhost",
}


def test_every_setting_is_read() -> None:
    assert GOOD.keys() == READ.keys()

    settings = read_settings(GOOD, NO_FILE)

    assert settings == Settings(
        token="abc.def.ghi",
        article=ARTICLES / "us-india-trade",
        articles=(ARTICLES / "us-india-trade", ARTICLES / "foundry-lane"),
        channel_articles={123456789012345678: "foundry-lane"},
        prefix="?",
        listen_channels=frozenset({123456789012345678, 223456789012345678}),
        repeat_after=30.0,
        person_cooldown=1.5,
        channel_cooldown=0.0,
        state=Path("somewhere"),
        database="postgresql+asyncpg://bot:secret@db.example:5433/footnote?ssl=require",
        log_level="debug",
        log_format="json",
        shards=Shards(0, 3, 16),
        health=Address("127.0.0.1", 8080),
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


@pytest.mark.parametrize("path", ["$HOME/footnote", "${STATE}/footnote", "$1", "%APPDATA%\\footnote"])
@pytest.mark.parametrize("name", ["FOOTNOTE_ARTICLE", "FOOTNOTE_ARTICLES", "FOOTNOTE_STATE"])
def test_a_variable_that_nothing_has_filled_in_is_reported_and_no_folder(name: str, path: str) -> None:
    assert problems_of({name: path}) == [f"{name} begins with a variable that was not expanded; write the whole path"]


@pytest.mark.parametrize("path", ["$", "cost-$5", "50%", "%d"])
def test_a_path_may_have_signs_that_begin_no_variable(path: str) -> None:
    assert read_settings({"FOOTNOTE_STATE": path}, NO_FILE).state == Path(path)


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


def problems_of(environment: dict[str, str], file: Path = NO_FILE) -> list[str]:
    with pytest.raises(SettingsError) as caught:
        read_settings(environment, file)
    return list(caught.value.problems)


@pytest.fixture
def dotenv(tmp_path: Path) -> Path:
    """The place of a file of settings."""
    return tmp_path / ".env"


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("FOOTNOTE_PREFIXX", "FOOTNOTE_PREFIX"),
        ("FOOTNOTE_PERFIX", "FOOTNOTE_PREFIX"),
        ("footnote_prefix", "FOOTNOTE_PREFIX"),
        ("FOOTNOTE-PREFIX", "FOOTNOTE_PREFIX"),
        ("FOOTNOT_PREFIX", "FOOTNOTE_PREFIX"),
        ("FOOTNOTE_STAT", "FOOTNOTE_STATE"),
        ("FOOTNOTE_LOGLEVEL", "FOOTNOTE_LOG_LEVEL"),
        ("FOOTNOTE_LISTEN_CHANNEL", "FOOTNOTE_LISTEN_CHANNELS"),
        ("FOOTNOTE_CHANNELS", "FOOTNOTE_LISTEN_CHANNELS"),
        ("FOOTNOTE_STATE_DIR", "FOOTNOTE_STATE"),
        ("FOOTNOTE_STATEFOLDER", "FOOTNOTE_STATE"),
        ("FOOTNOTE_ARTICLE_PATH", "FOOTNOTE_ARTICLE"),
        ("footnote_articles_list", "FOOTNOTE_ARTICLES"),
        ("FOOTNOTE_LISTEN_CHANNELS_IDS", "FOOTNOTE_LISTEN_CHANNELS"),
        ("FOOTNOTE_REPEAT_AFTER_SECONDS", "FOOTNOTE_REPEAT_AFTER"),
        ("FOOTNOTE_HEALTH_ADDRESS", "FOOTNOTE_HEALTH"),
        ("FOOTNOTE_COOLDOWN_PERSON", "FOOTNOTE_PERSON_COOLDOWN"),
        ("FOOTNOTE_TOKEN", "DISCORD_TOKEN"),
        ("FOOTNOTE_API_URL", "DISCORD_API_URL"),
        ("FOOTNOTE_DATABASE_URL", "DATABASE_URL"),
        ("FOOTNOTE_DATABASE", "DATABASE_URL"),
        ("DISCORD_TOKN", "DISCORD_TOKEN"),
        ("Discord_Token", "DISCORD_TOKEN"),
        ("DISCORD_API_ULR", "DISCORD_API_URL"),
    ],
)
def test_a_misspelt_setting_is_reported_with_what_was_meant(slip: str, meant: str) -> None:
    assert problems_of({slip: "1"}) == [f"{slip} is not a setting of Footnote; did you mean {meant}?"]


@pytest.mark.parametrize("slip", ["FOOTNOTE_PREFIXX", "footnote_prefix"])
def test_an_empty_misspelt_setting_is_none(slip: str) -> None:
    assert read_settings({slip: " "}, NO_FILE) == Settings()


@pytest.mark.parametrize(
    "name",
    [
        "FOOTNOTE_PORT",
        "FOOTNOTE_PORT_80_TCP_ADDR",
        "FOOTNOTE_SERVICE_HOST",
        "FOOTNOTE_SERVICE_PORT_HTTP",
        "FOOTNOTE_BOT_PORT",
        "FOOTNOTE_STATE_SERVICE_HOST",
        "FOOTNOTE_STATE_PORT",
        "FOOTNOTE_STATE_NAME",
        "FOOTNOTE_STATE_PORT_80_TCP_PROTO",
        "FOOTNOTE_STATE_ENV_DATA_DIR",
        "FOOTNOTE_DATA_DIR",
        "FOOTNOTE_NAME",
        "FOOTNOTE_VERSION",
        "FOOTNOTE_HOME",
        "FOOTNOTE_DATE",
        "FOOTNOTE",
        "FOOTNOTE_",
        "FOOTNOTES",
        "DISCORD_WEBHOOK_URL",
        "DISCORD_PREFIX",
        "DISPLAY",
    ],
)
def test_settings_of_other_programs_are_ignored(name: str) -> None:
    assert read_settings({name: "tcp://10.0.0.1:80"}, NO_FILE) == Settings()


def test_the_token_of_another_bot_is_passed_over_where_ours_is_given() -> None:
    assert read_settings({"DISCORD_TOKEN": "a.b.c", "DISCORD_TOKEN2": "d.e.f"}, NO_FILE).token == "a.b.c"


# Values


@pytest.mark.parametrize("value", ["abc\ndef", "abc\x1bdef", "abc\x7fdef", "Bot abc.def", "abc.d\u00e9f", "abc\u200b"])
def test_a_token_with_what_no_token_has_is_refused_and_not_shown(value: str) -> None:
    assert problems_of({"DISCORD_TOKEN": value}) == [
        "DISCORD_TOKEN has a character that no token has; copy the token again, and nothing else"
    ]


@pytest.mark.parametrize("name", GOOD)
def test_nul_in_a_setting_is_reported(name: str, dotenv: Path) -> None:
    dotenv.write_bytes(f"{name}=\0{GOOD[name]}\n".encode())

    assert problems_of({}, dotenv) == [f"{name} has a NUL character in it; remove it"]


@pytest.mark.parametrize("quotes", ["''", '""', "“”"])
@pytest.mark.parametrize("name", GOOD)
def test_quotes_left_around_a_value_are_reported(name: str, quotes: str) -> None:
    (problem,) = problems_of({name: f"{quotes[0]}{GOOD[name]}{quotes[1]}"})

    assert problem.startswith(f"{name} has quotes around its value; remove them")


def test_one_quote_may_be_a_prefix() -> None:
    assert read_settings({"FOOTNOTE_PREFIX": '"'}, NO_FILE).prefix == '"'


@pytest.mark.parametrize("name", ["DISCORD_API_URL", "DISCORD_GATEWAY_URL"])
@pytest.mark.parametrize(
    ("rest", "problem"),
    [
        ("ada:secret@discord.example/api", "must have no user name"),
        ("secret@discord.example", "must have no user name"),
        ("discord.example:0", "has an impossible port"),
        ("discord.example:65536/api", "has an impossible port"),
        ("discord.example:-1", "has an impossible port"),
        ("discord.example:http", "has an impossible port"),
        ("discord.example/api?v=10", "must have no ?"),
        ("discord.example/#api", "must have no ?"),
        ("disc ord.example", "has a space"),
        ("discord.example/a\tpi", "has a space"),
        ("[::1", "the host is wrong"),
        ("a..example", "the host is wrong"),
        (f"{'a' * 64}.example", "the host is wrong"),
        (":8080", "must be a URL"),
        ("", "must be a URL"),
    ],
)
def test_an_address_that_none_can_be_is_refused_and_not_shown(name: str, rest: str, problem: str) -> None:
    scheme = "https" if name == "DISCORD_API_URL" else "wss"

    (told,) = problems_of({name: f"{scheme}://{rest}"})

    assert told.startswith(name)
    assert problem in told
    assert "secret" not in told


@pytest.mark.parametrize(
    "address", ["http://[::1]:8080/api", "https://b\u00fccher.example/api/v10", "http://localhost"]
)
def test_an_address_may_have_every_kind_of_host(address: str) -> None:
    assert read_settings({"DISCORD_API_URL": address}, NO_FILE).api_url == address


def test_an_article_folder_whose_name_cannot_be_one_is_reported() -> None:
    assert problems_of({"FOOTNOTE_ARTICLE": "us-india-trade, foundry-lane"}) == [
        "FOOTNOTE_ARTICLE must be one article; for several, use FOOTNOTE_ARTICLES"
    ]
    assert problems_of({"FOOTNOTE_ARTICLE": "a" * 5000}) == [
        "FOOTNOTE_ARTICLE cannot be opened (File name too long); give the folder of the article"
    ]
    assert problems_of({"FOOTNOTE_ARTICLES": "a" * 5000}) == [
        "FOOTNOTE_ARTICLES names a folder that cannot be read (File name too long); give yourself read access"
    ]


# The file


def test_lines_that_cannot_be_read_are_named_with_their_numbers_and_not_shown(dotenv: Path) -> None:
    dotenv.write_text(
        "# settings\n\nDISCORD_TOKEN: abc.def.ghi\nFOOTNOTE_PREFIX=?\n\n\nabc.def.ghi\n"
        "FOOTNOTE_LOG_FORMAT='json\nFOOTNOTE_REPEAT_AFTER=soon\n",
        "utf-8",
    )

    assert problems_of({}, dotenv) == [
        f"{dotenv} line 3 cannot be read; write NAME=value, and close quotes",
        f'{dotenv} line 7 has no "="; write NAME=value',
        f"{dotenv} line 8 cannot be read; write NAME=value, and close quotes",
        "FOOTNOTE_REPEAT_AFTER must be a number of seconds from 0 to 86400",
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_may_have_comments_quotes_exports_and_empty_lines(dotenv: Path, end: str) -> None:
    lines = ["\ufeff# settings", "", "export FOOTNOTE_PREFIX='?'  # what begins a command", "FOOTNOTE_LOG_LEVEL=", ""]
    dotenv.write_bytes(end.join(lines).encode())

    assert read_settings({}, dotenv) == Settings(prefix="?")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_the_file_may_be_a_pipe(dotenv: Path) -> None:
    os.mkfifo(dotenv)
    writer = threading.Thread(target=dotenv.write_text, args=("FOOTNOTE_PREFIX=?\n", "utf-8"))
    writer.start()

    assert read_settings({}, dotenv).prefix == "?"
    writer.join()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
def test_a_pipe_into_which_nobody_writes_is_not_waited_for(dotenv: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.settings.environment.PATIENCE", 0.01)
    os.mkfifo(dotenv)

    with pytest.raises(SettingsError, match="is a pipe that nothing writes to; start what writes to it"):
        read_settings({}, dotenv)


def test_a_virtual_environment_may_be_called_so(dotenv: Path) -> None:
    dotenv.mkdir()
    (dotenv / "pyvenv.cfg").touch()

    assert read_settings({}, dotenv) == Settings()


def test_another_folder_in_its_place_is_reported(dotenv: Path) -> None:
    dotenv.mkdir()

    with pytest.raises(SettingsError, match="is a folder; remove it, and write the settings into a file"):
        read_settings({}, dotenv)


def test_a_file_that_cannot_even_be_looked_at_is_reported(tmp_path: Path) -> None:
    file = tmp_path / ("a" * 300)

    assert problems_of({}, file) == [f"{file} cannot be read (File name too long); give yourself read access"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs devices")
def test_a_device_in_its_place_is_not_read_on_for_ever(dotenv: Path) -> None:
    dotenv.symlink_to("/dev/zero")
    assert problems_of({}, dotenv) == [f"{dotenv} cannot be read (it has more than 16 MB); give yourself read access"]

    dotenv.unlink()
    dotenv.symlink_to("/dev/null")
    assert read_settings({}, dotenv) == Settings()


@pytest.mark.parametrize("name", ["DISCORD_API_URL", "DISCORD_GATEWAY_URL"])
def test_the_file_cannot_send_the_token_of_the_environment_to_another_address(name: str, dotenv: Path) -> None:
    dotenv.write_text(f"{name}={GOOD[name]}\n", "utf-8")

    for environment in ({"DISCORD_TOKEN": "a.b.c"}, {"DISCORD_TOKEN": "a.b.c", name: " "}):
        (problem,) = problems_of(environment, dotenv)
        assert problem.startswith(f"{name} is set in {dotenv} and DISCORD_TOKEN in the environment")


@pytest.mark.parametrize("name", ["DISCORD_API_URL", "DISCORD_GATEWAY_URL"])
def test_address_and_token_may_come_from_one_place_or_the_address_from_the_environment(name: str, dotenv: Path) -> None:
    dotenv.write_text(f"DISCORD_TOKEN=a.b.c\n{name}={GOOD[name]}\n", "utf-8")
    both = read_settings({}, dotenv)

    dotenv.write_text("DISCORD_TOKEN=a.b.c\n", "utf-8")
    assert read_settings({name: GOOD[name]}, dotenv) == both
    assert read_settings({"DISCORD_TOKEN": "a.b.c", name: GOOD[name]}, dotenv) == both


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text('FOOTNOTE_PREFIX="?"\nFOOTNOTE_LOG_LEVEL=error\n', "utf-8")

    settings = read_settings({"FOOTNOTE_PREFIX": "%"}, file)

    assert (settings.prefix, settings.log_level) == ("%", "error")


def test_the_token_is_not_shown() -> None:
    assert "abc.def.ghi" not in repr(read_settings(GOOD, NO_FILE))


def test_a_state_folder_of_ones_own_is_used() -> None:
    assert read_settings({"FOOTNOTE_STATE": "here"}, NO_FILE).cache == Path("here") / "index"


def test_the_first_of_several_articles_is_the_default_unless_one_is_named() -> None:
    both = "us-india-trade, foundry-lane"
    named = {"FOOTNOTE_ARTICLES": both, "FOOTNOTE_ARTICLE": "foundry-lane"}

    assert read_settings({"FOOTNOTE_ARTICLES": both}, NO_FILE).default_article == "us-india-trade"
    assert read_settings(named, NO_FILE).default_article == "foundry-lane"
    assert list(read_settings(named, NO_FILE).article_folders) == ["us-india-trade", "foundry-lane"]


@pytest.mark.parametrize("separator", [",", ", ", os.pathsep])
def test_articles_are_separated_by_commas_or_as_paths_are(separator: str) -> None:
    settings = read_settings({"FOOTNOTE_ARTICLES": f"us-india-trade{separator}foundry-lane"}, NO_FILE)

    assert list(settings.article_folders) == ["us-india-trade", "foundry-lane"]


def test_a_folder_of_articles_stands_for_all_in_it(tmp_path: Path) -> None:
    for name in ("b", "a", "notes"):
        (tmp_path / name).mkdir()
    for name in ("a", "b"):
        (tmp_path / name / "article.txt").touch()

    settings = read_settings({"FOOTNOTE_ARTICLES": f"{tmp_path}, foundry-lane", "FOOTNOTE_ARTICLE": "b"}, NO_FILE)

    assert list(settings.article_folders) == ["a", "b", "foundry-lane"]
    assert settings.article == tmp_path / "b"


def test_two_articles_of_one_name_and_channels_of_unknown_articles_are_reported(tmp_path: Path) -> None:
    (tmp_path / "foundry-lane").mkdir()
    channel = "123456789012345678"

    assert problems_of({"FOOTNOTE_ARTICLES": f"foundry-lane,{tmp_path / 'foundry-lane'}"}) == [
        "FOOTNOTE_ARTICLES has two folders named foundry-lane; rename one of them"
    ]
    assert problems_of({"FOOTNOTE_ARTICLES": "foundry-lane", "FOOTNOTE_CHANNEL_ARTICLES": f"{channel}:x"}) == [
        "FOOTNOTE_CHANNEL_ARTICLES names 'x', which is not one of: foundry-lane"
    ]
    assert len(problems_of({"FOOTNOTE_CHANNEL_ARTICLES": channel})) == 1
    assert problems_of({"FOOTNOTE_CHANNEL_ARTICLES": f"{channel}:foundry-lane,{channel}:us-india-trade"}) == [
        f"FOOTNOTE_CHANNEL_ARTICLES gives the channel {channel} two articles; remove one"
    ]
