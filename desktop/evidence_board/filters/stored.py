"""A filter as text, for saved views. What this program does not know is refused in words, never passed over."""

import json
from collections.abc import Mapping
from typing import Any

from evidence_board.filters import about_files, about_links, about_places, about_sight, about_times, observed
from evidence_board.filters.active import Filter
from evidence_board.filters.nodes import AllOf, AnyOf, Condition, Not, Part
from evidence_board.model.errors import KnownError

__all__ = ["CONDITIONS", "VERSION", "filter_from_text", "filter_text"]

#: Goes up when an older program would read something else than what was meant.
VERSION = 1
#: Deeper than this, nobody wrote it by hand.
_DEEPEST = 30
_MOST = 500

#: Word in the file -> the condition it stands for.
CONDITIONS: dict[str, type[Condition]] = {
    one.word: one
    for one in (
        observed.InQueue,
        about_files.KindIs,
        about_files.HasPost,
        about_files.PostedBy,
        about_links.OfUnit,
        about_links.LinkedTo,
        about_links.NearTo,
        about_places.AtPlace,
        about_places.Within,
        about_places.InView,
        about_sight.InDrawing,
        about_sight.LooksAt,
        about_times.InTime,
        about_links.AtLeast,
        about_links.Uncited,
        about_links.Disputed,
        about_files.HasTag,
        about_files.TagUnder,
        about_files.InCollection,
        about_files.StatusIs,
        about_files.CameraIs,
        about_files.HasGps,
        about_files.HasPosition,
        about_files.Unlocatable,
        observed.LooksAlike,
        observed.NeedsLook,
        observed.Conflicting,
        about_files.Words,
    )
}


def filter_text(active: Filter) -> str:
    """Return a filter as JSON."""
    whole = {"version": VERSION, "all": [_plain(part) for part in active.parts]}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def filter_from_text(untrusted_text: str) -> Filter:
    """Return the filter that `filter_text` wrote.

    Raises:
        KnownError: it is of a newer program, or something in it is unknown or damaged.
    """
    try:
        found = json.loads(untrusted_text)
    except (ValueError, RecursionError) as error:
        raise _refused("it is not JSON") from error
    if not isinstance(found, dict):
        raise _refused("it is no filter")
    version = found.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise _refused("it does not say its version")
    if version > VERSION:
        raise KnownError(
            "This view was saved by a newer version of Evidence Board.",
            means="What it shows cannot be told for certain, so nothing was filtered.",
            do="Open the case with the newer version, or save the view anew here.",
        )
    try:
        if set(found) != {"version", "all"}:
            raise ValueError("it has unknown parts")
        return Filter(_parts(found["all"], depth=0))
    except ValueError as error:
        raise _refused(str(error)) from error


def _plain(part: Part) -> dict[str, Any]:
    match part:
        case AllOf(parts):
            return {"all": [_plain(one) for one in parts]}
        case AnyOf(parts):
            return {"any": [_plain(one) for one in parts]}
        case Not(inner):
            return {"not": _plain(inner)}
    return {"is": part.word, **part.values()}


def _part(untrusted: object, *, depth: int) -> Part:
    if not isinstance(untrusted, Mapping):
        raise ValueError("a part of it is damaged")
    if depth > _DEEPEST:
        raise ValueError("its parts stand too deep in one another")
    if len(untrusted) == 1:
        ((name, inner),) = untrusted.items()
        if name == "all":
            return AllOf(_parts(inner, depth=depth + 1))
        if name == "any":
            return AnyOf(_parts(inner, depth=depth + 1))
        if name == "not":
            return Not(_part(inner, depth=depth + 1))
    word = untrusted.get("is")
    if not isinstance(word, str):
        raise ValueError("a part of it does not say what it is")
    known = CONDITIONS.get(word)
    if known is None:
        raise ValueError(f"“{word}” is not known here")
    try:
        return known.from_values({name: value for name, value in untrusted.items() if name != "is"})
    except ValueError as error:
        raise ValueError(f"in “{word}”, {error}") from error


def _parts(untrusted: object, *, depth: int) -> tuple[Part, ...]:
    if not isinstance(untrusted, list) or len(untrusted) > _MOST:
        raise ValueError("a list of its parts is damaged")
    return tuple(_part(one, depth=depth) for one in untrusted)


def _refused(why: str) -> KnownError:
    return KnownError(
        f"This saved filter cannot be read: {why}.",
        means="Nothing was filtered, so that no file is hidden by mistake.",
        do="Set the filter anew and save it under the same name.",
    )
