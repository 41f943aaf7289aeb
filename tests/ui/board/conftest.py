"""A board pane over the practice case or over a new one, at the size it has in the window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from evidence_board.selection import replace
from evidence_board.ui.board.board_pane import BoardPane
from evidence_board.ui.board.link_popover import LinkPopover

SIZE = (607, 384)


@pytest.fixture(autouse=True)
def no_painter_left(no_painter_left):
    """As in `tests/ui/conftest.py`, for every test here."""


def settle(qtbot, pane):
    """Wait until the board is laid out and painted."""
    pane.flush()
    qtbot.waitUntil(lambda: pane.context.jobs.is_idle, timeout=20_000)
    pane.flush()
    qtbot.waitUntil(lambda: pane.context.jobs.is_idle, timeout=20_000)


@pytest.fixture
def make_pane(qtbot):
    """A function that shows a board and waits until it is laid out."""
    panes = []

    def make(context, *, select=(), size=SIZE, restore=None):
        index = context.session.index
        context.session.select(replace([index.by_ref[ref] for ref in select]))
        pane = BoardPane(context)
        panes.append(pane)
        pane.restore(restore or {})
        qtbot.addWidget(pane)
        pane.resize(*size)
        pane.show()
        qtbot.waitExposed(pane)
        settle(qtbot, pane)
        return pane

    yield make
    for pane in panes:
        pane.shut_down()
        pane.hide()


@pytest.fixture
def pane(make_pane, context):
    """The neighbourhood of M-014."""
    return make_pane(context, select=["M-014"])


@pytest.fixture
def popover(qtbot, context):
    """The popover of links, answering what panes ask."""
    page = QWidget()
    page.resize(1000, 700)
    qtbot.addWidget(page)
    made = LinkPopover(context, page)
    context.requests.link.connect(made.begin)
    context.requests.link_to.connect(made.link_to)
    yield made
    made.close()


def row_id(pane, ref):
    return pane.context.session.index.by_ref[ref]


def spot(pane, ref):
    """Pixel of the canvas over a node."""
    row = pane.canvas.content.row(row_id(pane, ref))
    assert row is not None, f"{ref} is not on the board"
    return pane.canvas.spot(row).toPoint()


def shown(pane):
    """Refs of what is on the board."""
    index = pane.context.session.index
    rows = {**index.items, **index.entities}
    return {rows[node.id].ref for node in pane.canvas.content.nodes}


def selected(pane):
    """Refs of what is selected, in order."""
    index = pane.context.session.index
    rows = {**index.items, **index.entities, **index.links}
    return [rows[one].ref for one in pane.context.session.selection.ids]


def hover(qtbot, pane, at):
    where = spot(pane, at) if isinstance(at, str) else at
    # A move to where the pointer is already, from the test before, would be no event.
    qtbot.mouseMove(pane.canvas, where + QPoint(1, 1))
    qtbot.mouseMove(pane.canvas, where)


def click(qtbot, pane, at, *, modifiers=Qt.KeyboardModifier.NoModifier, button=Qt.MouseButton.LeftButton):
    where = spot(pane, at) if isinstance(at, str) else at
    hover(qtbot, pane, where)
    qtbot.mouseClick(pane.canvas, button, modifiers, where)


def drag(qtbot, pane, start, end, *, modifiers=Qt.KeyboardModifier.NoModifier, release=True):
    first = spot(pane, start) if isinstance(start, str) else start
    last = spot(pane, end) if isinstance(end, str) else end
    hover(qtbot, pane, first)
    qtbot.mousePress(pane.canvas, Qt.MouseButton.LeftButton, modifiers, first)
    for part in (0.3, 0.7, 1.0):
        qtbot.mouseMove(pane.canvas, first + QPoint(*((last - first) * part).toTuple()))
    if release:
        qtbot.mouseRelease(pane.canvas, Qt.MouseButton.LeftButton, modifiers, last)


def blank(pane, *, around=0):
    """A pixel of the canvas with nothing under it, nor within so many pixels of it."""
    from PySide6.QtCore import QPointF

    near = [(across, down) for across in {-around, 0, around} for down in {-around, 0, around}]
    for y in range(40, pane.canvas.height() - 40, 7):
        for x in range(40, pane.canvas.width() - 40, 7):
            if all(pane.canvas.thing_at(QPointF(x + across, y + down)) is None for across, down in near):
                return QPoint(x, y)
    raise AssertionError("the board is full")
