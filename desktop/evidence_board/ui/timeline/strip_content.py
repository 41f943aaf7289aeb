"""Which marks pass the filter apart from its time; pure, may run off the GUI thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from evidence_board.analysis.timeline import TimelineData
from evidence_board.filters import Filter, visible_items
from evidence_board.model.case_index import CaseIndex

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Mask: TypeAlias = npt.NDArray[np.bool_] | None

#: Of the row taken, and of the row posted.
Masks: TypeAlias = "tuple[Mask, Mask]"

__all__ = ["Masks", "passing_masks"]


def passing_masks(data: TimelineData, index: CaseIndex, others: Filter) -> Masks:
    """Return for the marks taken and those posted whether their files pass; None where all do.

    Args:
        data: the marks.
        index: the read model.
        others: the filter without its time.
    """
    import numpy as np

    if not others.parts:
        return None, None
    ids = {item.id for item in visible_items(index, others)}

    def mask(row_ids: tuple[str, ...]) -> Mask:
        return np.fromiter((one in ids for one in row_ids), dtype=np.bool_, count=len(row_ids))

    return mask(data.taken.ids), mask(data.posted.ids)
