"""Whether the screen can show a window with soft, see-through edges."""

import ctypes
import ctypes.util

from PySide6.QtGui import QGuiApplication

__all__ = ["can_composite"]


def can_composite() -> bool:
    """Tell whether see-through parts of a window show what lies below; where they cannot, they are black.

    Only a plain X server is without: there a program beside it, which may not run, has to put the windows
    together. It owns the selection ``_NET_WM_CM_Sn`` of the screen (Extended Window Manager Hints). Asked
    anew each time, since it may be started or stopped.
    """
    if QGuiApplication.platformName() != "xcb":
        return True
    name = ctypes.util.find_library("X11")
    if name is None:
        return False
    x11 = ctypes.CDLL(name)
    x11.XOpenDisplay.restype = ctypes.c_void_p
    x11.XInternAtom.restype = x11.XGetSelectionOwner.restype = ctypes.c_ulong
    display = x11.XOpenDisplay(None)
    if not display:
        return False
    try:
        screen = x11.XDefaultScreen(ctypes.c_void_p(display))
        atom = x11.XInternAtom(ctypes.c_void_p(display), f"_NET_WM_CM_S{screen}".encode(), 0)
        return bool(x11.XGetSelectionOwner(ctypes.c_void_p(display), ctypes.c_ulong(atom)))
    finally:
        x11.XCloseDisplay(ctypes.c_void_p(display))
