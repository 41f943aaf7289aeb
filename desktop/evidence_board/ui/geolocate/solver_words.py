"""What the solver says to people."""

from math import ceil

from evidence_board.geo.camera_solver import Solution
from evidence_board.ui.geolocate.draft import Draft
from evidence_board.ui.geolocate.solver_question import Find
from evidence_board.ui.geolocate.solver_state import Outcome
from evidence_board.ui.i18n import count, isolate, tr

__all__ = [
    "AMBER_FROM_DEG",
    "angle_words",
    "disagreement_words",
    "error_words",
    "fit_words",
    "heading_words",
    "is_shown",
    "length_words",
    "reason_words",
    "supposition_words",
    "with_error",
    "with_reason",
    "within_words",
]

#: Residuals above this are amber.
AMBER_FROM_DEG = 1.5
_FITS_DEG = 2.0
#: Errors below this have a decimal.
_FINE_DEG = 0.95


def _as_is(words: str) -> str:
    """Keep figures and signs in their order inside text that runs from right to left."""
    return f"\u2066{words}\u2069"


def angle_words(degrees: float, *, decimals: int = 0) -> str:
    """Return ``348°``."""
    words = f"{degrees:.{decimals}f}"
    return f"{words}°"


def error_words(degrees: float) -> str:
    """Return ``± 2°``, or ``± 0.4°`` below one."""
    return f"± {max(degrees, 0.1):.1f}°" if degrees < _FINE_DEG else f"± {ceil(degrees - 0.05)}°"


def heading_words(found: Solution) -> str:
    """Return ``348° ± 2°``."""
    return with_error(found.heading_deg, found.heading_error_deg, round_by=360)


def is_shown(draft: Draft, found: Solution) -> bool:
    """Tell whether a position has the direction and the field of view that were found, as far as their errors go."""
    if draft.bearing_deg is None or draft.fov_deg is None:
        return False
    turned = abs((draft.bearing_deg - found.heading_deg + 180) % 360 - 180)
    return turned <= max(0.1, found.heading_error_deg / 10) and abs(draft.fov_deg - found.view_deg) <= max(
        0.1, found.view_error_deg / 10 if draft.fov_error_deg is not None else found.view_error_deg
    )


def with_error(degrees: float, error_deg: float, *, round_by: float | None = None) -> str:
    """Return ``52° ± 3°``, or ``52.3° ± 0.4°``: as many figures as the error has; ``round_by`` 360 keeps 360 away."""
    decimals = 1 if error_deg < _FINE_DEG else 0
    shown = round(degrees, decimals)
    return _as_is(f"{angle_words(shown % round_by if round_by else shown, decimals=decimals)} {error_words(error_deg)}")


def within_words(metres: float) -> str:
    """Return ``± 40 m``."""
    return _as_is(f"± {length_words(metres)}")


def length_words(metres: float) -> str:
    """Return ``40 m`` or ``1.2 km``."""
    if metres >= 10_000:
        return tr("{n} km", n=f"{metres / 1000:.0f}")
    return tr("{n} km", n=f"{metres / 1000:.1f}") if metres >= 1000 else tr("{n} m", n=f"{metres:.0f}")


def fit_words(outcome: Outcome, number_of: int) -> str:
    """Return ``4 of 4 fit within 2°``."""
    fits = sum(1 for one in outcome.solution.residuals_deg if abs(one) <= _FITS_DEG)
    return tr("{fits} of {all} fit within {limit}°", fits=fits, all=number_of, limit=f"{_FITS_DEG:.0f}")


def disagreement_words(outcome: Outcome, names: dict[str, str]) -> str:
    """Return what does not fit, or why the answer is worth little; empty when there is nothing to say."""
    found, odd, instead = outcome.solution, "", ""
    if outcome.odd_one:
        name = isolate(names.get(outcome.odd_one, ""))
        miss = angle_words(abs(outcome.residual_deg(outcome.odd_one) or 0.0), decimals=1)
        odd = tr("{name} does not fit the others ({miss}).", name=name, miss=miss)
    if found.view_instead_deg is not None and outcome.question.guess is not None:
        views = {"n": angle_words(found.view_instead_deg), "m": angle_words(outcome.question.guess.view_deg or 0.0)}
        instead = tr("The points would agree with a view of {n} instead of {m}: was the picture cropped?", **views)
    if odd and instead:
        return tr("Either: {odd} Or: {instead}", odd=odd, instead=instead)
    if odd:
        return tr("{odd} The rest is reckoned without it: look at it again.", odd=odd)
    if instead:
        return instead
    if found.widened > 1.5:
        return tr("The points do not agree, so everything is wider. One more point could tell which is wrong.")
    if found.others and outcome.question.find == Find.POSITION:
        return count(
            len(found.others), one="Another place fits nearly as well.", many="{n} other places fit nearly as well."
        )
    return ""


def supposition_words(outcome: Outcome) -> str:
    """Return what the answer rests on that nobody has said; empty when it rests on nothing such."""
    return tr("Supposes that nobody cropped the picture.") if outcome.question.supposes_whole else ""


def reason_words(outcome: Outcome, names: dict[str, str]) -> str:
    """Return the reason that is proposed when the answer is taken."""
    ids, left_out = outcome.question.ids, outcome.odd_one if outcome.is_without_odd else ""
    residuals = zip(ids, outcome.solution.residuals_deg, strict=True)
    worst = max((abs(miss) for one, miss in residuals if one != left_out), default=0.0)
    kept = [one for one in ids if one != left_out]
    words = tr(
        "Solved from {points} ({names}), largest residual {worst}.",
        points=count(len(kept), one="one matching point", many="{n} matching points"),
        names=", ".join(isolate(names[one]) for one in kept if one in names),
        worst=angle_words(worst, decimals=1),
    )
    more = [disagreement_words(outcome, names), supposition_words(outcome)]
    return " ".join([words, *(one for one in more if one)])


def with_reason(present: str, said: str) -> str:
    """Return a reason with the new words in it; words of an earlier solving are replaced, others stay."""
    start = tr("Solved from")
    kept = [line for line in present.splitlines() if line.strip() and not line.startswith(start)]
    return "\n".join([*kept, said])
