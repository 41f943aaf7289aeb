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


def test_a_short_plus_code_counts_from_the_place_named_behind_it():
    result = run("parse", "WV49+29", "Tartus,", "Syria", "--json")
    assert result.exit_code == 0 and "Counted from Tartus" in result.stderr
    read = json.loads(result.stdout)
    assert (read["latitude"], read["longitude"]) == pytest.approx((34.90506, 35.86844), abs=1e-5)
    assert run("parse", "WV49+29 Qqxqxqx").exit_code == 2


def test_format_in_one_notation_and_in_all():
    assert run("format", "34.9051", "35.8684", "--as", "mgrs").stdout == "36S YD 62086 66274\n"
    assert run("format", "34,9051", "35,8684", "--as", "mgrs", "--radius", "100").stdout == "36S YD 6208 6627\n"
    written = json.loads(run("format", "-34.6", "-58.38", "--json").stdout)
    assert written["decimal"] == "-34.60000, -58.38000" and written["sk42"] is None
    assert run("format", "-34.6", "-58.38", "--as", "sk42").exit_code == 2
    assert run("format", "95", "0").exit_code == 2 and run("format", "nan", "0").exit_code == 2
    assert "dms        34°36′00.0″S 58°22′48.0″W" in run("format", "-34.6", "-58.38").stdout.splitlines()


def test_sun_has_the_keys_of_the_contract():
    result = run("sun", "39.742476", "-105.1786", "2003-10-17T12:30:30-07:00", "--json")
    seen = json.loads(result.stdout)
    assert list(seen) == ["azimuth", "elevation", "elevation_refracted", "shadow_ratio"]
    assert (seen["azimuth"], seen["elevation"]) == pytest.approx((194.3402, 39.872), abs=0.001)
    night = json.loads(run("sun", "34.9", "35.9", "2015-09-12T22:00Z", "--json").stdout)
    assert night["shadow_ratio"] is None


def test_sun_in_words_knows_the_clocks_there():
    words = run("sun", "55.75", "37.62", "2013-01-10", "12:00", "Europe/Moscow").stdout
    assert "2013-01-10T08:00:00Z" in words
    assert "Moscow was UTC+4 from 27 March 2011 to 26 October 2014" in words
    assert "sun is down all day" in run("sun", "78.2", "15.6", "2015-12-12T12:00Z").stdout


def test_a_time_without_a_zone_is_said():
    result = run("sun", "34.9", "35.9", "2015-09-12 13:40")
    assert result.exit_code == 0 and "taken as UTC" in result.stderr


@pytest.mark.parametrize(
    "time", ["yesterday", "2015-13-40T00:00Z", "2015-09-12 16:40 Nowhere/Here", "0001-01-01T00:00Z"]
)
def test_what_is_no_time_is_refused(time):
    result = run("sun", "34.9", "35.9", time, "--json")
    assert result.exit_code == 2 and result.stdout == "" and result.stderr


def test_shadow_on_the_whole_earth():
    found = json.loads(
        run("shadow", "--ratio", "2.107", "--azimuth", "76.5", "--time", "2015-09-12T13:40Z", "--json").stdout
    )
    assert list(found) == ["time", "azimuth", "ratio", "step", "share", "best", "bands"]
    assert found["best"]["latitude"] == pytest.approx(34.9, abs=1.5)
    assert any(
        abs(band["latitude"] - 34.5) < 0.1 and any(west <= 35.87 <= east for west, east in band["longitudes"])
        for band in found["bands"]
    )


def test_shadow_at_a_place():
    words = (
        "shadow",
        "--ratio",
        "2.107",
        "--azimuth",
        "76.5",
        "--time",
        "2015-09-12T13:40Z",
        "--at",
        "34.9051",
        "35.8684",
    )
    found = json.loads(run(*words, "--json").stdout)
    assert list(found) == ["time", "azimuth", "ratio", "zone", "hours", "days"]
    assert (
        found["zone"] == "Asia/Damascus" and found["hours"][0]["start"] < "2015-09-12T13:40" < found["hours"][0]["end"]
    )
    assert "16:31 to 16:48, best 16:40" in run(*words).stdout


def test_a_day_alone_is_one_of_the_clocks_at_the_place():
    result = run("shadow", "--ratio", "1", "--at", "37", "-121", "--time", "2015-09-19")
    assert result.stdout.startswith("On 2015-09-19, clocks of America/Los_Angeles:\n  10:40 to")
    assert "In 2015" not in result.stdout
    assert result.stderr == ""
    found = json.loads(run("shadow", "--ratio", "1", "--at", "37", "-121", "--time", "2015-09-19", "--json").stdout)
    assert (found["time"], len(found["hours"]), found["days"]) == ("2015-09-19", 2, [])
    assert run("shadow", "--ratio", "1", "--at", "37", "-121", "--time", "2015-02-30").exit_code == 2


def test_a_shadow_needs_something_to_go_by():
    assert run("shadow", "--time", "2015-09-12T13:40Z").exit_code == 2
    assert run("shadow", "--ratio", "0", "--time", "2015-09-12T13:40Z").exit_code == 2
    assert run("shadow", "--ratio", "1").exit_code == 2
    assert run("shadow", "--ratio", "1", "--time", "2015-09-12T13:40Z", "--at", "95", "0").exit_code == 2
    nowhere = run("shadow", "--ratio", "60", "--time", "2015-09-12T13:40Z")
    assert nowhere.exit_code == 0 and nowhere.stdout.startswith("Nowhere")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("format", "abc", "0"), "abc is no number"),
        (("format", "91", "0"), "91 is not between -90 and 90"),
        (("format", "nan", "0"), "nan is no number"),
        (("shadow", "--ratio", "x", "--time", "2015-09-12T12:00Z"), "x is no number"),
        (("sun", "34,9", "181", "2015-09-12T12:00Z"), "181 is not between -180 and 180"),
        (("parse", "CW2X+8G", "--near", "Tartus"), "behind --near is no position"),
        (("parse", "34.9051, 35.8684 or 33.5102, 36.3005"), "names 2 positions"),
    ],
)
def test_what_cannot_be_read_is_told_in_plain_words(words, told):
    result = run(*words)
    assert result.exit_code == 2 and result.stdout == ""
    assert told in result.stderr and "range" not in result.stderr
