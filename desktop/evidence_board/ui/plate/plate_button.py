"""The button of the Geolocate workspace that makes the proof plate of the file on the desk."""

from typing import TYPE_CHECKING

from evidence_board.ui.i18n import tr
from evidence_board.ui.widgets.icon_button import IconButton

if TYPE_CHECKING:
    from evidence_board.ui.geolocate.workspace import GeolocateWorkspace

__all__ = ["add_plate_button"]


def add_plate_button(workspace: "GeolocateWorkspace") -> IconButton:
    """Put the button into the header of the picture; it can be pressed once the file stands on the map."""
    desk = workspace.desk
    button = IconButton("image-plus", name=tr("Proof plate"), key="Ctrl+Shift+P", theme=desk.context.theme)
    button.setObjectName("proof_plate")

    def show() -> None:
        button.setEnabled(desk.item is not None and desk.item.latitude is not None)

    def make() -> None:
        # What was typed a moment ago belongs on it.
        desk.commit()
        desk.context.requests.proof_plate.emit(desk.item_id)

    button.clicked.connect(make)
    desk.item_changed.connect(show)
    desk.changed.connect(show)
    workspace.photo.header.add_control(button)
    show()
    return button
