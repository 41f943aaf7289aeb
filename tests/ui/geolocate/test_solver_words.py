"""What the solver says: figures as exact as their errors, doubts beside answers, suppositions named as such."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF

from evidence_board.geo.camera_solver import CameraGuess, Landmark, Solution
from evidence_board.model.placement import Cropped, ItemPlacement, MatchPoint, PictureGeometry
from evidence_board.ui.geolocate.draft import Draft
from evidence_board.ui.geolocate.solver_question import (
    Find,
    Question,
    is_place_solved,
    is_view_solved,
    known_view,
    question_of,
)
from evidence_board.ui.geolocate.solver_region import clipped, clipped_line
from evidence_board.ui.geolocate.solver_state import Outcome
from evidence_board.ui.geolocate.solver_words import (
    disagreement_words,
    heading_words,
    is_shown,
    reason_words,
    supposition_words,
    with_error,
)

NAMES = {"a": "Tower", "b": "Труба", "c": "منارة", "d": "Crane"}
RING = ((34.0, 35.0), (34.001, 35.0), (34.0, 35.001))


def outcome(*, odd=None, instead=None, whole=False, find=Find.POSITION, **values):
    found = Solution(
        latitude=34.0,
        longitude=35.0,
        radius_m=40.0,
        region=RING,
        heading_deg=3.96,
        heading_error_deg=0.86,
        view_deg=58.6,
        view_error_deg=2.6,
        pitch_deg=0.0,
        residuals_deg=(0.1, -0.3, 12.0, 0.2),
        bearings_deg=(1.0, 2.0, 3.0, 4.0),
        widened=1.0,
        does_not_fit=odd,
        view_instead_deg=instead,
        others=(),
        other_regions=(),
    )
    landmarks = tuple(Landmark(0.5, 0.5, 34.0, 35.0) for _ in NAMES)
    guess = CameraGuess(34.0, 35.0, None, view_deg=60.0)
    question = Question(tuple(NAMES), landmarks, guess, 4000, 3000, find, supposes_whole=whole)
    return Outcome(question, replace(found, **values))


@pytest.mark.parametrize(
    ("degrees", "error", "words"),
    [
        (3.96, 0.86, "4.0° ± 0.9°"),
        (3.96, 2.2, "4° ± 3°"),
        (359.97, 0.4, "0.0° ± 0.4°"),
        (359.7, 1.4, "0° ± 2°"),
        (58.64, 0.02, "58.6° ± 0.1°"),
    ],
)
def test_an_angle_has_as_many_figures_as_its_error(degrees, error, words):
    assert words in with_error(degrees, error, round_by=360)
    assert words in heading_words(outcome(heading_deg=degrees, heading_error_deg=error).solution)


def test_what_does_not_fit_is_named_and_said_to_be_left_out():
    found = outcome(odd=2)
    assert found.is_without_odd
    words = disagreement_words(found, NAMES)
    assert "منارة" in words and "12.0°" in words and "without it" in words
    reason = reason_words(found, NAMES)
    assert "3 matching points" in reason and "largest residual 0.3°" in reason and "منارة" in reason


def test_a_lens_that_contradicts_the_points_is_said_beside_the_odd_point():
    found = outcome(odd=2, instead=33.0)
    assert not found.is_without_odd
    words = disagreement_words(found, NAMES)
    assert "Either" in words and "33°" in words and "60°" in words and "cropped" in words and "منارة" in words
    assert "without it" not in words
    assert "cropped" in disagreement_words(outcome(instead=33.0), NAMES)
    assert "4 matching points" in reason_words(found, NAMES)


def test_what_nobody_said_is_a_supposition_in_the_reason():
    assert supposition_words(outcome()) == ""
    assert "nobody cropped" in reason_words(outcome(whole=True), NAMES)


def placement(cropped=Cropped.UNKNOWN, focal=28.0):
    geometry = PictureGeometry(id="g", item_id="i", cropped=cropped)
    return replace(ItemPlacement(item_id="i"), geometry=geometry, focal_length_35mm=focal)


def test_only_a_lens_of_a_picture_that_may_be_cropped_is_supposed():
    points = [
        MatchPoint(id=str(n), item_id="i", number=n, name="", x=0.2 * n, y=0.5, latitude=34.0 + n / 100, longitude=35.0)
        for n in (1, 2, 3)
    ]

    def asked(saved, draft=None):
        draft = draft or Draft(latitude=33.9, longitude=35.0)
        return question_of(
            points, placement=saved, geometry=saved.geometry, draft=draft, size=(4000, 3000), find=Find.HEADING
        )

    assert asked(placement()).supposes_whole
    assert not asked(placement(Cropped.NO)).supposes_whole
    assert not asked(placement(), Draft(latitude=33.9, longitude=35.0, fov_deg=50.0)).supposes_whole
    assert asked(placement(Cropped.YES)).missing


def test_what_was_solved_is_not_its_own_evidence():
    solved = Draft(
        latitude=34.0,
        longitude=35.0,
        bearing_deg=4.0,
        bearing_error_deg=0.9,
        fov_deg=58.6,
        fov_error_deg=2.6,
        method="triangulation",
        area="{}",
    )
    typed = replace(solved, fov_error_deg=None, area=None)
    assert is_view_solved(solved) and is_place_solved(solved)
    assert not is_view_solved(typed) and not is_place_solved(typed)
    nothing = placement(focal=None)
    assert known_view(nothing, solved, aspect=4 / 3) is None
    assert known_view(nothing, solved, aspect=4 / 3, solved=True).degrees == 58.6
    assert known_view(nothing, typed, aspect=4 / 3).degrees == 58.6
    assert known_view(placement(), solved, aspect=4 / 3).source == "lens"


def test_an_answer_is_shown_when_it_differs_by_less_than_it_knows():
    found = outcome().solution
    same = Draft(bearing_deg=4.0, fov_deg=58.6, fov_error_deg=2.6)
    assert is_shown(same, found)
    assert not is_shown(replace(same, bearing_deg=5.0), found)
    assert not is_shown(replace(same, fov_deg=50.0), found)
    assert not is_shown(Draft(), found)


class _View:
    size = (800, 600)


def test_lines_and_regions_far_outside_are_cut():
    seen = clipped_line(QPointF(100, 100), QPointF(1e7, 1e7), _View())
    assert (seen.x1(), seen.y1()) == (100, 100) and 600 < seen.x2() <= 1200
    assert seen.dx() == pytest.approx(seen.dy())
    for start, end in ((QPointF(-5e5, 10), QPointF(-5e5, 900)), (QPointF(-9e5, -9e5), QPointF(-8e5, -9e5))):
        assert max(clipped_line(start, end, _View()).x2(), 0) == 0
    large = clipped([QPointF(-1e6, -1e6), QPointF(1e6, -1e6), QPointF(0, 1e6)], _View()).boundingRect()
    assert large.width() <= 1600 and large.height() <= 1400
    small = [QPointF(10, 10), QPointF(50, 10), QPointF(10, 50)]
    assert clipped(small, _View()).count() == 3
