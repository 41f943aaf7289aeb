"""What conditions are made of most often: nothing, one text, or some texts; how each is kept in a saved view."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, ClassVar, Self

from evidence_board.filters.checked import only, read_text, read_texts
from evidence_board.filters.nodes import Condition

__all__ = ["OfNothing", "OfText", "OfTexts"]


@dataclass(frozen=True, slots=True)
class OfNothing(Condition):
    """A condition that is made of nothing."""

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        return {}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition."""
        only(untrusted_values)
        return cls()


@dataclass(frozen=True, slots=True)
class OfText(Condition):
    """A condition made of one text. Its name in JSON is that of the only field."""

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        return {name: getattr(self, name) for name in _names(type(self))}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        (name,) = _names(cls)
        only(untrusted_values, name)
        return cls(**{name: read_text(untrusted_values, name)})


@dataclass(frozen=True, slots=True)
class OfTexts(Condition):
    """A condition that one of several texts meets. Their name in JSON is that of the only field.

    Attributes:
        known: the words that are allowed; empty for any text.
    """

    known: ClassVar[tuple[str, ...]] = ()
    only_one: ClassVar[bool] = True

    def values(self) -> dict[str, Any]:
        """Return what it is made of."""
        return {name: list(getattr(self, name)) for name in _names(type(self))}

    @classmethod
    def from_values(cls, untrusted_values: Mapping[str, Any]) -> Self:
        """Return the condition with these values."""
        (name,) = _names(cls)
        only(untrusted_values, name)
        return cls(**{name: read_texts(untrusted_values, name, words=cls.known)})


def _names(kind: type[Condition]) -> list[str]:
    return [one.name for one in fields(kind)]  # type: ignore[arg-type]  # every condition is a dataclass
