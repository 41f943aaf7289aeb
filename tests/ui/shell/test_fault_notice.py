"""A mistake of the program is said in the window, once, and the details can be copied."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from evidence_board.ui.fault_notice import FaultNotice
from evidence_board.ui.widgets.buttons import Button


def raise_into(hook):
    try:
        raise ZeroDivisionError("in a slot")
    except ZeroDivisionError:
        hook(*sys.exc_info())


def test_the_banner_carries_the_details(qtbot, page, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: None)
    before = sys.excepthook
    notice = FaultNotice(page.window().show_fault)
    try:
        raise_into(sys.excepthook)
        raise_into(sys.excepthook)
    finally:
        notice.stop()
    assert sys.excepthook is before
    (banner,) = page.banners
    assert "All changes so far are saved" in banner.text
    qtbot.mouseClick(banner.findChild(Button), Qt.MouseButton.LeftButton)
    assert "ZeroDivisionError: in a slot" in QGuiApplication.clipboard().text()


def test_a_mistake_in_the_telling_is_not_told_for_ever(monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append(kind))
    told = []

    def tell(details):
        told.append(details)
        raise_into(sys.excepthook)

    notice = FaultNotice(tell)
    raise_into(sys.excepthook)
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    notice.stop()
    assert len(told) == 1
    assert seen == [ZeroDivisionError, ZeroDivisionError, KeyboardInterrupt]
