"""The design tokens of ``resources/styles/tokens.json`` as frozen values, without Qt.

One `Tokens` holds one colour scheme: `tokens("light")` and `tokens("dark")`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Literal

from evidence_board import resources

__all__ = ["KindLook", "LevelLook", "Scheme", "Tokens", "TypeRole", "contrast", "high_contrast", "tokens"]

Scheme = Literal["light", "dark"]

#: Surfaces that become one of two in high contrast.
_CONTENT = ("pane", "raised", "canvas", "hover", "sunken")


#: WCAG 2.1 AA for text.
_READABLE = 4.5


def contrast(first: str, second: str) -> float:
    """Return the contrast of two ``#RRGGBB`` colours, 1 to 21 (WCAG 2.1, relative luminance)."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@dataclass(frozen=True)
class TypeRole:
    """One size of text.

    Attributes:
        px: height of the type in logical pixels at 100 %.
        weight: 400, 500 or 600.
        line: height of a line in logical pixels at 100 %.
        tracking: space added between letters, in logical pixels.
    """

    px: int
    weight: int
    line: int
    tracking: float = 0.0


@dataclass(frozen=True)
class KindLook:
    """How a kind of thing is marked: an icon on a coloured shape."""

    icon: str
    shape: str
    colour: str


@dataclass(frozen=True)
class LevelLook:
    """How a level of confidence is drawn.

    Attributes:
        bars: steps filled out of four.
        width: width of a line in logical pixels.
        dash: lengths of dashes and gaps in logical pixels; empty for a solid line.
        round_caps: the dashes end in half circles.
    """

    bars: int
    width: float
    dash: tuple[float, ...] = ()
    round_caps: bool = False


@dataclass(frozen=True)
class Tokens:
    """Every value of the design for one colour scheme.

    Attributes:
        colour: role to ``#RRGGBB``; roles are those of the design guide, plus the kinds.
        on_kind: colour of an icon on a kind's shape.
        size: logical pixels; `radius` too.
        motion: milliseconds.
    """

    scheme: Scheme
    colour: Mapping[str, str]
    on_kind: str
    space: tuple[int, ...]
    radius: Mapping[str, int]
    size: Mapping[str, int]
    motion: Mapping[str, int]
    families: tuple[str, ...]
    mono_families: tuple[str, ...]
    type: Mapping[str, TypeRole]
    kind: Mapping[str, KindLook]
    level: Mapping[str, LevelLook]
    icon_stroke: float
    icon_grid: int
    compact_width: int
    compact_height: int
    minimum: tuple[int, int]

    @property
    def accent_over(self) -> str:
        """Fill of a primary button under the pointer, dark enough for its words.

        That is ``accentHover``, except where white on it falls below AA (dark: 4.07): there the accent
        becomes darker instead of lighter.
        """
        if contrast(self.colour["accentHover"], self.colour["onAccent"]) >= _READABLE:
            return self.colour["accentHover"]
        accent = self.colour["accent"]
        return "#" + "".join(f"{int(accent[at : at + 2], 16) * 88 // 100:02X}" for at in (1, 3, 5))


@cache
def _document() -> dict[str, Any]:
    document: dict[str, Any] = json.loads(resources.read_text("styles/tokens.json"))
    return document


@cache
def tokens(scheme: Scheme) -> Tokens:
    """Return the tokens of one colour scheme.

    Raises:
        FileNotFoundError: the program was installed without its tokens.
    """
    document = _document()
    motion = {name: value for name, value in document["motion"].items() if isinstance(value, int)}
    levels = {
        entry["id"]: LevelLook(entry["bars"], entry["width"], tuple(entry["dash"] or ()), entry.get("cap") == "round")
        for entry in document["confidence"]
    }
    # The guide gives the sixth line style in words: "solid 1 px, grey".
    levels["unjudged"] = LevelLook(bars=0, width=1.0)
    kinds = {name: KindLook(entry["icon"], entry["shape"], entry[scheme]) for name, entry in document["kind"].items()}
    return Tokens(
        scheme=scheme,
        colour=MappingProxyType(document["color"][scheme]),
        on_kind=document["iconOnKind"][scheme],
        space=tuple(document["space"]),
        radius=MappingProxyType(document["radius"]),
        size=MappingProxyType(document["size"]),
        motion=MappingProxyType(motion),
        families=tuple(document["font"]["ui"]),
        mono_families=tuple(document["font"]["mono"]),
        type=MappingProxyType({name: TypeRole(**entry) for name, entry in document["type"].items()}),
        kind=MappingProxyType(kinds),
        level=MappingProxyType(levels),
        icon_stroke=document["iconSet"]["stroke"],
        icon_grid=document["iconSet"]["grid"],
        compact_width=document["breakpoint"]["compactWidth"],
        compact_height=document["breakpoint"]["compactHeight"],
        minimum=tuple(document["breakpoint"]["minimum"]),
    )


def high_contrast(normal: Tokens) -> Tokens:
    """Return the tokens for a system set to high contrast: two surfaces, every outline as strong as text."""
    colour = dict(normal.colour)
    for role in _CONTENT:
        colour[role] = colour["pane"]
    for role in ("line", "line2", "control", "text2", "text3"):
        colour[role] = colour["text"]
    return replace(normal, colour=MappingProxyType(colour))
