"""`Phrase`: a text that is made below the interface and still knows its words, so that it can be translated there.

A phrase reads, compares and is stored as the English it says. The interface puts its template into another language
and fills in the values, which may be phrases again; see `evidence_board.ui.i18n.said`.
"""

from typing import Self

__all__ = ["Phrase"]


class Phrase(str):
    """English words with values in named fields: ``Phrase("{n} km from {place}", n="3", place="Tartus")``.

    Attributes:
        template: the words, with the fields.
        values: what stands in the fields.
    """

    __slots__ = ("template", "values")

    template: str
    values: dict[str, str]

    def __new__(cls, template: str, /, **values: str) -> Self:
        """Make the text that it says."""
        phrase = super().__new__(cls, template.format(**values) if values else template)
        phrase.template, phrase.values = template, values
        return phrase

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        """Return what copies are made of."""
        return (self.template,), self.values
