"""What the solver says to people."""

from math import ceil

from evidence_board.geo.camera_solver import Solution
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
    "length_words",
    "reason_words",
    "with_error",
    "with_reason",
    "within_words",
]

#: Residuals above this are amber.
AMBER_FROM_DEG = 1.5
_FITS_DEG = 2.0


def _as_is(words: str) -> str:
    """Keep figures and signs in their order inside text that runs from right to left."""
    return f"\u2066{words}\u2069"


def angle_words(degrees: float, *, decimals: int = 0) -> str:
    """Return ``348°``."""
    words = f"{degrees:.{decimals}f}"
    return f"{words}°"


def error_words(degrees: float) -> str:
    """Return ``± 2°``, or ``± 0.4°`` below one."""
    return f"± {degrees:.1f}°" if degrees < 0.95 else f"± {ceil(degrees - 0.05)}°"


def heading_words(found: Solution) -> str:
    """Return ``348° ± 2°``."""
    return with_error(round(found.heading_deg) % 360, found.heading_error_deg)


def with_error(degrees: float, error_deg: float) -> str:
    """Return ``52° ± 3°``."""
    return _as_is(f"{angle_words(degrees)} {error_words(error_deg)}")


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
    found = outcome.solution
    if outcome.odd_one:
        name = isolate(names.get(outcome.odd_one, ""))
        miss = abs(outcome.residual_deg(outcome.odd_one) or 0.0)
        return tr("{name} does not fit the others ({miss}).", name=name, miss=angle_words(miss, decimals=1))
    if found.widened > 1.5:
        return tr("The points do not agree, so everything is wider. One more point could tell which is wrong.")
    if found.others and outcome.question.find == Find.POSITION:
        return count(
            len(found.others), one="Another place fits nearly as well.", many="{n} other places fit nearly as well."
        )
    return ""


def reason_words(outcome: Outcome, names: dict[str, str]) -> str:
    """Return the reason that is proposed when the answer is taken."""
    listed = ", ".join(isolate(names[one]) for one in outcome.question.ids if one in names)
    worst = max((abs(one) for one in outcome.solution.residuals_deg), default=0.0)
    return tr(
        "Solved from {points} ({names}), largest residual {worst}.",
        points=count(len(outcome.question.ids), one="one matching point", many="{n} matching points"),
        names=listed,
        worst=angle_words(worst, decimals=1),
    )


def with_reason(present: str, said: str) -> str:
    """Return a reason with the new words in it; words of an earlier solving are replaced, others stay."""
    start = tr("Solved from")
    kept = [line for line in present.splitlines() if line.strip() and not line.startswith(start)]
    return "\n".join([*kept, said])
