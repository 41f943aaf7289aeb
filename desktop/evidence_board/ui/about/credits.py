"""Whose work is in the program: data, fonts, icons, libraries, with their licences."""

from __future__ import annotations

from dataclasses import dataclass

from evidence_board.ui.i18n import tr

__all__ = ["Credit", "data_credits", "library_words"]


@dataclass(frozen=True)
class Credit:
    """One thing that others made.

    Attributes:
        what: what it is in the program.
        whose: its makers and its licence, as they want it said.
        text: its page in the folder ``licences`` of the resources.
    """

    what: str
    whose: str
    text: str


def data_credits() -> tuple[Credit, ...]:
    """Return the credits of all data files in the program."""
    return (
        Credit(
            tr("World map"),
            tr("Natural Earth (public domain), GeoNames (CC BY 4.0), names of countries from Unicode CLDR"),
            "natural-earth.md",
        ),
        Credit(
            tr("Place names"),
            tr("GeoNames (geonames.org), CC BY 4.0, modified; provinces from Natural Earth"),
            "gazetteer.md",
        ),
        Credit(tr("Airfields"), tr("airportsdata by Mike Borsetti with data of mwgg (MIT)"), "gazetteer.md"),
        Credit(
            tr("Time zones"),
            tr("© OpenStreetMap contributors, by timezone-boundary-builder (ODbL 1.0), in tzfpy; IANA tz database"),
            "time-zones.md",
        ),
        Credit(tr("Font Inter"), tr("The Inter Project Authors (SIL Open Font License 1.1)"), "inter.txt"),
        Credit(
            tr("Fonts Noto Sans and Noto Sans Arabic"),
            tr("The Noto Project Authors (SIL Open Font License 1.1)"),
            "noto.txt",
        ),
        Credit(
            tr("Font JetBrains Mono"),
            tr("The JetBrains Mono Project Authors (SIL Open Font License 1.1)"),
            "jetbrains-mono.txt",
        ),
        Credit(tr("Icons"), tr("Lucide (ISC)"), "lucide.txt"),
        Credit(
            tr("Practice case"),
            tr("Made for this program (GPL-3.0-or-later); all people, accounts and units in it are invented"),
            "practice.md",
        ),
    )


def library_words() -> str:
    """Return the libraries that the program stands on, with their licences, in one paragraph."""
    names = (
        "Qt / PySide6 (LGPL-3.0)", "Python (PSF)", "SQLite (public domain)", "sqlite-utils (Apache-2.0)",
        "Pillow (MIT-CMU)", "PyAV (BSD) / FFmpeg (LGPL-2.1)", "NumPy (BSD)", "NetworkX (BSD)",
        "python-igraph (GPL-2.0-or-later)", "geographiclib (MIT)", "tzfpy (MIT)", "click (BSD)",
        "anyascii (ISC)", "platformdirs (MIT)",
    )  # fmt: skip
    return ", ".join(names)
