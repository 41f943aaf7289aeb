"""The windows of the system that a case needs: where to save, what to open, what to import, why it failed."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from evidence_board.model.errors import KnownError
from evidence_board.ui.i18n import tr

__all__ = [
    "CASE_SUFFIX",
    "ask_import_files",
    "ask_import_folder",
    "ask_new_case",
    "ask_open_case",
    "is_damage",
    "show_cannot_open",
]

CASE_SUFFIX = ".evidence"


def ask_new_case(parent: QWidget, *, suggestion: Path) -> Path | None:
    """Ask where to save a new case; returns None when the user thought better of it.

    Args:
        parent: the window.
        suggestion: folder and name to begin with.
    """
    kinds = tr("Evidence Board case") + f" (*{CASE_SUFFIX})"
    name, _ = QFileDialog.getSaveFileName(parent, tr("Save the new case as"), str(suggestion), kinds)
    if not name:
        return None
    path = Path(name)
    return path if path.suffix == CASE_SUFFIX else path.with_name(path.name + CASE_SUFFIX)


def ask_open_case(parent: QWidget, *, folder: Path) -> Path | None:
    """Ask which case to open."""
    kinds = tr("Evidence Board case") + f" (*{CASE_SUFFIX});;" + tr("All files") + " (*)"
    name, _ = QFileDialog.getOpenFileName(parent, tr("Open a case"), str(folder), kinds)
    return Path(name) if name else None


def ask_import_files(parent: QWidget, *, folder: Path) -> list[Path]:
    """Ask which files to import; any type is taken."""
    names, _ = QFileDialog.getOpenFileNames(parent, tr("Import files"), str(folder), tr("All files") + " (*)")
    return [Path(name) for name in names]


def ask_import_folder(parent: QWidget, *, folder: Path) -> list[Path]:
    """Ask which folder to import, with all that lies in it."""
    name = QFileDialog.getExistingDirectory(parent, tr("Import a folder"), str(folder))
    return [Path(name)] if name else []


def is_damage(error: KnownError) -> bool:
    """Tell whether a case cannot open because its file is damaged, so that a backup or the repair may help."""
    return bool(getattr(error, "is_damage", False))


def show_cannot_open(parent: QWidget, error: KnownError) -> None:
    """Tell that the case cannot open: the one place where the program stands in the way."""
    box = QMessageBox(QMessageBox.Icon.NoIcon, tr("The case cannot be opened"), error.what, parent=parent)
    box.setInformativeText("\n".join(part for part in (error.means, error.do) if part))
    details = getattr(error, "details", "")
    if details:
        box.setDetailedText(details)
    box.addButton(tr("Close"), QMessageBox.ButtonRole.AcceptRole)
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
