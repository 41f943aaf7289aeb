"""The user's own maps as entries of the palette: shown whole, or hidden and shown again."""

from collections.abc import Callable, Iterable
from functools import partial

from evidence_board.model.map_objects import LayerRow
from evidence_board.text_match import Matcher
from evidence_board.ui.context import Requests
from evidence_board.ui.i18n import tr
from evidence_board.ui.palette.entries import Action, Entry, Group

__all__ = ["layer_group"]


def layer_group(
    layers: Iterable[LayerRow],
    wanted: Matcher,
    requests: Requests,
    *,
    set_visible: Callable[[str, bool], None] | None,
) -> list[Group]:
    """Return the layers whose names hold what was typed, as one group or none.

    Args:
        layers: of the case.
        wanted: what was typed.
        requests: Enter asks it to show one on the map.
        set_visible: shows or hides a layer; None in a case that is only read.
    """
    group = Group("layers", tr("Layers of the map"), shown=3)
    ranked = [(rank, -one.ordinal, one.id, one) for one in layers if (rank := wanted.rank(one.name)) is not None]
    for *_, one in sorted(ranked, key=lambda found: found[:3]):
        actions = [Action("map", tr("Show all of it"), partial(requests.show_layer.emit, one.id), "scan", "Enter")]
        if set_visible is not None:
            words, icon = (tr("Hide"), "eye-off") if one.visible else (tr("Show"), "eye")
            actions.append(Action("visible", words, partial(set_visible, one.id, not one.visible), icon, "Ctrl+Enter"))
        group.entries.append(
            Entry(
                id=f"map_layer:{one.id}",
                title=one.name,
                spans=() if wanted.is_empty else tuple(wanted.spans(one.name)),
                detail="" if one.visible else tr("hidden"),
                icon="layers",
                actions=tuple(actions),
            )
        )
    return [group] if group.entries else []
