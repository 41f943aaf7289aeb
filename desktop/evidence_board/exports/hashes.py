"""``hashes.txt``: the SHA-256 of every original as ``sha256sum`` writes and checks it, and the head of the log."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

__all__ = ["hash_lines", "write_hashes"]


def hash_lines(files: Iterable[tuple[str, str, str]], *, title: str, head_hash: str, entries: int) -> list[str]:
    """Return the lines of the file.

    Args:
        files: (ref, file name, SHA-256 hex) of every original.
        title: of the case.
        head_hash: of the custody log.
        entries: how many entries it has.
    """
    lines = [
        f"# Originals of the case {_one_line(title)}",
        f"# Head of the custody log at entry {entries}: {head_hash}",
        "# Check a folder of copies with: sha256sum --check --ignore-missing hashes.txt",
    ]
    listed = list(files)
    times = Counter(name for _, name, _ in listed)
    for ref, name, sha256 in listed:
        # Two files of one name: the ref before it tells them apart.
        shown = f"{ref} {name}" if times[name] > 1 else name
        escaped = shown.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        mark = "\\" if escaped != shown else ""
        lines.append(f"{mark}{sha256}  {escaped}")
    return lines


def write_hashes(path: Path, lines: list[str]) -> None:
    """Write the lines, with the line ends that ``sha256sum`` knows on every system."""
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", errors="surrogateescape", newline="\n")


def _one_line(text: str) -> str:
    return " ".join(text.split())
