"""`PlaceProposal`: a place that a platform or a caption names, looked up in the gazetteer: proposed, never placed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from evidence_board.geo.gazetteer import Found
from evidence_board.geo.gazetteer_match import Match
from evidence_board.model.case_index import ItemRow
from evidence_board.model.details import GeotagDetail
from evidence_board.operations.positions import add_position
from evidence_board.ui.context import UiContext
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.import_sheet.message_card import MessageCard
from evidence_board.ui.places.place_words import mark_name, region_words

__all__ = ["PlaceProposal", "place_named"]

#: How far off such a position may be at least: a name means a town with what belongs to it.
_RADIUS_M = {"settlement": 10_000.0, "airfield": 3_000.0}
_OTHER_RADIUS_M = 5_000.0
#: Two places of one name whose worth is nearer than this: nobody knows which is meant, and the words say so.
_CLOSE = 6.0


def place_named(geotags: Iterable[GeotagDetail]) -> GeotagDetail | None:
    """Return a position in words alone, unless the file has a point for the same role, or one of its camera."""
    every = list(geotags)
    pointed = {one.role for one in every if one.latitude is not None}
    if "camera" in pointed:
        return None
    named = (one for one in every if one.latitude is None and one.place_text and not one.unlocatable)
    return next((one for one in named if one.role not in pointed), None)


class PlaceProposal(MessageCard):
    """Says "Tartus, Syria: place here?" with two answers: place it as a tag of the post, or look at it first."""

    def __init__(self, context: UiContext, *, can_write: bool, parent: QWidget | None = None) -> None:
        super().__init__("info", theme=context.theme, parent=parent)
        self._context, self._can_write = context, can_write
        self._item: ItemRow | None = None
        self._named: GeotagDetail | None = None
        self._found: Found | None = None
        self._refused: set[str] = set()
        self.add_button("look", tr("Show on the map"))
        if can_write:
            self.add_button("place", tr("Add this position"))
            self.add_button("no", tr("Not this place"), kind="quiet")
        self.pressed.connect(self._pressed)
        self.hide()

    def show_for(self, item: ItemRow, geotags: Iterable[GeotagDetail]) -> None:
        """Look up what the positions of a file name in words; nothing is shown where nothing is sure enough."""
        named = place_named(geotags)
        if named is not None and self._item is not None and item.id == self._item.id and named == self._named:
            return
        self.hide()
        self._item, self._named, self._found = item, named, None
        self._context.places.forget(_ASKER)
        if named is not None and named.id not in self._refused:
            self._context.places.find(named.place_text, asker=_ASKER, limit=3, done=self._propose)

    def _propose(self, found: list[Found]) -> None:
        named = self._named
        sure = [one for one in found if one.match in (Match.SAME, Match.READING)]
        if named is None or not sure:
            return
        first = self._found = sure[0]
        where = ", ".join(part for part in (first.place.name, region_words(first.place)) if part)
        words = tr(
            "“{words}” may be this place. A name is no proof: it stays a proposal until you add it.",
            words=isolate(named.place_text),
        )
        if len(sure) > 1 and first.score - sure[1].score < _CLOSE:
            words += " " + tr("There are others of this name.")
        self.say(tr("{place}: place here?", place=where), words)
        self.show()

    def _pressed(self, name: str) -> None:
        item, named, found = self._item, self._named, self._found
        if item is None or named is None or found is None:
            return
        place = found.place
        if name == "look":
            self._context.requests.go_to_place.emit(mark_name(found), place.latitude, place.longitude)
            return
        self._refused.add(named.id)
        self.hide()
        if name == "place":
            where = ", ".join(part for part in (place.name, region_words(place)) if part)
            self._context.perform(
                add_position,
                item_ids=[item.id],
                latitude=place.latitude,
                longitude=place.longitude,
                radius_m=max(place.radius_m, _RADIUS_M.get(place.kind, _OTHER_RADIUS_M)),
                role=named.role,
                source=named.source,
                place_text=where,
                level="possible",
                preferred=False,
                reason=tr("The words “{words}”, looked up in the gazetteer", words=named.place_text),
            )


_ASKER = "proposal"
