"""Looks at cases as a worker would whom a hostile file has taken over; the variable BAD_INSPECTOR says how."""

import ctypes
import os
import threading


def handle(header, payload):
    match os.environ["BAD_INSPECTOR"]:
        case "crash":
            ctypes.string_at(0)
        case "hang":
            threading.Event().wait()
        case "hog":
            hoard = []
            while True:
                hoard.append(bytearray(64 * 1024 * 1024))
        case "raise":
            raise KeyError("a gap")
        case "nonsense":
            return {"damaged": "", "names": ["table item", 7], "words": "none"}, ()
        case "names without words":
            return {"damaged": "", "names": ["table item"], "words": []}, ()
    return {}, ()
