"""Where a file came from, in fixed words, and how much of what a court asks for is there.

The words are stored as they are; ``words`` is what stands on screen for each.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

__all__ = [
    "COURT_MINIMUM",
    "AccountStatus",
    "Completeness",
    "Consent",
    "Edited",
    "Generation",
    "Part",
    "Restriction",
    "WorkStatus",
    "completeness",
]


class Generation(StrEnum):
    """Which copy of the picture this file is."""

    ORIGINAL = "original"
    PLATFORM_COPY = "platform_copy"
    REPOST = "repost"
    SCREENSHOT = "screenshot"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """The words on screen."""
        return _GENERATION[self]


class Edited(StrEnum):
    """Whether somebody changed the picture before it was collected."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """The words on screen."""
        return _EDITED[self]


class Consent(StrEnum):
    """Whether the person who made or gave the file agreed to its use."""

    GIVEN = "given"
    REFUSED = "refused"
    NOT_REQUIRED = "not_required"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """The words on screen."""
        return _CONSENT[self]


class Restriction(StrEnum):
    """Who may see the file."""

    NONE = "none"
    INTERNAL = "internal"
    SENSITIVE_PERSON = "sensitive_person"
    DO_NOT_PUBLISH = "do_not_publish"

    @property
    def words(self) -> str:
        """The words on screen."""
        return _RESTRICTION[self]


class AccountStatus(StrEnum):
    """What became of an account, as far as anybody looked."""

    ACTIVE = "active"
    RENAMED = "renamed"
    PRIVATE = "private"
    SUSPENDED = "suspended"
    DELETED = "deleted"
    UNKNOWN = "unknown"

    @property
    def words(self) -> str:
        """The words on screen."""
        return "not known" if self is AccountStatus.UNKNOWN else self.value


class WorkStatus(StrEnum):
    """How far the work on a file has come."""

    NEW = "new"
    IN_PROGRESS = "in_progress"
    NEEDS_HELP = "needs_help"
    REVIEWED = "reviewed"
    SET_ASIDE = "set_aside"

    @property
    def words(self) -> str:
        """The words on screen."""
        return self.value.replace("_", " ")


_GENERATION = {
    Generation.ORIGINAL: "original",
    Generation.PLATFORM_COPY: "copy made by a platform",
    Generation.REPOST: "copy from a repost",
    Generation.SCREENSHOT: "screenshot",
    Generation.UNKNOWN: "not known",
}
_EDITED = {Edited.YES: "edited", Edited.NO: "not edited", Edited.UNKNOWN: "not known"}
_CONSENT = {
    Consent.GIVEN: "given",
    Consent.REFUSED: "refused",
    Consent.NOT_REQUIRED: "not required",
    Consent.UNKNOWN: "not known",
}
_RESTRICTION = {
    Restriction.NONE: "none",
    Restriction.INTERNAL: "internal only",
    Restriction.SENSITIVE_PERSON: "shows a person at risk",
    Restriction.DO_NOT_PUBLISH: "do not publish",
}


class Part(StrEnum):
    """One thing to collect: Berkeley Protocol, paragraph 155, in its order (a) to (h)."""

    TARGET_URL = "target_url"
    HTML_SOURCE = "html_source"
    FULL_PAGE_CAPTURE = "full_page_capture"
    EMBEDDED_MEDIA = "embedded_media"
    EMBEDDED_METADATA = "embedded_metadata"
    CONTEXTUAL_DATA = "contextual_data"
    COLLECTION_DATA = "collection_data"
    HASH = "hash"

    @property
    def words(self) -> str:
        """The words on screen."""
        return _PART[self]


_PART = {
    Part.TARGET_URL: "address of the page",
    Part.HTML_SOURCE: "HTML source",
    Part.FULL_PAGE_CAPTURE: "capture of the full page with its date",
    Part.EMBEDDED_MEDIA: "media file",
    Part.EMBEDDED_METADATA: "metadata in the file",
    Part.CONTEXTUAL_DATA: "context",
    Part.COLLECTION_DATA: "who collected it, when and how",
    Part.HASH: "hash",
}

#: "The minimum standard for providing evidence in court": (a) to (c).
COURT_MINIMUM = (Part.TARGET_URL, Part.HTML_SOURCE, Part.FULL_PAGE_CAPTURE)


@dataclass(frozen=True, slots=True)
class Completeness:
    """Which parts of the list are there.

    Attributes:
        present: the parts that are there, in the order of the list.
        gaps: each missing part and, in words, what of it is missing.
    """

    present: tuple[Part, ...]
    gaps: Mapping[Part, str]

    @property
    def count(self) -> int:
        """How many parts are there, 0 to 8."""
        return len(self.present)

    @property
    def total(self) -> int:
        """How many parts the list has."""
        return len(Part)

    @property
    def missing(self) -> tuple[Part, ...]:
        """The parts that are not there, in the order of the list."""
        return tuple(part for part in Part if part not in self.present)

    @property
    def court_minimum(self) -> bool:
        """Whether (a) to (c) are there."""
        return all(part in self.present for part in COURT_MINIMUM)

    @property
    def words(self) -> str:
        """The count and every missing part by name, in one line."""
        head = f"{self.count} of {self.total}"
        return f"{head}; missing: {', '.join(self.gaps[part] for part in self.missing)}" if self.missing else head


def completeness(
    *,
    page_url: str = "",
    has_page: bool = False,
    has_capture: bool = False,
    has_media: bool = False,
    has_metadata: bool = False,
    has_hash: bool = False,
    context: str = "",
    has_post: bool = False,
    collected_at: str = "",
    collected_by: str = "",
    method: str = "",
    tool: str = "",
) -> Completeness:
    """Count what was collected with a file.

    Berkeley Protocol on Digital Open Source Investigations (OHCHR and UC Berkeley, 2022), paragraph 155: (a)
    target URL, (b) HTML source, (c) full-page capture with date and time, (d) embedded media, (e) embedded
    metadata, (f) contextual data, (g) collection data, (h) hash; (a) to (c) are "the minimum standard for
    providing evidence in court".

    Args:
        page_url: address of the page it was collected from.
        has_page: the case holds the HTML source of that page.
        has_capture: the case holds a capture of the whole page; its date is ``collected_at``.
        has_media: the case holds the bytes of the media.
        has_metadata: the file carries metadata of its own.
        has_hash: the SHA-256 of the bytes is known.
        context: what stood around it, in words.
        has_post: the post that carried it is in the case, which is context as well.
        collected_at: when, as typed.
        collected_by: by whom.
        method: how.
        tool: with what.
    """
    how = method.strip() or tool.strip()
    lacks = [
        words
        for words, value in (("who collected it", collected_by), ("when", collected_at), ("how or with what", how))
        if not value.strip()
    ]
    capture_gap = Part.FULL_PAGE_CAPTURE.words
    if has_capture and not collected_at.strip():
        capture_gap = "date of the capture of the full page"
    found = {
        Part.TARGET_URL: bool(page_url.strip()),
        Part.HTML_SOURCE: has_page,
        Part.FULL_PAGE_CAPTURE: has_capture and bool(collected_at.strip()),
        Part.EMBEDDED_MEDIA: has_media,
        Part.EMBEDDED_METADATA: has_metadata,
        Part.CONTEXTUAL_DATA: has_post or bool(context.strip()),
        Part.COLLECTION_DATA: not lacks,
        Part.HASH: has_hash,
    }
    words = {part: part.words for part in Part}
    words[Part.FULL_PAGE_CAPTURE] = capture_gap
    words[Part.COLLECTION_DATA] = " and ".join(lacks)
    return Completeness(
        present=tuple(part for part in Part if found[part]),
        gaps={part: words[part] for part in Part if not found[part]},
    )
