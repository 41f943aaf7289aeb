"""Which of the names in GeoNames go into the gazetteer, and which one is shown first."""

import re
import sys
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "desktop"))

from evidence_board.geo.gazetteer_format import clean_name
from evidence_board.geo.gazetteer_match import is_code, reading_key
from evidence_board.text import fold

#: Countries whose names GeoNames writes in scholarly Latin letters; shown without the marks people leave out.
NOT_LATIN = frozenset(
    re.findall(
        "..",
        "SYIQJOLBEGLYSDSAYEOMAEQABHKWPSDZMATNMRIRAFPKEHDJSORUUABYBGMKKZKGTJMNRS"
        "ILGRCYGEAMINBDLKNPBTMMTHLAKHCNJPKRKPTWHKMOERETMV",
    )
)
SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "GREEK", "HEBREW")
MOST = 160
_MARKS = {ord(sign): None for sign in "‘’ʻʼʾʿ`´ʹʺ"}


def main_name(name: str, country: str) -> str:
    """Return the name as people write it: ``Ţarţūs`` is Tartus, ``Łódź`` stays."""
    if country not in NOT_LATIN:
        return name
    plain = unicodedata.normalize("NFKD", name.translate(_MARKS))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    return plain.translate({0x131: "i", 0x259: "e", 0x18F: "E", 0x111: "d"})


def script_of(name: str) -> str:
    """Return the script of the first letter, or nothing for one that is left out."""
    for char in name:
        if char.isalpha():
            script = unicodedata.name(char, "").partition(" ")[0]
            return script if script in SCRIPTS else ""
    return ""


def useful_names(main: str, names: list[str], *, latin: bool) -> tuple[str, ...]:
    """Return the names worth keeping: other scripts whole, Latin ones that do not read the same as one before."""
    read = {reading_key(main)}
    written = {fold(main)}
    kept: list[str] = []
    for name in sorted(names, key=lambda one: one.isascii()) if not latin else names:
        name = clean_name(name)
        script = script_of(name)
        if not script or fold(name) in written or is_code(name) or name.startswith(("http", "www")):
            continue
        if script == "LATIN":
            key = reading_key(name)
            # GeoNames keeps machine readings of other scripts, all in small letters: "alladhqyt".
            if key in read or not key or name == name.lower():
                continue
            read.add(key)
        written.add(fold(name))
        kept.append(name)
    order = {script: at for at, script in enumerate(("ARABIC", "CYRILLIC", "GREEK", "HEBREW", "LATIN"))}
    kept.sort(key=lambda one: order[script_of(one)])
    return tuple(kept[:MOST])
