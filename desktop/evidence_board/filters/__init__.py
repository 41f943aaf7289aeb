"""The one filter of a session: conditions joined by and, or and not, written so that a person can read each part."""

from evidence_board.filters.about_files import (
    STATUSES,
    CameraIs,
    HasGps,
    HasPosition,
    HasPost,
    HasTag,
    InCollection,
    KindIs,
    PostedBy,
    StatusIs,
    TagUnder,
    Unlocatable,
    Words,
)
from evidence_board.filters.about_links import AtLeast, Disputed, LinkedTo, NearTo, OfUnit, Uncited
from evidence_board.filters.about_places import AtPlace, InView, MapBounds, Within
from evidence_board.filters.about_sight import AREA_DRAWINGS, InDrawing, LooksAt
from evidence_board.filters.about_times import InTime, TimeSpan
from evidence_board.filters.active import Filter, any_of, not_, visible_items
from evidence_board.filters.nodes import AllOf, AnyOf, Condition, Not, Part, passing, test_of
from evidence_board.filters.observed import QUEUES, Conflicting, InQueue, LooksAlike, NeedsLook
from evidence_board.filters.sieve import Sieve
from evidence_board.filters.stored import filter_from_text, filter_text

__all__ = [
    "AREA_DRAWINGS",
    "QUEUES",
    "STATUSES",
    "AllOf",
    "AnyOf",
    "AtLeast",
    "AtPlace",
    "CameraIs",
    "Condition",
    "Conflicting",
    "Disputed",
    "Filter",
    "HasGps",
    "HasPosition",
    "HasPost",
    "HasTag",
    "InCollection",
    "InDrawing",
    "InQueue",
    "InTime",
    "InView",
    "KindIs",
    "LinkedTo",
    "LooksAlike",
    "LooksAt",
    "MapBounds",
    "NearTo",
    "NeedsLook",
    "Not",
    "OfUnit",
    "Part",
    "PostedBy",
    "Sieve",
    "StatusIs",
    "TagUnder",
    "TimeSpan",
    "Uncited",
    "Unlocatable",
    "Within",
    "Words",
    "any_of",
    "filter_from_text",
    "filter_text",
    "not_",
    "passing",
    "test_of",
    "visible_items",
]
