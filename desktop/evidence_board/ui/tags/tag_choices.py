"""Which tags of the case fit what is typed, in any script, the likeliest first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from evidence_board.model.case_index import TagRow
from evidence_board.model.errors import KnownError
from evidence_board.operations.tags import tag_path
from evidence_board.text import fold
from evidence_board.text_match import matcher

__all__ = ["TagChoices", "fitting_tags"]


@dataclass(frozen=True, slots=True)
class TagChoices:
    """What can be taken.

    Attributes:
        paths: tags of the case that fit, in order.
        new: the path that would be made of what was typed; empty where there is such a tag or no name.
        new_at: at which place among them the new one stands.
    """

    paths: tuple[str, ...] = ()
    new: str = ""
    new_at: int = 0


def fitting_tags(rows: Iterable[TagRow], typed: str, *, without: Sequence[str] = (), most: int = 60) -> TagChoices:
    """Return the tags that fit.

    Nothing typed gives all, the most used first. A tag of the case whose path, or a step of it, begins with what was
    typed goes before a new one; one that only holds it somewhere stands behind it.

    Args:
        rows: the tags of the case.
        typed: as typed, with or without ``#``.
        without: paths that are left out.
        most: how many to return.
    """
    away = set(without)
    wanted = matcher(typed.strip().lstrip("#"))
    ranked = []
    for row in rows:
        rank = wanted.rank(row.path, *row.path.split("/")[1:]) if row.path not in away else None
        if rank is not None:
            ranked.append((rank, -row.count, row.path))
    ranked.sort()
    try:
        path = tag_path(typed)
    except KnownError:
        path = ""
    every = {fold(row.path) for row in rows} if path else set()
    new = "" if not path or fold(path) in every else path
    begins = sum(rank <= 2 for rank, _, _ in ranked[:most])
    return TagChoices(tuple(path for _, _, path in ranked[:most]), new, begins)
