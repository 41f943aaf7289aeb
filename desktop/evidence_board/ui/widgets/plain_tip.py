"""Tooltips that show text from files and from the case as it is, never as rich text."""

from html import escape

__all__ = ["plain_tip"]


def plain_tip(text: str) -> str:
    """Return what to give `setToolTip` so that any text is shown letter by letter.

    Qt takes a tooltip for rich text when it looks like it, and rich text may name pictures to load. Whatever
    holds a sign of markup is therefore wrapped as text that we escaped.
    """
    if "<" not in text and "&" not in text:
        return text
    return f"<span style='white-space: pre-wrap'>{escape(text)}</span>"
