"""The figures are those of the panes."""

from tests.factories.big import big_index

from evidence_board.analysis.related import media_of
from evidence_board.filters import QUEUES, Filter, visible_items
from evidence_board.ui.navigator.navigator_counts import count_for_navigator


def test_queues_count_what_they_show():
    index = big_index(items=300, entities=40, links=200)
    counts = count_for_navigator(index)
    assert counts.queues == {name: len(visible_items(index, Filter().with_queue(name))) for name in ("all", *QUEUES)}


def test_files_of_an_entity_are_those_that_light_up_with_it():
    index = big_index(items=300, entities=40, links=400)
    counts = count_for_navigator(index)
    for row_id in index.entities:
        assert counts.files.get(row_id, 0) == len(media_of(index, row_id))
