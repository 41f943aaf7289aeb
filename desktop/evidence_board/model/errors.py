"""Two families of errors: the world's (`KnownError`, told to the user) and ours (`BugError`)."""

__all__ = ["BugError", "KnownError"]


class KnownError(Exception):
    """Something the world did: a missing drive, a damaged file, a newer case.

    The message has three parts, as the user reads them: what happened, what it means, what to do.

    Attributes:
        what: what happened, one sentence.
        means: what follows from it; may be empty.
        do: what the user can do about it; may be empty.
        is_damage: a file is damaged, so that a backup or the repair may help.
    """

    is_damage = False

    def __init__(self, what: str, *, means: str = "", do: str = "") -> None:
        super().__init__(" ".join(part for part in (what, means, do) if part))
        self.what = what
        self.means = means
        self.do = do


class BugError(Exception):
    """A promise of our own code was broken; never the user's fault."""
