"""Two positions of one file that do not fit together: a line between them while the file is selected."""

import pytest
from tests.factories.conflicts import TARTUS, add_photo

from evidence_board.geo.mercator import to_world
from evidence_board.operations.conflict_answers import answer_conflict
from evidence_board.selection import replace

NORTH = (35.28, 35.87)


@pytest.fixture
def shown(make_pane, context):
    """A map over a case with one photo whose tag is 42 km away, selected."""
    session = context.session
    item = add_photo(session, "M-901", at=TARTUS, tag=(*NORTH, 5_000.0), radius=50.0)
    pane = make_pane(context)
    session.select(replace([item]), origin="test")
    pane.flush()
    return pane, session, item


def test_a_line_while_it_is_open(shown):
    pane, session, item = shown
    assert pane.conflicts.lines == 1
    (conflict,) = session.index.observations.conflicts_of(item)
    session.run(answer_conflict, conflict=conflict, state="ignored").result()
    pane.flush()
    assert pane.conflicts.lines == 0
    session.undo().result()
    pane.flush()
    assert pane.conflicts.lines == 1
    session.select(replace([]), origin="test")
    pane.flush()
    assert pane.conflicts.lines == 0


def test_fitting_shows_both_ends_and_the_line_is_drawn(shown, qtbot):
    pane, _, _ = shown
    pane.context.requests.fit_selection.emit()
    qtbot.waitUntil(lambda: all(pane.canvas.visible_world.contains(*to_world(*point)) for point in (TARTUS, NORTH)))
    warn = pane.context.theme.color("warn").rgba()

    def drawn():
        picture = pane.canvas.grab().toImage()
        pixels = ((x, y) for x in range(0, picture.width(), 1) for y in range(0, picture.height(), 3))
        return sum(picture.pixel(x, y) == warn for x, y in pixels) > 10

    qtbot.waitUntil(drawn)
