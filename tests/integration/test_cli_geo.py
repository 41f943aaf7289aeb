"""``evidence-board geo``: the contract of its commands."""

import json

import pytest
from click.testing import CliRunner

from evidence_board.cli.main import cli


def run(*words):
    return CliRunner().invoke(cli, ["geo", *map(str, words)], prog_name="evidence-board")


@pytest.mark.parametrize(
    "text", ["34.9051, 35.8684", "-34.6, -58.4", "36S YD 63801 64536", "https://yandex.ru/maps/?ll=35.8684%2C34.9051"]
)
def test_parse_has_the_keys_of_the_contract(text):
    result = run("parse", text, "--json")
    assert result.exit_code == 0
    read = json.loads(result.stdout)
    assert list(read) == ["latitude", "longitude", "reading", "alternatives"]
    assert all(list(other) == ["latitude", "longitude", "reading"] for other in read["alternatives"])


def test_parse_takes_words_apart_and_says_what_else_it_could_be():
    result = run("parse", "36S", "763801", "3864536")
    assert result.stdout.splitlines() == [
        "34.888995, 35.886598      UTM, the letter is a latitude band",
        "It could also mean:",
        "-55.294766, 37.155712     UTM, southern hemisphere",
    ]


def test_parse_refuses_in_words_and_with_exit_code_2():
    result = run("parse", "nowhere", "--json")
    assert result.exit_code == 2
    assert result.stdout == "" and "coordinates" in result.stderr
    assert run("parse").exit_code == 2


def test_a_short_plus_code_counts_from_near():
    assert run("parse", "CW2X+8G").exit_code == 2
    assert run("parse", "CW2X+8G", "--near", "35.4, 35.9").stdout.startswith("35.400813, 35.948812")


def test_format_in_one_notation_and_in_all():
    assert run("format", "34.9051", "35.8684", "--as", "mgrs").stdout == "36S YD 62086 66274\n"
    assert run("format", "34,9051", "35,8684", "--as", "mgrs", "--radius", "100").stdout == "36S YD 6208 6627\n"
    written = json.loads(run("format", "-34.6", "-58.38", "--json").stdout)
    assert written["decimal"] == "-34.60000, -58.38000" and written["sk42"] is None
    assert run("format", "-34.6", "-58.38", "--as", "sk42").exit_code == 2
    assert run("format", "95", "0").exit_code == 2 and run("format", "nan", "0").exit_code == 2
    assert "dms        34°36′00.0″S 58°22′48.0″W" in run("format", "-34.6", "-58.38").stdout.splitlines()
