"""`WindowDoors`: what the window does for the page of a case that it shows."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

__all__ = ["WindowDoors"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowDoors:
    """What the window does for the page of a case.

    Attributes:
        new_case: begin another case.
        open_case: choose another case to open.
        open_path: open this case.
        close_case: back to the welcome screen.
        leave: close the window, and the case with it, in order.
        switch_theme: light to dark and back.
        recent: other cases, (path, title), the newest first.
    """

    new_case: Callable[[], None]
    open_case: Callable[[], None]
    open_path: Callable[[Path], None]
    close_case: Callable[[], None]
    leave: Callable[[], None]
    switch_theme: Callable[[], None]
    recent: Callable[[], list[tuple[Path, str]]]
