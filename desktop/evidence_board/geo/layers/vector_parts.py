"""Sorts the features of a vector tile by what they show, and sends them as arrays. Runs in a worker."""

from __future__ import annotations

from array import array
from typing import Any, Final

from evidence_board.geo.layers.mvt import AREA, LINE, POINT, decode_geometry, layers_of
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.layers.schema_words import ROLES
from evidence_board.geo.layers.schemas import label_of, rank_of, role_of, wanted_layers
from evidence_board.model.flat_reading import clean_text

__all__ = ["vector_answer"]

_KINDS: Final = {POINT: "point", LINE: "line", AREA: "area"}
_ORDER: Final = {role: at for at, role in enumerate(ROLES)}
_MOST_VERTICES: Final = 1_000_000
_WRITTEN: Final = frozenset(ROLES[ROLES.index("house_number") :])


class _Part:
    """Things of one role and kind."""

    def __init__(self) -> None:
        self.points, self.starts = array("d"), array("q")
        self.names: list[str] = []
        self.local_names: list[str] = []
        self.ranks: list[int] = []


def vector_answer(
    untrusted: bytes, *, z: int, x: int, y: int, schema: str, language: str
) -> tuple[dict[str, Any], list[bytes]]:
    """Return a vector tile as `answers.read_vector` wants it.

    Raises:
        LayerError: it is damaged.
    """
    parts: dict[tuple[str, str], _Part] = {}
    total = 0
    for layer in layers_of(untrusted, wanted_layers(schema)):
        scale = 1.0 / (layer.extent * 2.0**z)
        left, top = x / 2.0**z, y / 2.0**z
        for feature in layer.features:
            kind = _KINDS[feature.kind]
            role = role_of(schema, layer.name, feature.properties, kind)
            if role is None:
                continue
            named = role in _WRITTEN
            name, local = label_of(feature.properties, language=language) if named else ("", "")
            if named and not name and schema:
                continue
            part = parts.setdefault((role, kind), _Part())
            for line in decode_geometry(feature):
                total += len(line)
                if total > _MOST_VERTICES:
                    raise LayerError("tile_too_large")
                part.starts.append(len(part.points) // 2)
                for across, down in line:
                    part.points.append(left + across * scale)
                    part.points.append(top + down * scale)
                if named:
                    part.names.append(clean_text(name, limit=120))
                    part.local_names.append(clean_text(local, limit=120))
                    part.ranks.append(rank_of(role, feature.properties))
    ordered = sorted(parts.items(), key=lambda one: _ORDER[one[0][0]])
    rows = [
        {
            "role": role,
            "kind": kind,
            "points": len(part.points) // 2,
            "starts": len(part.starts),
            "names": part.names,
            "local_names": part.local_names,
            "ranks": part.ranks,
        }
        for (role, kind), part in ordered
    ]
    points, starts = array("d"), array("q")
    for _, part in ordered:
        points.extend(part.points)
        starts.extend(part.starts)
    if points and not (min(points) > -1.0 and max(points) < 2.0):
        raise LayerError("tile_damaged")  # a tile whose things lie a world away
    return {"parts": rows}, [points.tobytes(), starts.tobytes()]
