"""The shape of the practice story: what belongs to the practice case beyond its 48 files.

Words are the story's own. Refs are those of the story (``M-014``, ``A-01``, ``K-20``): a case gives its
own when rows are made, so whoever builds one keeps a table from these to those. Files are matched to items
by `PracticeItem.file_name`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from evidence_board.importers.practice_recipe import Recipe
from evidence_board.model.kinds import ItemKind
from evidence_board.model.levels import Level, Reliability

__all__ = [
    "PracticeAccount",
    "PracticeEquipment",
    "PracticeEvent",
    "PracticeExtra",
    "PracticeGeotag",
    "PracticeItem",
    "PracticeLink",
    "PracticeLocation",
    "PracticeMoment",
    "PracticePerson",
    "PracticePost",
    "PracticeStory",
    "PracticeUnit",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePost:
    """Where and when a file was put on a page.

    Attributes:
        account: ref of the account that posted it.
        platform: ``vk``, ``instagram`` ...
        native_id: id on that platform, text.
        url: address on a ``.example`` domain.
        posted: ISO 8601 with offset.
        text: words under the post, as written; None when there were none.
        language: language of `text`, such as ``ru``.
        translation: English, by the investigator.
        captured: the file shows the page as it stood at `posted`; nobody posted the file itself.
    """

    account: str
    platform: str
    native_id: str
    url: str
    posted: str
    text: str | None
    language: str | None
    translation: str | None
    captured: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeGeotag:
    """Where the investigator says the camera stood. What the camera wrote is in the file itself.

    Attributes:
        latitude: degrees WGS 84, north positive.
        longitude: degrees, east positive.
        radius_m: the camera stood within this circle.
        bearing_deg: direction of view, degrees clockwise from true north.
        field_of_view_deg: horizontal angle of view.
        level: confidence.
        method: ``visual_match``, ``sign_text``, ``sun_shadow`` or ``gazetteer``.
        source: ``analyst``, or ``caption_text`` where only the words under the post name the place.
        note: how it can be shown.
        preferred: False for a circle of 10 km or more: a guess to draw, after which the file is still
            "not placed yet".
    """

    latitude: float
    longitude: float
    radius_m: float
    bearing_deg: float | None
    field_of_view_deg: float | None
    level: Level
    method: str
    source: str
    note: str
    preferred: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeMoment:
    """When a picture was taken, as the investigator worked it out; beside what the camera wrote.

    Attributes:
        text: ISO 8601 as exact as it can be said, for `evidence_board.model.moments.moment_from_text`:
            ``2015-09-12T16:40+03:00``, or ``2015-09-20`` for a day.
        about: the clock time is a reading from light and shadow ("about 16:40").
        level: confidence.
        basis: what it rests on, one line.
    """

    text: str
    about: bool
    level: Level
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeItem:
    """One of the 48 files.

    Attributes:
        ref: ``M-001`` to ``M-044``, ``V-001`` to ``V-004``.
        kind: what the file is.
        file_name: name in the folder that `make_folder` writes.
        title: what the picture shows, neutral.
        caption: words under the post or on the archive sleeve, as written.
        caption_language: language of the caption.
        caption_translation: English.
        post: where it was put; None for the three references of the own archive.
        archive: native id and date of the own archive, for the references; None for the others.
        tags: words to find it by.
        copy_of: ref of the item it was made from.
        copy_change: what was changed in the copy.
        geotag: the investigator's place, if one can be shown.
        moment: the investigator's time, where it was worked out.
        recipe: how the file is made.
    """

    ref: str
    kind: ItemKind
    file_name: str
    title: str
    caption: str | None
    caption_language: str | None
    caption_translation: str | None
    post: PracticePost | None
    archive: tuple[str, str] | None
    tags: tuple[str, ...]
    copy_of: str | None
    copy_change: str | None
    geotag: PracticeGeotag | None
    moment: PracticeMoment | None
    recipe: Recipe


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeAccount:
    """An account on a platform; `private` people are left out of public copies."""

    ref: str
    platform: str
    native_id: str
    handle: str
    display_name: str
    language: str
    url: str
    reliability: Reliability
    note: str
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticePerson:
    """A person; `other_names` by script (ISO 15924: ``Latn``, ``Cyrl``, ``Arab``)."""

    ref: str
    name: str
    other_names: Mapping[str, str]
    note: str
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeUnit:
    """A unit; `parent` is the ref of the unit above it."""

    ref: str
    name: str
    other_names: Mapping[str, str]
    parent: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeLocation:
    """A place: centre in degrees WGS 84, radius in metres; `town` is the real town it lies in."""

    ref: str
    name: str
    other_names: Mapping[str, str]
    latitude: float
    longitude: float
    radius_m: float
    town: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeEquipment:
    """A piece of equipment, or a design worn on cloth."""

    ref: str
    name: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeEvent:
    """An event: ISO 8601 times (a day only where the hour is unknown); `location` is a ref."""

    ref: str
    name: str
    start: str
    end: str | None
    location: str | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeLink:
    """A typed, directed link with its level, dates and the files it cites."""

    ref: str
    source: str
    target: str
    relation: str
    level: Level
    start: str | None
    end: str | None
    note: str
    cites: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeExtra:
    """One more file for import practice, made from one of the 48; `make` says how, in words."""

    file_name: str
    of: str
    make: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeStory:
    """The whole practice case; see `evidence_board.importers.practice.read_story`.

    Attributes:
        titles: title of the case by language (``en``, ``ru``, ``ar``).
        notice: that all of it is invented; to be shown with the case.
        zone: zone name of the story; its offset in September 2015 was +03:00.
        counts: how many there must be of each noun.
    """

    titles: Mapping[str, str]
    notice: str
    zone: str
    counts: Mapping[str, int]
    items: tuple[PracticeItem, ...]
    accounts: tuple[PracticeAccount, ...]
    people: tuple[PracticePerson, ...]
    units: tuple[PracticeUnit, ...]
    locations: tuple[PracticeLocation, ...]
    equipment: tuple[PracticeEquipment, ...]
    events: tuple[PracticeEvent, ...]
    links: tuple[PracticeLink, ...]
    extras: tuple[PracticeExtra, ...]

    def item_of_file(self, file_name: str) -> PracticeItem | None:
        """Return the item that a file of this name (without folders) is, or None."""
        return next((item for item in self.items if item.file_name == file_name), None)
