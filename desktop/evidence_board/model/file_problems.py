"""What can be wrong with a file, each with plain words.

A worker process only names the code and a short detail; the words come from the table here, so bytes of a
hostile file never become a sentence of ours. Words follow the design guide, section 9: what happened,
then what follows from it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from evidence_board.model.phrases import Phrase

MAX_DETAIL = 2_000
"""Longest detail of one problem, in characters."""


class ProblemCode(StrEnum):
    """Every outcome short of a perfect reading. The words are stored in cases: never rename one."""

    PICTURE_UNREADABLE = "picture_unreadable"
    PICTURE_CUT_SHORT = "picture_cut_short"
    PICTURE_DAMAGED = "picture_damaged"
    FILE_EMPTY = "file_empty"
    FILE_ENDS_EARLY = "file_ends_early"
    TOO_LARGE = "too_large"
    DECODER_CRASHED = "decoder_crashed"
    DECODER_TIMEOUT = "decoder_timeout"
    DECODER_MEMORY = "decoder_memory"
    DECODER_REPLY = "decoder_reply"
    NO_PREVIEW = "no_preview"
    VIDEO_UNREADABLE = "video_unreadable"
    VIDEO_CUT_SHORT = "video_cut_short"
    NAME_DIFFERS = "name_differs"
    METADATA_UNREADABLE = "metadata_unreadable"
    METADATA_SHORTENED = "metadata_shortened"
    GPS_ZERO = "gps_zero"
    GPS_ZERO_DENOMINATOR = "gps_zero_denominator"
    GPS_OUT_OF_RANGE = "gps_out_of_range"
    GPS_INCOMPLETE = "gps_incomplete"
    GPS_NO_REFERENCE = "gps_no_reference"
    GPS_UNLIKELY = "gps_unlikely"
    DATE_UNSET = "date_unset"
    DATE_UNREADABLE = "date_unreadable"
    TIME_OF_DAY_UNREADABLE = "time_of_day_unreadable"
    DATE_IN_FUTURE = "date_in_future"
    DATE_UNLIKELY = "date_unlikely"
    DATES_DISAGREE = "dates_disagree"
    ORIENTATION_UNREADABLE = "orientation_unreadable"
    THUMBNAIL_DIFFERS = "thumbnail_differs"


class ProblemAction(StrEnum):
    """The one thing worth doing about a problem."""

    TRY_AGAIN = "try_again"
    SET_DATE = "set_date"
    PLACE_ON_MAP = "place_on_map"
    SHOW_FILE = "show_file"


@dataclass(frozen=True, slots=True)
class ProblemWords:
    """The words for one code.

    Attributes:
        message: What happened, one sentence.
        what_follows: What it means and what to do, one or two sentences.
        action: The action the import sheet offers first.
        needs_you: Whether it belongs in the "Need you" list, or is only worth a note.
        with_detail: Sentence used instead of `message` when there is a detail; holds `{detail}`.
        once_done: What follows once the file has another position or date than the one that is wrong; empty
            where `what_follows` stays true.
    """

    message: str
    what_follows: str
    action: ProblemAction
    needs_you: bool = True
    with_detail: str = ""
    once_done: str = ""


_TRY, _DATE = ProblemAction.TRY_AGAIN, ProblemAction.SET_DATE
_PLACE, _SHOW = ProblemAction.PLACE_ON_MAP, ProblemAction.SHOW_FILE

PROBLEM_WORDS: dict[ProblemCode, ProblemWords] = {
    ProblemCode.PICTURE_UNREADABLE: ProblemWords(
        "The picture cannot be read.", "The original is kept. Copy it again from the source.", _TRY
    ),
    ProblemCode.PICTURE_CUT_SHORT: ProblemWords(
        "The picture cannot be read.", "The file ends early. Copy it again from the source.", _TRY
    ),
    ProblemCode.PICTURE_DAMAGED: ProblemWords(
        "Part of the picture cannot be read.",
        "Its bytes are damaged. What could be read is shown. The original is kept.",
        _TRY,
    ),
    ProblemCode.FILE_EMPTY: ProblemWords(
        "The file is empty.", "It holds no bytes. Copy it again from the source.", _TRY
    ),
    ProblemCode.FILE_ENDS_EARLY: ProblemWords(
        "The file ends early.",
        "What could be read is shown. The original is kept. Copy it again from the source.",
        _TRY,
    ),
    ProblemCode.TOO_LARGE: ProblemWords(
        "The picture is too large to open safely.",
        "It has no preview. The original is kept.",
        _SHOW,
        with_detail="The picture is too large to open safely ({detail}).",
    ),
    ProblemCode.DECODER_CRASHED: ProblemWords(
        "Reading this file stopped the reader.",
        "It was tried twice, apart from the others. The file may be damaged or made to do harm. The original is kept.",
        _TRY,
    ),
    ProblemCode.DECODER_TIMEOUT: ProblemWords(
        "Reading this file took too long.",
        "It was stopped after two tries. The original is kept.",
        _TRY,
    ),
    ProblemCode.DECODER_MEMORY: ProblemWords(
        "Reading this file needs too much memory.",
        "It was stopped. The original is kept.",
        _TRY,
    ),
    ProblemCode.DECODER_REPLY: ProblemWords(
        "Reading this file gave an answer that makes no sense.",
        "The answer was thrown away. The original is kept.",
        _TRY,
    ),
    ProblemCode.NO_PREVIEW: ProblemWords(
        "The video has no preview.", "No decoder here for this codec. The original is kept.", _SHOW
    ),
    ProblemCode.VIDEO_UNREADABLE: ProblemWords(
        "The video cannot be read.", "The original is kept. Copy it again from the source.", _TRY
    ),
    ProblemCode.VIDEO_CUT_SHORT: ProblemWords(
        "The video cannot be read.", "The file ends early. Copy it again from the source.", _TRY
    ),
    ProblemCode.NAME_DIFFERS: ProblemWords(
        "The name says another kind of file.",
        "It was read as what its bytes are.",
        _SHOW,
        needs_you=False,
        with_detail="The name says another kind of file: {detail}.",
    ),
    ProblemCode.METADATA_UNREADABLE: ProblemWords(
        "Part of the metadata cannot be read.",
        "What could be read is kept. Dates and places may be missing.",
        _SHOW,
        needs_you=False,
    ),
    ProblemCode.METADATA_SHORTENED: ProblemWords(
        "The metadata is unusually long.",
        "Only the first part can be searched. All of it is in the original.",
        _SHOW,
        needs_you=False,
    ),
    ProblemCode.GPS_ZERO: ProblemWords(
        "The position is 0, 0.",
        "Cameras write this when they have no position. The photo is not placed.",
        _PLACE,
        once_done="Cameras write this when they have no position. The photo now has another position.",
    ),
    ProblemCode.GPS_ZERO_DENOMINATOR: ProblemWords(
        "The position is written as a division by zero.",
        "It has no value. The photo is not placed.",
        _PLACE,
        once_done="It has no value. The photo now has another position.",
    ),
    ProblemCode.GPS_OUT_OF_RANGE: ProblemWords(
        "The position is not on the Earth.",
        "The photo is not placed.",
        _PLACE,
        with_detail="The position is not on the Earth: {detail}.",
        once_done="The photo now has another position.",
    ),
    ProblemCode.GPS_INCOMPLETE: ProblemWords(
        "Half of the position is missing.",
        "A latitude or a longitude alone is no place. The photo is not placed.",
        _PLACE,
        needs_you=False,
        once_done="A latitude or a longitude alone is no place. The photo now has another position.",
    ),
    ProblemCode.GPS_NO_REFERENCE: ProblemWords(
        "The position does not say which half of the Earth.",
        "A letter for north or south, east or west is missing or contradicts the sign. The photo is not placed.",
        _PLACE,
        with_detail="The position does not say which half of the Earth: {detail}.",
        once_done="A letter for north or south, east or west is missing or contradicts the sign. "
        "The photo now has another position.",
    ),
    ProblemCode.GPS_UNLIKELY: ProblemWords(
        "The position is possible but unlikely.",
        "The photo is placed there. Check it before you rely on it.",
        _PLACE,
        with_detail="The position is possible but unlikely: {detail}.",
        once_done="The photo no longer stands there.",
    ),
    ProblemCode.DATE_UNSET: ProblemWords(
        "The date is blank or all zeros.",
        "The camera clock was not set: the time is not known, and “Taken” is left empty.",
        _DATE,
        once_done="The camera clock was not set. “Taken” now has another date.",
    ),
    ProblemCode.TIME_OF_DAY_UNREADABLE: ProblemWords(
        "No clock shows this time of day.",
        "The day is kept, the time of day is left out.",
        _DATE,
        with_detail="No clock shows this time of day: {detail}.",
        once_done="It is kept beside the date that counts now.",
    ),
    ProblemCode.DATE_UNREADABLE: ProblemWords(
        "The date cannot be read.",
        "“Taken” is left empty. The text is kept as written.",
        _DATE,
        with_detail="The date cannot be read: {detail}.",
        once_done="The text is kept as written. “Taken” now has another date.",
    ),
    ProblemCode.DATE_IN_FUTURE: ProblemWords(
        "The date is in the future.",
        "The camera clock was wrong. “Taken” is left empty.",
        _DATE,
        with_detail="The date is in the future: {detail}.",
        once_done="The camera clock was wrong. “Taken” now has another date.",
    ),
    ProblemCode.DATE_UNLIKELY: ProblemWords(
        "The date is possible but unlikely.",
        "It is kept as written. The camera clock may have been unset.",
        _DATE,
        with_detail="The date is possible but unlikely: {detail}.",
        once_done="It is kept beside the date that counts now.",
    ),
    ProblemCode.DATES_DISAGREE: ProblemWords(
        "Two dates in the file disagree.",
        "Both are kept. Check the camera clock and its zone.",
        _DATE,
        needs_you=False,
        with_detail="Two dates in the file disagree: {detail}.",
    ),
    ProblemCode.ORIENTATION_UNREADABLE: ProblemWords(
        "The file does not say which way is up.",
        "The picture is shown as stored.",
        _SHOW,
        needs_you=False,
    ),
    ProblemCode.THUMBNAIL_DIFFERS: ProblemWords(
        "The small picture inside the file shows something else.",
        "Cameras write it with the photo; programs that crop or change it may leave the old one. Both are kept.",
        _SHOW,
    ),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem of one file.

    Attributes:
        code: Which problem.
        detail: What exactly, short, for "Details" (may be empty). Written by a worker: shown as plain text.
    """

    code: ProblemCode
    detail: str = ""

    @property
    def message(self) -> Phrase:
        """What happened, one sentence."""
        words = PROBLEM_WORDS[self.code]
        if self.detail and words.with_detail and len(self.detail) <= 80:
            return Phrase(words.with_detail, detail=self.detail)
        return Phrase(words.message)

    @property
    def what_follows(self) -> Phrase:
        """What it means and what to do, as long as nothing was done."""
        return Phrase(PROBLEM_WORDS[self.code].what_follows)

    def follows_now(self, *, done: bool) -> Phrase:
        """Return what it means today.

        Args:
            done: Whether the file has by now another position (for a problem of its position) or another
                date (for a problem of its dates) than the one that is wrong.
        """
        words = PROBLEM_WORDS[self.code]
        return Phrase(words.once_done if done and words.once_done else words.what_follows)

    @property
    def action(self) -> ProblemAction:
        """The action to offer first."""
        return PROBLEM_WORDS[self.code].action

    @property
    def needs_you(self) -> bool:
        """Whether a person should look at it."""
        return PROBLEM_WORDS[self.code].needs_you
