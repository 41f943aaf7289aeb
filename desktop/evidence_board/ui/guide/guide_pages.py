"""The pages of the guide: read from the resources, and searched."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from evidence_board import resources
from evidence_board.text import fold, query_words

__all__ = ["GuidePage", "guide_pages", "matches"]

_FALLBACK = "en"
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_MARKS = re.compile(r"[*`|#>]|^\s*[-\d]+[.)]?\s|\|?-{3,}\|?", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class GuidePage:
    """One page.

    Attributes:
        name: unique; other pages link to ``NAME.md``.
        icon: name of its icon.
        title: its first heading.
        markdown: the whole text, with the heading.
        words: the text without marks, folded for searching.
    """

    name: str
    icon: str
    title: str
    markdown: str
    words: str


@cache
def guide_pages(language: str = _FALLBACK) -> tuple[GuidePage, ...]:
    """Return the pages in reading order, in a language or in English where there is no translation.

    Args:
        language: of the interface, like ``ar`` or ``ru_RU``.
    """
    contents = json.loads(resources.read_text("guide/contents.json"))
    return tuple(_page(entry["name"], entry["icon"], language) for entry in contents["pages"])


def matches(page: GuidePage, query: str) -> int:
    """Return how often the words of a query stand on a page; 0 when one of them does not.

    An empty query matches nothing.
    """
    counts = [page.words.count(word) for word in query_words(query)]
    return sum(counts) if counts and all(counts) else 0


def _page(name: str, icon: str, language: str) -> GuidePage:
    markdown = _read(name, (language, language.replace("-", "_").partition("_")[0], _FALLBACK))
    first, _, _ = markdown.partition("\n")
    plain = _MARKS.sub(" ", _LINK.sub(r"\1", markdown))
    return GuidePage(name=name, icon=icon, title=first.removeprefix("# ").strip(), markdown=markdown, words=fold(plain))


def _read(name: str, languages: Sequence[str]) -> str:
    for language in languages[:-1]:
        try:
            return resources.read_text(f"guide/{language}/{name}.md")
        except FileNotFoundError:
            continue
    return resources.read_text(f"guide/{languages[-1]}/{name}.md")
