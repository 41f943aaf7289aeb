"""The words of the board: what its header counts, what a tooltip and a screen reader say of a thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_board.model.case_index import CaseIndex
from evidence_board.model.relations import inverse_words
from evidence_board.selection import Selection
from evidence_board.ui.board.board_content import BoardContent
from evidence_board.ui.i18n import count, isolate, number, tr
from evidence_board.ui.widgets.confidence import level_name
from evidence_board.ui.widgets.kind_mark import kind_name

if TYPE_CHECKING:
    from evidence_board.ui.board.board_view import BoardView

__all__ = ["board_note", "thing_words"]

_MOST_NAMED = 4


def board_note(view: BoardView, selection: Selection) -> str:
    """Return the count beside the title: ``11 of 38 · linked to selection``."""
    if view.is_empty:
        return ""
    shown, total = len(view.content.nodes), view.total
    words = number(total) if shown == total else tr("{shown} of {total}", shown=number(shown), total=number(total))
    if view.focus and not view.everything:
        if not view.content.edges and shown == len(view.focus):
            about = tr("nothing linked yet")
        elif set(view.focus) == set(selection.ids):
            about = tr("linked to selection")
        elif len(view.focus) == 1:
            about = tr("around {name}", name=isolate(view.label(view.focus[0])))
        else:
            about = count(len(view.focus), one="around {n} thing", many="around {n} things")
        words = f"{words} · {about}"
    if view.thinned:
        drawn = tr(
            "{shown} of {total} links drawn", shown=number(view.links_drawn), total=number(len(view.content.edges))
        )
        words = f"{words} · {drawn}"
    return words


def thing_words(index: CaseIndex, content: BoardContent, row_id: str) -> str:
    """Return what a tooltip and a screen reader say of a thing on the board."""
    link = index.links.get(row_id)
    if link is not None:
        ends = isolate(index.label_of(link.src)), isolate(index.label_of(link.dst))
        words = f"{ends[0]} {link.relation} {ends[1]} · {level_name(link.level)}"
        if link.disputed:
            words += " · " + count(link.against, one="disputed: {n} against", many="disputed: {n} against")
        elif link.citations:
            words += " · " + count(link.citations, one="rests on {n}", many="rests on {n}")
        else:
            words += " · " + tr("uncited")
        return f"{words}\n{link.note}" if link.note else words
    row = content.row(row_id)
    if row is None:
        return ""
    node = content.nodes[row]
    item = index.items.get(row_id)
    parts = [isolate(node.label), kind_name(node.kind)]
    if item is not None and item.label != node.label:
        parts.append(isolate(item.label))
    if node.badge:
        parts.append(count(node.badge, one="{n} file", many="{n} files"))
    near = []
    for one in index.links_of.get(row_id, ())[:_MOST_NAMED]:
        away = one.src == row_id
        other = one.dst if away else one.src
        near.append(f"{one.relation if away else inverse_words(one.relation)} {isolate(index.label_of(other))}")
    more = len(index.links_of.get(row_id, ())) - len(near)
    if more > 0:
        near.append(tr("{n} more", n=number(more)))
    return "\n".join([", ".join(parts), *near])
