"""From where a new distance is measured: what one looks at, not the first name of the alphabet."""

from collections import Counter

from evidence_board import selection
from evidence_board.filters import AtPlace, Filter
from evidence_board.ui.filter_bar.number_forms import WithinForm


def first_of(qtbot, context):
    form = WithinForm(None, context=context)
    qtbot.addWidget(form)
    return form.of.currentData()


def test_a_new_distance_is_from_where_most_files_stand(qtbot, context):
    index = context.session.index
    usual = Counter(item.place_id for item in index.items.values() if item.place_id).most_common(1)[0][0]
    assert first_of(qtbot, context) == usual


def test_the_place_that_filters_now_goes_before_it_and_what_is_selected_before_both(qtbot, context):
    session = context.session
    places = [row.id for row in session.index.entities_of("location") if row.latitude is not None]
    session.set_filter(Filter((AtPlace(places[-1]),)))
    assert first_of(qtbot, context) == places[-1]
    session.select(selection.replace([places[1]]))
    assert first_of(qtbot, context) == places[1]
    placed = session.index.by_ref["M-014"]
    session.select(selection.replace([placed]))
    assert first_of(qtbot, context) == placed
