"""What is still to place: the order in which it comes, and a row of many thousands."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.factories.big import big_index

from evidence_board.ui.geolocate.place_strip import PlaceStrip
from evidence_board.ui.geolocate.to_place import queue_of


@pytest.fixture(scope="module")
def items():
    return big_index(items=6_000, entities=10, links=10).items


def test_the_next_is_the_one_behind_also_once_this_one_is_placed(items):
    queue = queue_of(items)
    shown = [row.id for row in items.values() if row.kind != "file" and not row.unlocatable]
    waiting = {row.id for row in queue.waiting}
    placed = next(one for number, one in enumerate(shown) if one not in waiting and number > 100)
    behind = next(one for one in shown[shown.index(placed) :] if one in waiting)
    assert queue.after(placed) == behind
    assert queue.after(queue.waiting[-1].id) == queue.waiting[0].id
    # What was skipped comes when nothing else is left.
    assert queue.after(placed, skipped=frozenset({behind})) != behind
    assert queue.after(placed, skipped=frozenset(waiting)) == behind


def test_thousands_are_walked_and_found_under_the_pointer(qtbot, context, items):
    queue = queue_of(items)
    strip = PlaceStrip(context)
    qtbot.addWidget(strip)
    strip.resize(900, 72)
    strip.show()
    qtbot.waitExposed(strip)
    strip.show_queue(queue, current=queue.waiting[0].id)
    chosen = []
    strip.chosen.connect(chosen.append)
    QTest.keyClick(strip, Qt.Key.Key_End)
    strip.show_queue(queue, current=chosen[-1])
    assert strip.rect().contains(strip.box_of(chosen[-1]))
    # One that was placed before and is worked on again comes first.
    assert strip.rows[0].id == chosen[-1]
    third = strip.rows[2].id
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=strip.box_of(third).center())
    assert chosen[-1] == third
    far = queue.waiting[-3].id
    strip.show_queue(queue, current=far)
    assert strip.rect().contains(strip.box_of(far))
    strip.grab()
    assert 5 <= len(strip._in_view()) <= 15
