"""Every pair of colours as the widgets use it meets WCAG 2.1 AA: 4.5 for text, 3 for outlines and icons."""

import pytest

from evidence_board.ui.theme.tokens import contrast, high_contrast, tokens

SURFACES = ("window", "pane", "raised", "canvas")
TEXT = [(ink, surface) for ink in ("text", "text2", "text3") for surface in (*SURFACES, "hover")]
TEXT += [(ink, "sunken") for ink in ("text", "text2")]
TEXT += [("accentText", surface) for surface in ("accentSoft", "pane", "raised", "window")]
TEXT += [("onAccent", "accent")]
TEXT += [(tone, surface) for tone in ("ok", "warn", "bad") for surface in ("window", "pane", "raised")]
TEXT += [("ok", "okSoft"), ("warn", "warnSoft"), ("bad", "badSoft")]
KINDS = ("account", "person", "unit", "location", "equipment", "event")
PARTS = [("control", surface) for surface in ("pane", "raised")]
PARTS += [("focus", surface) for surface in SURFACES]
PARTS += [("accent", surface) for surface in ("pane", "window", "canvas")]
PARTS += [(kind, surface) for kind in (*KINDS, "media") for surface in ("pane", "window", "canvas")]


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.478, abs=0.001)
    assert contrast("#4338CA", "#4338CA") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "surface"), TEXT)
def test_text_can_be_read(scheme, ink, surface):
    colour = tokens(scheme).colour
    assert contrast(colour[ink], colour[surface]) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "surface"), PARTS)
def test_outlines_and_marks_can_be_seen(scheme, ink, surface):
    colour = tokens(scheme).colour
    assert contrast(colour[ink], colour[surface]) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_primary_button_can_be_read_under_the_pointer(scheme):
    look = tokens(scheme)
    assert look.accent_over != look.colour["accent"]
    assert contrast(look.colour["onAccent"], look.accent_over) >= 4.5


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_the_icon_on_a_kind_can_be_seen(scheme, kind):
    look = tokens(scheme)
    assert contrast(look.on_kind, look.kind[kind].colour) >= 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_high_contrast_has_two_surfaces_and_strong_outlines(scheme):
    colour = high_contrast(tokens(scheme)).colour
    assert len({colour[role] for role in ("window", "pane", "raised", "sunken", "hover", "canvas")}) == 2
    assert {colour[role] for role in ("line", "line2", "control")} == {colour["text"]}
