"""The layers of the house (ARCHITECTURE section 2): each imports only what stands below it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "desktop" / "evidence_board"
MODULES = sorted(PACKAGE.rglob("*.py"))

#: First part of a module's name inside the package -> its layer.
LAYERS = {
    0: {
        "",
        "model",
        "events",
        "jobs",
        "workers",
        "scene",
        "scene_style",
        "text",
        "text_match",
        "settings",
        "resources",
    },
    1: {"case", "media", "geo", "analysis"},
    2: {
        "session",
        "observing",
        "picture_observing",
        "history",
        "selection",
        "filters",
        "operations",
        "importers",
        "exports",
        "reports",
    },
    3: {"ui"},
    4: {"app", "__main__", "cli"},
}
LAYER_OF = {name: layer for layer, names in LAYERS.items() for name in names}

#: Outside packages that the lowest layer may use.
LOWEST_MAY_USE = {"numpy", "anyascii", "platformdirs"}


def parts_of(path: Path) -> str:
    relative = path.relative_to(PACKAGE)
    first = relative.parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports_of(path: Path) -> set[str]:
    """Names of everything a module imports, also inside functions; type checking alone does not count."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found: set[str] = set()
    skipped: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test):
            skipped.update(id(inner) for inner in ast.walk(node))
        if id(node) in skipped:
            continue
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            found.add(node.module or "")
            if node.module == "evidence_board":
                found.update(f"evidence_board.{alias.name}" for alias in node.names)
    return found


def own_imports(path: Path) -> set[str]:
    inside = {name for name in imports_of(path) if name.split(".")[0] == "evidence_board"}
    return {name.split(".")[1] if "." in name else "" for name in inside}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_imports_only_what_stands_below(path):
    here = parts_of(path)
    assert here in LAYER_OF, f"{here} has no layer: add it to the house first"
    for name in own_imports(path):
        if name == "__version__":
            continue
        layer = LAYER_OF.get(name)
        assert layer is not None, f"{path.name} imports {name}, which has no layer"
        assert layer <= LAYER_OF[here], f"{path.relative_to(PACKAGE)} imports {name} from above"
        if LAYER_OF[here] == 1:
            assert layer == 0 or name == here, f"siblings never import each other: {here} imports {name}"
        if here in ("importers", "exports", "reports") and layer == 2:
            assert name == here, f"only operations/ imports its neighbours: {here} imports {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_qt_lives_only_in_ui_and_app(path):
    if parts_of(path) in ("ui", "app"):
        return
    qt = {name for name in imports_of(path) if name.split(".")[0] in ("PySide6", "shiboken6")}
    assert not qt, f"{path.relative_to(PACKAGE)} imports Qt"


@pytest.mark.parametrize(
    "path", [path for path in MODULES if LAYER_OF.get(parts_of(path)) == 0], ids=lambda path: path.name
)
def test_lowest_layer_uses_the_standard_library(path):
    import sys

    outside = {name.split(".")[0] for name in imports_of(path)} - set(sys.stdlib_module_names) - {"evidence_board"}
    assert outside <= LOWEST_MAY_USE, f"{path.name} imports {outside}"


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_module_stays_small(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= 400, f"{path.relative_to(PACKAGE)} has {lines} lines"


def test_importers_and_exports_never_touch_the_case():
    for path in MODULES:
        if parts_of(path) in ("importers", "exports", "reports"):
            assert "case" not in own_imports(path), path


def test_nothing_talks_to_the_network():
    forbidden = {"socket", "http", "urllib.request", "ssl", "ftplib", "smtplib", "asyncio", "requests", "httpx"}
    for path in MODULES:
        used = imports_of(path) & forbidden
        assert not used, f"{path.relative_to(PACKAGE)} imports {used}"
        assert not any(name.startswith("PySide6.QtNetwork") for name in imports_of(path))


def test_only_one_place_opens_a_case():
    for path in MODULES:
        inside = path.relative_to(PACKAGE).as_posix()
        if inside.startswith("case/") or "sqlite3.connect" not in path.read_text(encoding="utf-8"):
            continue
        # Basemap and lists of places are files of our own making, not cases.
        own = ("geo/basemap.py", "geo/gazetteer_file.py", "geo/gazetteer_writing.py")
        assert inside in own, f"{inside} opens a database by itself"
