"""Everything about one post, as it stands in the case; `evidence_board.case.post_details` reads it."""

from dataclasses import dataclass

from evidence_board.model.moments import Moment

__all__ = ["PostMedia", "PostRecord", "PostRef", "PostTime"]


@dataclass(frozen=True, slots=True)
class PostRef:
    """Another post: row id, ref, handle of its account (empty when not known), text as written."""

    id: str
    ref: str
    account: str
    text: str


@dataclass(frozen=True, slots=True)
class PostMedia:
    """One file that a post carries: row id, ref, title or file name."""

    item_id: str
    ref: str
    label: str


@dataclass(frozen=True, slots=True)
class PostTime:
    """One time of a post; ``role`` is published, edited, first_seen or collected."""

    id: str
    role: str
    moment: Moment
    source: str
    level: str
    approximate: bool
    preferred: bool
    reason: str


@dataclass(frozen=True, slots=True)
class PostRecord:
    """Every field of one post.

    Attributes:
        account_id: the account that made this post, also when it only reposts; None when not known.
        account: its handle; empty when not known.
        text: as written.
        translation: by ``translated_by``, never the words of the post itself.
        media: the files it carries, in their order.
        reposts: the post that this one only passes on.
        original: the first post of a chain of reposts: whose account made the media. None when this post
            reposts nothing, or when the chain leads to a post in the bin.
        reposted_by: live posts that pass this one on, by ref; quotes and replies likewise.
    """

    id: str
    ref: str
    account_id: str | None
    account: str
    platform: str
    native_id: str
    url: str
    archive_url: str
    text: str
    language: str
    translation: str
    translated_by: str
    notes: str
    created_at: str
    created_by: str
    media: tuple[PostMedia, ...] = ()
    times: tuple[PostTime, ...] = ()
    reposts: PostRef | None = None
    quotes: PostRef | None = None
    replies_to: PostRef | None = None
    original: PostRef | None = None
    reposted_by: tuple[PostRef, ...] = ()
    quoted_by: tuple[PostRef, ...] = ()
    replies: tuple[PostRef, ...] = ()

    @property
    def posted(self) -> Moment | None:
        """The preferred time of publishing, or None."""
        return next((one.moment for one in self.times if one.role == "published" and one.preferred), None)
