"""What the tests of the Geolocate workspace do with mouse and keys."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from evidence_board.case.placement import placement_of
from evidence_board.ui.gallery.item_mime import items_mime

LEFT = Qt.MouseButton.LeftButton
PLAIN = Qt.KeyboardModifier.NoModifier


def camera(workspace):
    """The saved position that counts."""
    return workspace.desk.context.session.read(placement_of, workspace.desk.item_id).camera


def settled(qtbot, workspace):
    desk = workspace.desk
    qtbot.waitUntil(lambda: desk.is_saved and desk.context.jobs.is_idle, timeout=15_000)


def drag(canvas, start, end):
    """Press, move in steps and let go on the map."""
    QTest.mousePress(canvas, LEFT, PLAIN, start)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(canvas, start + (end - start) * share)
        QApplication.processEvents()
    QTest.mouseRelease(canvas, LEFT, PLAIN, end)


def type_into(field, text):
    field.line.setFocus()
    field.line.selectAll()
    # The test keys know Latin letters only; pasting takes any.
    field.line.insert(text)
    QTest.keyClick(field.line, Qt.Key.Key_Return)


def drop(canvas, ids, at):
    """Let pictures of the case fall on the map, as a drag from the strip or another window ends."""
    mime, actions = items_mime(ids), Qt.DropAction.LinkAction | Qt.DropAction.CopyAction
    point = at.toPoint()
    for event in (
        QDragEnterEvent(point, actions, mime, LEFT, PLAIN),
        QDragMoveEvent(point, actions, mime, LEFT, PLAIN),
        QDropEvent(at, actions, mime, LEFT, PLAIN),
    ):
        QApplication.sendEvent(canvas, event)


def press(workspace, key, modifiers=PLAIN):
    """Press a key where the keyboard is."""
    QTest.keyClick(workspace.focusWidget(), key, modifiers)
