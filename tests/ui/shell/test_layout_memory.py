"""Pane sizes are remembered per case in the settings, without naming the case."""

import json
from dataclasses import replace

from evidence_board.settings import load_settings, save_settings, settings_path
from evidence_board.ui.layout_memory import Layout, LayoutMemory


def test_remembers_per_case_and_workspace(tmp_path):
    memory = LayoutMemory(tmp_path / "a.evidence")
    memory.save("overview", Layout({"root": (224, 900, 312)}, {"inspector": False}))
    memory.save("panes", Layout(panes={"map": {"zoom": 8.0}}))
    again = LayoutMemory(tmp_path / "a.evidence")
    assert again.load("overview") == Layout({"root": (224, 900, 312)}, {"inspector": False})
    assert again.load("panes").panes == {"map": {"zoom": 8.0}}
    assert again.load("overview-compact") == Layout()
    assert LayoutMemory(tmp_path / "b.evidence").load("overview") == Layout()


def test_the_settings_do_not_name_the_case(tmp_path):
    LayoutMemory(tmp_path / "Secret source.evidence").save("overview", Layout({"root": (1, 2, 3)}))
    assert "Secret" not in settings_path().read_text(encoding="utf-8")


def test_what_makes_no_sense_is_passed_over(tmp_path):
    memory = LayoutMemory(tmp_path / "a.evidence")
    memory.save("overview", Layout({"root": (1, 2, 3)}, {"inspector": True}))
    stored = json.loads(settings_path().read_text(encoding="utf-8"))
    key = next(iter(stored["layouts"]))
    stored["layouts"][key]["overview"] = {"sizes": {"root": ["x"], "body": [-1]}, "shown": 5, "panes": [1]}
    settings_path().write_text(json.dumps(stored), encoding="utf-8")
    assert memory.load("overview") == Layout()
    stored["layouts"] = {key: "nonsense"}
    settings_path().write_text(json.dumps(stored), encoding="utf-8")
    assert memory.load("overview") == Layout()


def test_forgets_the_oldest_case(tmp_path):
    for number in range(45):
        LayoutMemory(tmp_path / f"{number}.evidence").save("overview", Layout({"root": (number + 1, 2, 3)}))
    assert len(load_settings().layouts) == 40
    assert LayoutMemory(tmp_path / "0.evidence").load("overview") == Layout()
    assert LayoutMemory(tmp_path / "44.evidence").load("overview").sizes == {"root": (45, 2, 3)}


def test_other_settings_stay(tmp_path):
    save_settings(replace(load_settings(), name="R. Haddad"))
    LayoutMemory(tmp_path / "a.evidence").save("overview", Layout({"root": (1, 2, 3)}))
    assert load_settings().name == "R. Haddad"
