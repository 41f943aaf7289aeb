"""CSV: one file per kind, UTF-8 with a byte order mark so that spreadsheets read Cyrillic and Arabic."""

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["write_csv"]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_csv(folder: Path, tables: Mapping[str, Sequence[Mapping[str, Any]]]) -> list[Path]:
    """Write ``NAME.csv`` for every table that has rows; returns the files.

    Texts that a spreadsheet would run as a formula get an apostrophe in front.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for name, rows in tables.items():
        if not rows:
            continue
        path = folder / f"{name}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(rows[0].keys())
            writer.writerows([_cell(value) for value in row.values()] for row in rows)
        written.append(path)
    return written


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, dict):
        text = str(value.get("raw", "")) if "raw" in value else json.dumps(value, ensure_ascii=False)
    elif isinstance(value, list):
        text = "; ".join(_cell(one) for one in value)
    else:
        text = str(value)
        if isinstance(value, int | float):
            return text
    return f"'{text}" if text.startswith(_FORMULA) else text
