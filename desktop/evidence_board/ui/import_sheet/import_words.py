"""What the import sheet says: progress, time left, what came of it, what to do about a problem."""

from evidence_board.case.import_problems import ImportProblem
from evidence_board.events import ImportChanged
from evidence_board.model.file_problems import PROBLEM_WORDS, Problem, ProblemAction, ProblemCode
from evidence_board.ui.i18n import count, isolate, number, said, tr

__all__ = [
    "action_name", "ended_words", "leave_name", "problem_icon", "problem_words", "read_words", "running_title",
    "size_words", "source_words", "time_left_words", "what_is_read",
]  # fmt: skip

_MB = 1_000_000
_UNREADABLE = frozenset({ProblemCode.PICTURE_UNREADABLE, ProblemCode.PICTURE_CUT_SHORT, ProblemCode.FILE_EMPTY})


def running_title(event: ImportChanged) -> str:
    """Return the title while an import runs."""
    if event.state == "planning":
        return tr("Looking through the files")
    if event.state == "paused":
        return tr("Import paused")
    if event.state == "stopping":
        return tr("Import stops")
    return count(event.total, one="Importing {n} file", many="Importing {n} files")


def source_words(source: str) -> str:
    """Return where the files come from, and that they stay as they are."""
    return tr("From {source}. Originals are copied, never changed.", source=isolate(source))


def read_words(event: ImportChanged) -> str:
    """Return how far it is: ``44 of 48 read, about 10 seconds left``."""
    if event.state == "planning":
        return tr("Counting them first.")
    words = tr("{done} of {total} read", done=number(event.done), total=number(event.total))
    if event.state != "running" or event.seconds_left is None or event.done >= event.total:
        return words
    return tr("{read}, {left}", read=words, left=time_left_words(event.seconds_left))


def time_left_words(seconds: float) -> str:
    """Return a rough time; nobody needs it to the second."""
    if seconds < 8:
        return tr("a few seconds left")
    if seconds < 55:
        return tr("about {n} seconds left", n=max(10, 5 * round(seconds / 5)))
    if seconds < 55 * 60:
        return count(max(1, round(seconds / 60)), one="about {n} minute left", many="about {n} minutes left")
    return count(max(1, round(seconds / 3600)), one="about {n} hour left", many="about {n} hours left")


def what_is_read(event: ImportChanged) -> str:
    """Return the file that is read now; of a large one how much of it."""
    if not event.current or event.state == "paused":
        return ""
    done, total = event.current_bytes
    if total:
        return tr("Copying {name}, {size}", name=isolate(event.current), size=size_words(done, total))
    return tr("Reading {name}", name=isolate(event.current))


def size_words(done: int, total: int) -> str:
    """Return ``61 of 212 MB``, or ``1.2 of 3.4 GB``."""
    if total >= 1000 * _MB:
        return tr("{done} of {total} GB", done=f"{done / 1e9:.1f}", total=f"{total / 1e9:.1f}")
    return tr("{done} of {total} MB", done=round(done / _MB), total=max(1, round(total / _MB)))


def ended_words(event: ImportChanged) -> str:
    """Return what came of it: ``37 added, 3 repeats, 4 need you``."""
    words = [
        tr("{n} added", n=number(event.added)),
        count(event.repeats, one="{n} repeat", many="{n} repeats"),
        count(event.need_you, one="{n} needs you", many="{n} need you"),
    ]
    if event.refused:
        words.append(tr("{n} not taken", n=number(event.refused)))
    if event.mended:
        words.append(
            count(event.mended, one="{n} damaged file made whole again", many="{n} damaged files made whole again")
        )
    if event.beyond_mending:
        words.append(count(event.beyond_mending, one="{n} damaged file stays so", many="{n} damaged files stay so"))
    return ", ".join(words)


def problem_words(problem: ImportProblem) -> tuple[str, str, ProblemAction]:
    """Return what happened, what follows, and the action to offer.

    A code that this version does not know keeps the words stored with it.
    """
    if problem.code not in set(ProblemCode):
        return problem.message, "", ProblemAction.SHOW_FILE
    known = Problem(ProblemCode(problem.code), problem.detail)
    return said(known.message), said(known.what_follows), PROBLEM_WORDS[known.code].action


def problem_icon(problem: ImportProblem) -> str:
    """Return the icon of a problem."""
    action = problem_words(problem)[2]
    if action is ProblemAction.SET_DATE:
        return "calendar-x"
    if action is ProblemAction.PLACE_ON_MAP:
        return "map-pin-off"
    if problem.code in ("no_preview", "video_unreadable", "video_cut_short"):
        return "film"
    return "file-x" if problem.code in _UNREADABLE or action is ProblemAction.TRY_AGAIN else "triangle-alert"


def action_name(action: ProblemAction) -> str:
    """Return the verb of the action that is offered first."""
    return {
        ProblemAction.TRY_AGAIN: tr("Try again"),
        ProblemAction.SET_DATE: tr("Set date"),
        ProblemAction.PLACE_ON_MAP: tr("Place on map"),
        ProblemAction.SHOW_FILE: tr("Show file"),
    }[action]


def leave_name(problem: ImportProblem) -> str:
    """Return the quiet alternative: what stays as it is."""
    action = problem_words(problem)[2]
    if action is ProblemAction.SET_DATE:
        kept = problem.code == ProblemCode.DATE_UNLIKELY
        return tr("Leave as it is") if kept else tr("Leave empty")
    if action is ProblemAction.PLACE_ON_MAP:
        kept = problem.code == ProblemCode.GPS_UNLIKELY
        return tr("Leave as it is") if kept else tr("Leave unplaced")
    return tr("Keep as file") if action is ProblemAction.TRY_AGAIN else tr("Noted")
