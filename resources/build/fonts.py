"""Puts the fonts of the window into ``resources/fonts``, from Debian's font packages.

Run on Debian or Ubuntu, with fonttools installed: ``python resources/build/fonts.py``. Whole static files
are taken, so that every script a font knows stays in it; the licence texts go to ``resources/licences``.
"""

import shutil
import subprocess
import tempfile
from pathlib import Path

RESOURCES = Path(__file__).resolve().parents[1]

# package -> (licence file, title, font files inside the package)
PACKAGES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "fonts-inter": (
        "inter.txt",
        "Inter",
        (
            "opentype/inter/Inter-Regular.otf",
            "opentype/inter/Inter-Medium.otf",
            "opentype/inter/Inter-SemiBold.otf",
        ),
    ),
    "fonts-noto-core": (
        "noto.txt",
        "Noto Sans and Noto Sans Arabic UI",
        ("truetype/noto/NotoSans-Regular.ttf", "truetype/noto/NotoSans-Bold.ttf"),
    ),
    "fonts-noto-ui-core": (
        "noto.txt",
        "Noto Sans and Noto Sans Arabic UI",
        ("truetype/noto/NotoSansArabicUI-Regular.ttf", "truetype/noto/NotoSansArabicUI-Bold.ttf"),
    ),
    "fonts-jetbrains-mono": (
        "jetbrains-mono.txt",
        "JetBrains Mono",
        ("truetype/jetbrains-mono/JetBrainsMono-Regular.ttf",),
    ),
}


def unpack(package: str, into: Path) -> Path:
    """Download one Debian package and return the folder its files were unpacked to."""
    subprocess.run(["apt-get", "download", "-qq", package], cwd=into, check=True)
    (archive,) = into.glob(f"{package}_*.deb")
    target = into / package
    subprocess.run(["dpkg-deb", "-x", str(archive), str(target)], check=True)
    print(archive.name)
    return target


def open_font_license(record: Path) -> str:
    """Return the text of the SIL Open Font License 1.1 from a Debian copyright file that holds it."""
    text = record.read_text(encoding="utf-8")
    stanza = text[text.index("License: OFL-1.1\n PREAMBLE") :].split("\n\n")[0]
    lines = [line.removeprefix(" ") for line in stanza.splitlines()[1:]]
    return "\n".join("" if line.strip() == "." else line for line in lines)


def notice_inside(font: Path) -> str:
    """Return copyright, licence and licence address from the name table of a font file."""
    from fontTools.ttLib import TTFont

    names = TTFont(font, lazy=True)["name"]
    found = [names.getDebugName(number) for number in (0, 13, 14)]
    return "\n".join(text for text in found if text)


def main() -> None:
    """Refresh fonts and licences."""
    fonts, licences = RESOURCES / "fonts", RESOURCES / "licences"
    with tempfile.TemporaryDirectory() as folder:
        trees = {package: unpack(package, Path(folder)) for package in PACKAGES}
        terms = open_font_license(trees["fonts-inter"] / "usr/share/doc/fonts-inter/copyright")
        for package, (licence, title, files) in PACKAGES.items():
            for name in files:
                shutil.copyfile(trees[package] / "usr/share/fonts" / name, fonts / Path(name).name)
            notice = notice_inside(fonts / Path(files[0]).name)
            text = f"{title}\n{notice}\n\nSIL OPEN FONT LICENSE Version 1.1 - 26 February 2007\n\n{terms}\n"
            (licences / licence).write_text(text, encoding="utf-8")
    print(f"{sum(f.stat().st_size for f in fonts.iterdir()) / 1e6:.1f} MB of fonts")


if __name__ == "__main__":
    main()
