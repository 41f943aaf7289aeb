"""Makes ``resources/icons/lucide.json`` from the npm package of Lucide.

Run with npm at hand: ``python resources/build/icons.py``. Every shape of an icon becomes path data, so that
the program (which paints icons itself) and the SVG exports need one small reader for one language.
"""

import json
import subprocess
import tarfile
import tempfile
from pathlib import Path
from xml.etree import ElementTree

RESOURCES = Path(__file__).resolve().parents[1]
PACKAGE = "lucide-static@1.62.0"

_NAMES = """
archive archive-restore arrow-down arrow-down-wide-narrow arrow-left arrow-left-right arrow-right arrow-up arrow-up-down
arrow-up-right at-sign audio-lines badge-check badge-x ban blend bookmark bookmark-plus calendar calendar-days
calendar-range calendar-x camera car chart-no-axes-gantt check chevron-down chevron-left chevron-right
chevron-up chevrons-up-down circle circle-alert circle-check circle-dashed circle-dot circle-help circle-minus
circle-plus circle-x clapperboard clipboard clock columns-2 command compass contrast copy copy-check corner-down-left
crop crosshair diamond download ellipsis ellipsis-vertical external-link eye eye-off file file-check
file-image file-plus file-search file-text file-video file-x files film fingerprint flag flip-horizontal-2
folder folder-open folder-plus funnel gauge git-compare git-fork git-merge globe graduation-cap grid-2x2 group
hand hard-drive hash hexagon history hourglass image image-off image-plus images import inbox info keyboard
landmark languages lasso-select layers layout-dashboard layout-grid link link-2 list list-filter list-tree
loader-circle locate locate-fixed lock lock-open log-out map map-pin map-pin-off map-pin-plus map-pin-x
map-pinned maximize maximize-2 merge message-square-text minimize minimize-2 minus monitor moon
mouse-pointer-2 move navigation network octagon-alert panel-left panel-left-close panel-left-open panel-right
panel-right-close panel-right-open pause pencil pencil-off pentagon pin pin-off pipette plane play plug
plug-zap plus printer quote redo-2 refresh-cw rotate-ccw rotate-cw rotate-cw-square route ruler save scan
scan-eye scan-face scan-search scan-text scissors search search-x settings settings-2 share-2 shield
shield-alert shield-check ship skip-back skip-forward slash sliders-horizontal spline square square-check
square-split-horizontal star step-forward sticky-note sun sun-moon table table-2 tag tags target
trash-2 triangle-alert truck type undo-2
ungroup unlink unplug upload usb user-round user-round-plus users-round video video-off volume-2 volume-x
waypoints wifi wifi-off x zap zoom-in zoom-out
"""


def number(value: float) -> str:
    """Write a number as short as SVG path data allows."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


def ellipse(cx: float, cy: float, rx: float, ry: float) -> str:
    """Return an ellipse as two half arcs."""
    left, right, y = number(cx - rx), number(cx + rx), number(cy)
    arc = f"A{number(rx)} {number(ry)} 0 1 1"
    return f"M{left} {y}{arc} {right} {y}{arc} {left} {y}z"


def rectangle(x: float, y: float, width: float, height: float, rx: float, ry: float) -> str:
    """Return a rectangle, with rounded corners if it has any."""
    if not rx:
        return f"M{number(x)} {number(y)}h{number(width)}v{number(height)}h{number(-width)}z"
    across, down = number(width - 2 * rx), number(height - 2 * ry)
    back, up = number(2 * rx - width), number(2 * ry - height)
    arc = f"a{number(rx)} {number(ry)} 0 0 1"
    a, b = number(rx), number(ry)
    return (
        f"M{number(x + rx)} {number(y)}h{across}{arc} {a} {b}v{down}{arc} -{a} {b}"
        f"h{back}{arc} -{a} -{b}v{up}{arc} {a} -{b}z"
    )


def path_data(shape: ElementTree.Element) -> str:
    """Return the path data of one SVG shape."""

    def value(name: str, otherwise: float = 0.0) -> float:
        return float(shape.get(name, otherwise))

    match shape.tag.rpartition("}")[2]:
        case "path":
            return shape.attrib["d"].strip()
        case "circle":
            return ellipse(value("cx"), value("cy"), value("r"), value("r"))
        case "ellipse":
            return ellipse(value("cx"), value("cy"), value("rx"), value("ry"))
        case "line":
            ends = [number(value(name)) for name in ("x1", "y1", "x2", "y2")]
            return f"M{ends[0]} {ends[1]}L{ends[2]} {ends[3]}"
        case "polyline":
            return "M" + shape.attrib["points"].strip()
        case "polygon":
            return "M" + shape.attrib["points"].strip() + "z"
        case "rect":
            rx = value("rx", value("ry"))
            return rectangle(value("x"), value("y"), value("width"), value("height"), rx, value("ry", rx))
        case other:
            raise ValueError(f"no reader for <{other}>")


def main() -> None:
    """Refresh the icons and their licence."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True)
        (archive,) = Path(folder).glob("*.tgz")
        with tarfile.open(archive) as tar:
            tar.extractall(folder, filter="data")
        package = Path(folder) / "package"
        icons = {}
        for name in sorted(set(_NAMES.split())):
            root = ElementTree.parse(package / "icons" / f"{name}.svg").getroot()
            icons[name] = [path_data(shape) for shape in root]
        licence = (package / "LICENSE").read_text(encoding="utf-8")
    target = RESOURCES / "icons" / "lucide.json"
    content = {"source": f"Lucide, {PACKAGE}", "licence": "ISC", "grid": 24, "icons": icons}
    target.write_text(json.dumps(content, indent=0) + "\n", encoding="utf-8")
    (RESOURCES / "licences" / "lucide.txt").write_text(f"Lucide icons\n\n{licence}", encoding="utf-8")
    print(f"{len(icons)} icons, {target.stat().st_size} bytes")


if __name__ == "__main__":
    main()
