"""A desk with the strip of sun and shadow, for tests."""

from PySide6.QtWidgets import QWidget

from evidence_board.operations.sun_marks import add_sun_mark
from evidence_board.ui.geolocate.desk import PlacementDesk
from evidence_board.ui.geolocate.shadow_region import ShadowRegion
from evidence_board.ui.geolocate.sun_state import SunState
from evidence_board.ui.geolocate.sun_strip import SunStrip

WAIT = 20_000


class Host:
    """A desk with the strip, at the width that it has in the window."""

    def __init__(self, qtbot, context, ref="M-014"):
        self.qtbot, self.context, self.session = qtbot, context, context.session
        self.window = QWidget()
        self.desk = PlacementDesk(context, self.window)
        self.state = SunState(self.desk, self.window)
        self.region = ShadowRegion(self.state, self.window)
        self.strip = SunStrip(self.state, self.region, self.window)
        qtbot.addWidget(self.window)
        self.window.resize(660, 320)
        self.strip.resize(660, 300)
        self.window.show()
        qtbot.waitExposed(self.window)
        if ref:
            self.show(ref)

    def show(self, ref):
        self.desk.show_item(self.session.index.by_ref[ref])
        self.until(lambda: self.desk.placement is not None)

    def until(self, condition):
        self.qtbot.waitUntil(condition, timeout=WAIT)

    def settle(self):
        self.until(lambda: self.state.is_ready and self.context.jobs.is_idle)

    def mark(self, **values):
        before = len(self.desk.placement.marks)
        self.session.run(add_sun_mark, item_id=self.desk.item_id, **values).result()
        self.until(lambda: self.desk.placement is not None and len(self.desk.placement.marks) == before + 1)
        self.settle()

    def at(self, hour, minute=0):
        """Put the slider on an hour of UTC+3."""
        self.state.set_seconds(hour * 3600 + minute * 60)


def plain(words):
    return words.replace("\u2068", "").replace("\u2069", "")
