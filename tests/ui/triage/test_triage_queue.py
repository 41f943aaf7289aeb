"""What is gone through, and in which order."""

from dataclasses import replace

from tests.factories.big import big_index

from evidence_board.ui.triage.triage_queue import TriageQueue, begin_queue


def items_with(index, reviewed=()):
    return {one: replace(item, status="reviewed" if one in reviewed else "new") for one, item in index.items.items()}


def test_only_new_files_in_the_order_of_the_gallery():
    items = items_with(big_index(items=6, entities=10, links=4))
    order = list(reversed(items))
    items = items_with(big_index(items=6, entities=10, links=4), reviewed=order[:2])
    queue = begin_queue(order, items, only_new=True)
    assert queue.ids == tuple(order[2:]) and queue.current == order[2] and queue.left(items) == 4
    assert begin_queue(order, items, only_new=False).ids == tuple(order)
    assert begin_queue(order, items, only_new=True, first=order[4]).current == order[4]
    assert begin_queue(order, items, only_new=True, first=order[0]).current == order[2]


def test_steps_end_one_behind_the_last_and_never_before_the_first():
    queue = TriageQueue(("a", "b", "c"))
    assert queue.step(-1).current == "a" and queue.step(1).current == "b"
    assert queue.step(9).current is None and queue.step(9).step(-1).current == "c"
    assert queue.step(1).following == ("c", "a") and queue.following == ("b", "c")
    assert TriageQueue().current is None and TriageQueue().step(1) == TriageQueue()


def test_what_went_to_the_bin_is_forgotten_and_the_place_kept():
    queue = TriageQueue(("a", "b", "c", "d"), at=2)
    kept = queue.without({"b": 1, "c": 1, "d": 1})
    assert kept.current == "c" and kept.at == 1
    assert queue.without({"a": 1, "b": 1, "d": 1}).current == "d"
    assert queue.without({}).current is None
