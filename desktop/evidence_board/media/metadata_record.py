"""The record of what one file says about itself, cut to what may cross to the application."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from evidence_board.model.examination import (
    ExaminedGeotag,
    ExaminedMoment,
    Problem,
    ProblemCode,
    RawTag,
    clean_text,
    fit_raw_tags,
)

__all__ = ["Metadata", "fitted"]

_MAX_SHORT: Final = 1_000
_MAX_TEXT: Final = 64 * 1024
_MAX_KEYWORDS: Final = 500
_MAX_LISTED: Final = 64
_MAX_DETAIL: Final = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What one file says about itself; everything already fits `Examination`.

    Attributes:
        moments: When it was taken, the most trustworthy claim first. Never a date in the future.
        geotags: Where, WGS 84; at most one from EXIF or XMP, and one from a video container.
        camera_make: As written.
        camera_model: As written.
        camera_serial: Serial number of the body.
        lens: Model of the lens.
        focal_length_mm: Millimetres.
        focal_length_35mm: Millimetres on 35 mm film that give the same view.
        orientation: EXIF orientation 1 to 8 as written, for information; for HEIC and AVIF the value in the
            file even where the decoder has applied it already.
        title: The first title found: XMP, IPTC, Windows, PNG, container.
        caption: The first description found.
        keywords: From XMP, IPTC and Windows, each once.
        raw_tags: Every tag as (group, standard name, readable value).
        problems: What is wrong or doubtful, each once.
    """

    moments: tuple[ExaminedMoment, ...] = ()
    geotags: tuple[ExaminedGeotag, ...] = ()
    camera_make: str | None = None
    camera_model: str | None = None
    camera_serial: str | None = None
    lens: str | None = None
    focal_length_mm: float | None = None
    focal_length_35mm: float | None = None
    orientation: int | None = None
    title: str | None = None
    caption: str | None = None
    keywords: tuple[str, ...] = ()
    raw_tags: tuple[RawTag, ...] = ()
    problems: tuple[Problem, ...] = ()


def fitted(
    draft: Metadata, *, raw_tags: Iterable[RawTag], faults: Iterable[str] = (), shortened: bool = False
) -> Metadata:
    """Return a record whose every text, number and list fits what `Examination` accepts.

    Args:
        draft: What was read, of any length.
        raw_tags: Every tag, of any number.
        faults: What could not be read, in words; together they are one problem.
        shortened: Whether something was left out for its length; one problem, too.
    """
    kept, cut = fit_raw_tags(raw_tags)
    problems = list(draft.problems)
    if faults := [fault for fault in faults if fault]:
        problems.append(Problem(ProblemCode.METADATA_UNREADABLE, "; ".join(dict.fromkeys(faults))))
    if shortened or cut:
        problems.append(Problem(ProblemCode.METADATA_SHORTENED))
    cleaned = (Problem(each.code, clean_text(each.detail, limit=_MAX_DETAIL)) for each in problems)
    words = (clean_text(word.strip(), limit=_MAX_SHORT) for word in draft.keywords)
    return replace(
        draft,
        moments=draft.moments[:_MAX_LISTED],
        geotags=draft.geotags[:_MAX_LISTED],
        camera_make=_text(draft.camera_make, limit=_MAX_SHORT),
        camera_model=_text(draft.camera_model, limit=_MAX_SHORT),
        camera_serial=_text(draft.camera_serial, limit=_MAX_SHORT),
        lens=_text(draft.lens, limit=_MAX_SHORT),
        focal_length_mm=_length(draft.focal_length_mm),
        focal_length_35mm=_length(draft.focal_length_35mm),
        title=_text(draft.title, limit=_MAX_TEXT),
        caption=_text(draft.caption, limit=_MAX_TEXT),
        keywords=tuple(dict.fromkeys(word for word in words if word))[:_MAX_KEYWORDS],
        raw_tags=kept,
        problems=tuple(dict.fromkeys(cleaned))[:_MAX_LISTED],
    )


def _text(untrusted_text: str | None, *, limit: int) -> str | None:
    return clean_text((untrusted_text or "").strip(), limit=limit) or None


def _length(millimetres: float | None) -> float | None:
    return millimetres if millimetres is not None and 0.0 < millimetres <= 1e6 else None
