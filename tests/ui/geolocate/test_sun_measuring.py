"""What several marks say together."""

import pytest

from evidence_board.model.placement import PictureGeometry, SunMark
from evidence_board.ui.geolocate.draft import Draft
from evidence_board.ui.geolocate.sun_measuring import measure


def mark(number, kind="map_shadow", **values):
    return SunMark(f"id{number}", "item", number, kind, **values)


def measured(*marks, geometry=None, draft=None, aspect=1.5):
    return measure(marks, geometry=geometry, draft=draft or Draft(), aspect=aspect)


def test_nothing_marked_is_nothing_measured():
    found = measured()
    assert found.shadow is None
    assert found.method == ""
    assert found.mark_ids == ()


def test_a_direction_on_the_map_keeps_its_error():
    found = measured(mark(1, bearing_deg=68.0, bearing_error_deg=4.0))
    assert (found.shadow.direction_deg, found.shadow.direction_error_deg) == (68.0, 4.0)
    assert found.method == "sun_azimuth"


def test_directions_around_north_are_averaged_across_it():
    found = measured(mark(1, bearing_deg=358.0, bearing_error_deg=4.0), mark(2, bearing_deg=4.0, bearing_error_deg=4.0))
    assert found.shadow.direction_deg == pytest.approx(1.0)
    assert found.shadow.direction_error_deg < 4.0
    assert found.odd_directions is None


def test_marks_that_contradict_each_other_are_named():
    found = measured(
        mark(1, bearing_deg=68.0, bearing_error_deg=5.0),
        mark(3, bearing_deg=108.0, bearing_error_deg=5.0),
        mark(4, "object_shadow", ratio=1.0, ratio_error=0.1),
        mark(5, "object_shadow", ratio=2.0, ratio_error=0.2),
    )
    assert found.odd_directions == (1, 3, pytest.approx(40.0))
    assert found.odd_ratios == (4, 5)
    assert found.method == "sun_both"


def test_what_is_left_out_does_not_count():
    found = measured(mark(1, bearing_deg=68.0), mark(2, bearing_deg=200.0, used=False))
    assert found.shadow.direction_deg == 68.0
    assert found.mark_ids == ("id1",)


def test_the_error_of_a_ratio_is_a_part_of_it():
    found = measured(mark(1, "object_shadow", object_length=2.0, shadow_length=4.0, ratio=2.0, ratio_error=0.3))
    assert (found.shadow.ratio, found.shadow.ratio_error) == (2.0, pytest.approx(0.15))
    assert found.method == "shadow_ratio"


def test_points_alone_count_as_they_lie_and_ask_for_the_horizon():
    found = measured(mark(1, "object_shadow", points=((0.5, 0.6), (0.5, 0.4), (0.7, 0.6))))
    (reading,) = found.readings
    assert reading.is_plain
    assert reading.wants == "horizon"
    assert found.shadow.ratio == pytest.approx(0.2 / (0.2 / 1.5))


def test_with_horizon_and_view_points_are_measured_on_the_ground():
    geometry = PictureGeometry("g", "item", horizon_y=0.4)
    draft = Draft(latitude=34.9, longitude=35.9, bearing_deg=90.0, fov_deg=60.0)
    found = measured(
        mark(1, "object_shadow", points=((0.5, 0.7), (0.5, 0.5), (0.7, 0.7))), geometry=geometry, draft=draft
    )
    (reading,) = found.readings
    assert not reading.is_plain
    # Across the view, to the right of a camera that looks east: south.
    assert found.shadow.direction_deg == pytest.approx(180.0, abs=0.01)
    assert found.method == "sun_both"


def test_light_from_the_left_needs_to_know_where_the_photo_looks():
    arrow = mark(1, "light", points=((0.2, 0.5), (0.4, 0.6)))
    assert measured(arrow).readings[0].wants == "heading"
    found = measured(arrow, draft=Draft(bearing_deg=348.0))
    assert found.shadow.direction_deg == pytest.approx(78.0)
    assert found.shadow.direction_error_deg >= 60


def test_a_typed_direction_of_light_goes_before_the_arrow():
    arrow = mark(1, "light", points=((0.2, 0.5), (0.4, 0.6)), bearing_deg=250.0, bearing_error_deg=10.0)
    found = measured(arrow, draft=Draft(bearing_deg=0.0))
    assert (found.shadow.direction_deg, found.shadow.direction_error_deg) == (70.0, 10.0)


POINTS = ((0.6, 0.9), (0.6, 0.5), (0.3, 0.85))


def geometry(**values):
    return PictureGeometry("g", "item", horizon_y=0.45, tilt_deg=0.0, **values)


def test_the_horizon_of_another_moment_of_a_video_does_not_count():
    draft = Draft(fov_deg=50.0, bearing_deg=20.0)
    same = measured(mark(1, "object_shadow", points=POINTS, frame_s=2.0), geometry=geometry(frame_s=2.0), draft=draft)
    other = measured(mark(1, "object_shadow", points=POINTS, frame_s=2.0), geometry=geometry(frame_s=4.0), draft=draft)
    assert not same.readings[0].is_plain
    assert other.readings[0].is_plain
    assert other.readings[0].wants == "horizon"


def test_half_the_view_is_not_taken_for_the_error_of_the_direction():
    half = measured(
        mark(1, "object_shadow", points=POINTS),
        geometry=geometry(),
        draft=Draft(fov_deg=50.0, bearing_deg=20.0, bearing_error_deg=25.0),
    )
    said = measured(
        mark(1, "object_shadow", points=POINTS),
        geometry=geometry(),
        draft=Draft(fov_deg=50.0, bearing_deg=20.0, bearing_error_deg=15.0),
    )
    assert half.shadow.direction_error_deg < 12.0 < 15.0 <= said.shadow.direction_error_deg


def test_no_ground_is_quite_level():
    found = measured(
        mark(1, "object_shadow", points=POINTS), geometry=geometry(), draft=Draft(fov_deg=50.0, bearing_deg=20.0)
    )
    assert found.shadow.ratio_error >= 0.0174 * found.shadow.ratio


def test_without_a_field_of_view_any_usual_one_counts():
    known, wide = (
        measured(mark(1, "object_shadow", points=POINTS), geometry=geometry(), draft=Draft(fov_deg=fov))
        for fov in (40.0, 70.0)
    )
    guessed = measured(mark(1, "object_shadow", points=POINTS), geometry=geometry())
    assert guessed.readings[0].wants == "view"
    assert not guessed.readings[0].is_plain
    error = 1 + guessed.shadow.ratio_error
    for one in (known, wide):
        assert guessed.shadow.ratio / error <= one.shadow.ratio <= guessed.shadow.ratio * error
        assert one.shadow.ratio_error < guessed.shadow.ratio_error
