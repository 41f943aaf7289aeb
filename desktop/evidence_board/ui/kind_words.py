"""What each kind of thing is called on the screen."""

from evidence_board.ui.i18n import tr

__all__ = ["kind_plural"]


def kind_plural(kind: str) -> str:
    """Return the plural word of a kind of entity, of ``post`` or of ``media``.

    Raises:
        KeyError: there is no such kind.
    """
    return {
        "account": tr("Accounts"),
        "person": tr("People"),
        "unit": tr("Units"),
        "location": tr("Places"),
        "equipment": tr("Equipment"),
        "event": tr("Events"),
        "post": tr("Posts"),
        "media": tr("Media"),
    }[kind]
