"""The collection record of a file: where it came from, as somebody noted it."""

from dataclasses import dataclass

from evidence_board.model.sources import Completeness, Consent, Edited, Generation, Restriction

__all__ = ["CollectionRecord", "Named"]


@dataclass(frozen=True, slots=True)
class Named:
    """Another thing of the case that a record names: row id, ref, and what to call it."""

    id: str
    ref: str
    label: str


@dataclass(frozen=True, slots=True)
class CollectionRecord:
    """Where one file came from.

    Attributes:
        id: row id of the record; None when nobody noted anything yet.
        item_id: the file.
        page_url: address of the page it was collected from.
        collected_at: when, ISO 8601 as typed; empty when not known.
        page: the file of the case that holds the HTML source of that page.
        capture: the file of the case that shows the whole page.
        completeness: how much of what the Berkeley Protocol asks for is there.
    """

    item_id: str
    completeness: Completeness
    id: str | None = None
    page_url: str = ""
    archive_url: str = ""
    post: Named | None = None
    account: Named | None = None
    platform: str = ""
    collected_at: str = ""
    collected_by: str = ""
    method: str = ""
    tool: str = ""
    acquired_from: str = ""
    generation: Generation = Generation.UNKNOWN
    edited: Edited = Edited.UNKNOWN
    page: Named | None = None
    capture: Named | None = None
    context: str = ""
    rights: str = ""
    consent: Consent = Consent.UNKNOWN
    restriction: Restriction = Restriction.NONE
    graphic: bool = False
    notes: str = ""
