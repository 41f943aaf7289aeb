"""The board as a graph."""

from tests.factories.big import big_index

from evidence_board.analysis.graph import Graph, board_things, components, make_graph, media_counts
from evidence_board.analysis.related import media_of
from evidence_board.model.case_index import CaseIndex, EntityRow, ItemRow, LinkRow


def item(row_id, **values):
    columns = dict.fromkeys(("title", "file_name", "caption", "media_type"), "")
    return ItemRow(row_id, row_id, "photo", **columns, width=4, height=3, duration_s=None, state="ok", **values)


def test_a_graph_joins_each_pair_once_and_nothing_to_itself_or_to_strangers():
    graph = make_graph(["a", "b", "c", "a"], [("a", "b"), ("b", "a"), ("c", "c"), ("a", "x"), ("c", "b")])
    assert graph == Graph(("a", "b", "c"), ((0, 1), (1, 2)))
    assert graph.neighbours() == [[1], [0, 2], [1]]


def test_parts_come_by_size_then_in_order():
    graph = make_graph("abcdefg", [("c", "d"), ("e", "f"), ("f", "g")])
    assert components(graph) == [[4, 5, 6], [2, 3], [0], [1]]


def test_the_board_has_all_entities_and_only_the_files_that_are_linked():
    index = CaseIndex(
        items={"m1": item("m1"), "m2": item("m2")},
        entities={"u": EntityRow("u", "U-01", "unit", "Unit"), "p": EntityRow("p", "N-01", "person", "Person")},
        links={"k": LinkRow("k", "K-01", "item", "m2", "unit", "u", "shows", "possible")},
    )
    assert board_things(index) == ["u", "p", "m2"]


def test_counts_are_those_of_the_list_of_files():
    index = big_index(items=400, entities=60, links=300, seed=3)
    counts = media_counts(index, list(index.entities))
    assert counts == {row_id: len(media_of(index, row_id)) for row_id in index.entities}
    assert any(counts.values())
