"""Places and distances typed into "Add filter" as people say them."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.factories.cases import practice_session

from evidence_board.filters import Filter, HasPosition, LooksAt, Not, Within, visible_items
from evidence_board.ui.filter_bar.offers import found_offers
from evidence_board.ui.filter_bar.typed_places import typed_places


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with practice_session(tmp_path_factory.mktemp("typed")) as session:
        yield session.index


@pytest.mark.parametrize(
    ("typed", "km"),
    [
        ("within 5 km of 34.9, 35.87", 5.0),
        ("5km 34.9, 35.87", 5.0),
        ("500 m around 34.9 35.87", 0.5),
        ("2,5 км от 34.9, 35.87", 2.5),
        ("34.9, 35.87", 5.0),
    ],
)
def test_a_distance_from_coordinates_is_read(index, typed, km):
    (found,) = typed_places(typed, index)
    assert (found.km, found.latitude, found.longitude) == (km, 34.9, 35.87)
    assert visible_items(index, Filter((found,)))


def test_places_and_files_of_the_case_are_known_by_their_names(index):
    found = list(typed_places("within 3 km of tartus", index))
    assert found and all(index.entities[one.target].kind == "location" for one in found)
    assert list(typed_places("800 m from m-014", index)) == [Within(0.8, index.by_ref["M-014"])]
    (looks,) = typed_places("looking at 34.9075, 35.8665", index)
    assert isinstance(looks, LooksAt) and looks.km == 5.0


@pytest.mark.parametrize(
    "typed", ["12", "2015", "a_severny", "within 5 km", "0 km of 34.9, 35.87", "5 km of nowhere", ""]
)
def test_what_is_no_place_offers_none(index, typed):
    assert list(typed_places(typed, index)) == []


def test_the_words_of_the_question_lead_to_it(index):
    assert any(one.topic == "within" for one in found_offers("within 5 km", index))
    assert not any(one.topic == "within" for one in found_offers("12", index))
    assert any(one.part == Not(HasPosition()) for one in found_offers("no position", index))
    assert any(one.part == Not(HasPosition()) for one in found_offers("not placed", index))
    assert found_offers("within 5 km of 34.9, 35.87", index)[0].part == Within(5.0, "", 34.9, 35.87)


def test_a_distance_is_typed_and_taken_with_enter(bar, context):
    bar.open_popover()
    QTest.keyClicks(bar.popover.field, "within 5 km of 34.9, 35.87")
    QTest.keyClick(bar.popover.field, Qt.Key.Key_Return)
    assert context.session.filter == Filter((Within(5.0, "", 34.9, 35.87),))
    assert 0 < len(context.session.visible) < len(context.session.index.items)
