"""How positions are written: names of the notations, the one the user has chosen, all of one position."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from evidence_board.geo.coordinate_formats import Form, format_position
from evidence_board.model.errors import KnownError
from evidence_board.settings import load_settings, save_settings
from evidence_board.ui.i18n import tr

_T = TypeVar("_T")

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["LINKS", "READ_OUT", "choose_form", "chosen_form", "copy_menu", "form_menu", "form_name", "written"]

#: Notations that stand under the pointer; the others are links of map services.
READ_OUT = (
    Form.DECIMAL,
    Form.MINUTES,
    Form.SECONDS,
    Form.UTM,
    Form.MGRS,
    Form.PLUS_CODE,
    Form.GEOHASH,
    Form.SK42,
)
LINKS = tuple(form for form in Form if form not in READ_OUT)


def form_name(form: Form) -> str:
    """Return the name of a notation in the language of the interface."""
    match form:
        case Form.DECIMAL:
            return tr("Decimal degrees")
        case Form.MINUTES:
            return tr("Degrees and minutes")
        case Form.SECONDS:
            return tr("Degrees, minutes, seconds")
        case Form.SK42:
            return tr("SK-42 Gauss-Krüger")
        case Form.GEO_LINK:
            return tr("geo: link")
        case Form.GEOHASH:
            return tr("Geohash")
    names = {
        Form.UTM: "UTM",
        Form.MGRS: "MGRS",
        Form.PLUS_CODE: "Plus Code",
        Form.GOOGLE: "Google Maps",
        Form.OSM: "OpenStreetMap",
        Form.YANDEX: "Yandex Maps",
        Form.BING: "Bing Maps",
        Form.APPLE: "Apple Maps",
        Form.WIKIMAPIA: "Wikimapia",
        Form.TWO_GIS: "2GIS",
    }
    return names[form]


def chosen_form() -> Form:
    """Return the notation in the user's settings."""
    word = load_settings().coordinates
    return Form(word) if word in {str(form) for form in READ_OUT} else Form.DECIMAL


def choose_form(form: Form) -> None:
    """Remember a notation for all cases of the user."""
    try:
        save_settings(replace(load_settings(), coordinates=str(form)))
    except OSError:
        # A settings folder that cannot be written costs the memory of this choice, nothing of a case.
        return


def written(latitude: float, longitude: float, form: Form) -> str:
    """Return a position in a notation; in decimal degrees where that one has no words for the place."""
    try:
        return format_position(latitude, longitude, form=form)
    except KnownError:
        return format_position(latitude, longitude, form=Form.DECIMAL)


def form_menu(parent: QWidget, *, chosen: Form, take: Callable[[Form], None]) -> QMenu:
    """Return a menu of the notations, the chosen one checked."""
    menu = QMenu(tr("Coordinates as"), parent)
    menu.setObjectName("coordinates_as")
    group = QActionGroup(menu)
    for form in READ_OUT:
        action = menu.addAction(form_name(form))
        action.setObjectName(f"form:{form}")
        action.setCheckable(True)
        action.setChecked(form is chosen)
        group.addAction(action)
        action.triggered.connect(partial(_give, take, form))
    return menu


def copy_menu(parent: QWidget, latitude: float, longitude: float, *, copy: Callable[[str], None]) -> QMenu:
    """Return a menu with a position in every notation that has words for it; a click copies it."""
    menu = QMenu(tr("Copy as"), parent)
    menu.setObjectName("copy_as")
    menu.menuAction().setObjectName("copy_as")
    for form in (*READ_OUT, *LINKS):
        if form is LINKS[0]:
            menu.addSeparator()
        try:
            text = format_position(latitude, longitude, form=form)
        except KnownError:
            continue
        shown = text if form in READ_OUT or form is Form.GEO_LINK else tr("link")
        action = menu.addAction(f"{form_name(form)}\t{shown}".replace("&", "&&"))
        action.setObjectName(f"copy:{form}")
        action.triggered.connect(partial(_give, copy, text))
    return menu


def _give(take: Callable[[_T], None], value: _T, _checked: bool = False) -> None:
    take(value)
