"""Colours, pens and sizes of the board, taken from the theme once per change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_board.scene_style import Cap, Pen, Shape, Size, TextStyle
from evidence_board.ui.theme import Theme

__all__ = [
    "ENTITY_SHAPES",
    "LABELS_BELOW",
    "LABEL_GAP",
    "MEDIA_FRAME",
    "MEDIA_SIZE",
    "NODE_SIZE",
    "PILL",
    "BoardLook",
    "Detail",
    "node_half",
]

#: Outline of each kind of entity.
ENTITY_SHAPES = {
    "account": Shape.ROUNDED,
    "person": Shape.CIRCLE,
    "unit": Shape.HEXAGON,
    "location": Shape.PIN,
    "equipment": Shape.CUT_SQUARE,
    "event": Shape.DIAMOND,
}
#: Side of a mark in pixels at scale 1; shapes that reach beyond their side are smaller.
NODE_SIZE = {"account": 29.0, "person": 30.0, "unit": 32.0, "location": 29.0, "equipment": 30.0, "event": 27.0}
#: Width and height of a picture at scale 1, and what its frame adds on every side.
MEDIA_SIZE = (43.0, 32.0)
MEDIA_FRAME = 3.0
#: Pixels from the middle of a node to the top of its label, at scale 1.
LABEL_GAP = {
    "account": 20.0, "person": 21.0, "unit": 23.0, "location": 24.0, "equipment": 21.0, "event": 23.0, "media": 23.0,
}  # fmt: skip
#: Box behind the length of a video, the same over every photo.
PILL = 0xD9161A20
#: Scale from which pictures are shown on large boards.
PICTURES = 0.36
#: Scale from which every name stands below its node, where lines make way for it.
LABELS_BELOW = 0.8
_LARGEST, _TYPICAL, _SMALL_BOARD = 1.6, 30.0, 150


@dataclass(frozen=True, slots=True)
class Detail:
    """What is drawn from which scale on; small boards keep more of it far out.

    Attributes:
        least: smallest side of a mark in pixels.
        icons: icons on marks.
        pictures: thumbnails; below it media are small squares.
        labels: names.
        words: words of links.
        badges: counts.
        pills: lengths of videos.
    """

    least: float
    icons: float
    pictures: float
    labels: float
    words: float = 0.62
    badges: float = 0.62
    pills: float = 0.8

    @classmethod
    def of(cls, number: int) -> Detail:
        """The detail of a board with so many things."""
        if number <= _SMALL_BOARD:
            return cls(least=15.0, icons=0.2, pictures=0.2, labels=0.2)
        return cls(least=5.0, icons=0.4, pictures=0.36, labels=0.42)

    def size(self, kind: str) -> Size:
        """The side of the mark of a kind of entity; it grows with the zoom, within limits."""
        side = NODE_SIZE[kind]
        return Size(side, world=True, min_px=self.least, max_px=side * _LARGEST)

    def picture(self) -> tuple[Size, Size]:
        """Width and height of pictures."""
        wide, high = MEDIA_SIZE
        least = self.least * 1.45 if self.pictures < PICTURES else 0.0
        return (
            Size(wide, world=True, min_px=least, max_px=wide * 2.5),
            Size(high, world=True, min_px=least * high / wide, max_px=high * 2.5),
        )

    @property
    def gap(self) -> Size:
        """The unit in which lines stop short of marks."""
        return Size(1.0, world=True, min_px=self.least / _TYPICAL)

    def label_gap(self, kind: str) -> Size:
        """From the middle of a node to the top of its label."""
        gap = LABEL_GAP[kind]
        # Far out names also stand beside their node, and pictures are wider than high.
        least = max(7.0, gap * self.least / _TYPICAL, self.least if kind == "media" else 0.0)
        return Size(gap, world=True, min_px=least, max_px=gap * _LARGEST)


def node_half(kind: str) -> tuple[float, float]:
    """Return half width and half height of what is drawn for a kind at scale 1, without its label."""
    if kind == "media":
        return MEDIA_SIZE[0] / 2 + MEDIA_FRAME, MEDIA_SIZE[1] / 2 + MEDIA_FRAME
    half = NODE_SIZE[kind] / 2
    return half * {"event": 1.2}.get(kind, 1.0), half * {"event": 1.2, "unit": 1.13, "location": 1.25}.get(kind, 1.0)


@dataclass(frozen=True, slots=True)
class BoardLook:
    """What a scene of the board is painted with; colours are ``0xAARRGGBB``.

    Attributes:
        canvas: background.
        dots: the grid of dots on it.
        pane: surface of frames and badges.
        line: frame of pictures and badges.
        ink: icons on kinds.
        bad: the x on a refuted link.
        quiet: the ring on a link that cites nothing.
        warn: the mark on a disputed link.
        accent: selection.
        accent_soft: halo of the selection.
        kinds: colour of each kind.
        icons: name of the icon of each kind.
        pens: line of each level.
        label: text below a node.
        words: text on a link.
        badge: text of a count.
        pill: text of a length.
        media_icon: icon of a file without picture.
    """

    canvas: int
    dots: int
    pane: int
    line: int
    ink: int
    bad: int
    quiet: int
    warn: int
    accent: int
    accent_soft: int
    kinds: Mapping[str, int]
    icons: Mapping[str, str]
    pens: Mapping[str, Pen]
    label: TextStyle
    words: TextStyle
    badge: TextStyle
    pill: TextStyle
    media_icon: int

    @classmethod
    def of(cls, theme: Theme) -> BoardLook:
        """The look in the present colours of a theme."""

        def color(role: str) -> int:
            return theme.color(role).rgba()

        canvas, pane, tokens = color("canvas"), color("pane"), theme.tokens
        pens = {}
        for level, look in tokens.level.items():
            ink = color("control" if level == "unjudged" else "text3")
            cap = Cap.ROUND if look.round_caps else Cap.FLAT
            pens[level] = Pen(ink, look.width, look.dash, cap)
        kinds = (*ENTITY_SHAPES, "media")
        return cls(
            canvas=canvas,
            dots=color("line"),
            pane=pane,
            line=color("line2"),
            ink=theme.on_kind.rgba(),
            bad=color("bad"),
            quiet=color("text3"),
            warn=color("warn"),
            accent=color("accent"),
            accent_soft=color("accentSoft"),
            kinds={kind: theme.kind_color(kind).rgba() for kind in kinds},
            icons={kind: tokens.kind[kind].icon for kind in kinds},
            pens=pens,
            label=TextStyle(color("text"), px=12, weight=500, halo=canvas, halo_px=2.0),
            words=TextStyle(color("text2"), px=11, weight=500, chip=canvas, padding=(4.0, 0.0), radius=3.0),
            badge=TextStyle(
                color("text2"), px=11, weight=600, chip=pane, chip_pen=Pen(color("line2"), 1.0), radius=9.0
            ),
            pill=TextStyle(0xFFFFFFFF, px=11, weight=600, chip=PILL, padding=(5.0, 1.5), radius=4.0),
            media_icon=color("text3"),
        )
