"""What a proof plate does not prove, in plain sentences that stand on it."""

from evidence_board.model.placement import ItemPlacement, Position
from evidence_board.ui.i18n import count, tr

__all__ = ["plate_limits"]

#: Fewer directions than this fit more than one place.
_ENOUGH = 3


def plate_limits(camera: Position, placement: ItemPlacement, *, time_known: bool) -> tuple[str, ...]:
    """Return what the plate leaves open, the weightiest first.

    Args:
        camera: the position that counts.
        placement: all that proves it.
        time_known: whether the plate says a time at all.
    """
    said = []
    if camera.level == "refuted":
        said.append(tr("This place was shown wrong."))
    elif camera.level == "doubtful":
        said.append(tr("The place is doubtful."))
    elif camera.level == "unjudged":
        said.append(tr("Nobody has judged yet how sure the place is."))
    if camera.radius_m is None:
        said.append(tr("How far off the place may be was not said."))
    on_map = sum(one.used and one.on_map for one in placement.points)
    if not on_map:
        said.append(tr("No point of the picture was matched with the map."))
    elif on_map < _ENOUGH:
        said.append(tr("Fewer than three points on the map: other places may fit as well."))
    if left_out := sum(not one.used for one in placement.points):
        said.append(
            count(left_out, one="{n} point was left out of the reckoning.", many="{n} points were left out of it.")
        )
    if not any(one.result_from and one.level != "refuted" for one in placement.chronolocations):
        said.append(
            tr("The time is as the file or the post gives it; nothing here proves it.")
            if time_known
            else tr("Nothing here says when it was taken.")
        )
    said.append(tr("It shows where the camera stood, not who took the picture or who is in it."))
    return tuple(said)
