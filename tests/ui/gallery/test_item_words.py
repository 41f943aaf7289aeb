"""What a file is called in the gallery: its date with the year where it matters, and its own name beside an account."""

import ast
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

import evidence_board.ui
from evidence_board.model.case_index import ItemRow
from evidence_board.model.moments import moment_from_text
from evidence_board.operations.moments import set_moment
from evidence_board.ui.gallery.item_words import described, own_name, second_line, usual_year


def row(ref="M-001", taken="", posted="", **values):
    times = {
        "captured": moment_from_text(taken) if taken else None,
        "posted": moment_from_text(posted) if posted else None,
    }
    known = {
        "id": ref, "ref": ref, "kind": "photo", "title": "", "file_name": "IMG_1.jpg", "caption": "",
        "media_type": "image/jpeg", "width": 4, "height": 3, "duration_s": None, "state": "ok",
    }  # fmt: skip
    return ItemRow(**{**known, **times, **values})


@pytest.mark.parametrize(
    ("years", "usual", "differ"),
    [
        ([], "", False),
        (["2015"] * 5, "2015", False),
        (["2015"] * 9 + ["2013"], "2015", True),
        (["2015"] * 3 + ["2013"] * 2, "", True),
    ],
    ids=["none", "one year", "an outlier", "several years"],
)
def test_a_year_goes_without_saying_only_when_most_files_are_of_it(years, usual, differ):
    assert usual_year([row(taken=f"{year}-06-14 10:00") for year in years] + [row()]) == (usual, differ)


@pytest.mark.parametrize(
    ("times", "words"),
    [
        ({"taken": "2015-06-14 10:00"}, "14 Jun · M-001"),
        ({"taken": "2013-06-14 10:00"}, "14 Jun 2013 · M-001"),
        ({"taken": "2013-06"}, "Jun 2013 · M-001"),
        ({"taken": "2015"}, "2015 · M-001"),
        ({"posted": "2013-06-14"}, "posted 14 Jun 2013 · M-001"),
        ({}, "M-001"),
    ],
)
def test_another_year_is_written(qapp, times, words):
    assert second_line(row(**times), usual="2015") == words


def test_in_words_there_is_always_the_year_and_the_name_of_the_file(qapp):
    named = row(taken="2015-06-14", account="a_severny", title="By the sea", file_name="пляж.jpg")
    words = described(named, selected=False)
    for part in ("a_severny", "By the sea", "пляж.jpg", "14 Jun 2015"):
        assert part in words
    assert "By the sea" in own_name(named) and "пляж.jpg" in own_name(named)
    assert own_name(replace(named, title="")).strip("\u2068\u2069") == "пляж.jpg"


def test_the_tooltip_of_a_posted_photo_holds_its_year_and_file_name(qtbot, pane):
    session = pane.context.session
    item = next(one for one in session.index.items.values() if one.account and one.title and one.file_name)
    session.run(set_moment, targets=[("item", item.id)], role="captured", text="2013-06-14").result()
    pane.flush()
    pane.set_order(grouping="none")
    at = pane.view.arrangement.position[item.id]
    pane.view.bring_into_view(at)
    point = pane.view.rect_of(at).center()
    viewport = pane.view.viewport()
    QApplication.sendEvent(
        viewport, QHelpEvent(QEvent.Type.ToolTip, QPoint(point), viewport.mapToGlobal(QPoint(point)))
    )
    for part in (item.account, item.file_name, "14 Jun 2013"):
        assert part in QToolTip.text()
    QToolTip.hideText()


@pytest.mark.parametrize("mode", ["grid", "list", "single"])
def test_the_year_is_painted_in_every_view(qtbot, pane, mode):
    session = pane.context.session
    item = next(one for one in session.index.items.values() if one.account)
    pane.set_mode(mode)
    pane.set_order(grouping="none", sort="ref")
    session.run(set_moment, targets=[("item", item.id)], role="captured", text="2013-06-14").result()
    pane.flush()
    at = pane.view.arrangement.position[item.id]
    pane.view.bring_into_view(at)
    QToolTip.hideText()
    after = pane.view.grab(pane.view.rect_of(at)).toImage()
    # The same day of the usual year reads otherwise.
    session.run(set_moment, targets=[("item", item.id)], role="captured", text="2015-06-14").result()
    pane.flush()
    pane.view.bring_into_view(at)
    assert pane.view.grab(pane.view.rect_of(at)).toImage() != after


def test_no_delegate_asks_for_the_viewport_while_it_paints():
    """In PySide6 the call inside QStyledItemDelegate.paint takes the painter's own device away: it crashes."""
    folder = Path(evidence_board.ui.__file__).parent
    for path in sorted(folder.rglob("*.py")):
        for made in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(made, ast.ClassDef) and any("Delegate" in ast.unparse(base) for base in made.bases):
                assert "viewport()" not in ast.unparse(made), f"{path.name}: {made.name}"
