"""One thing after another, urgent first."""

import threading

import pytest

from evidence_board.jobs import BACKGROUND, Inline, SerialThread


def test_urgent_work_overtakes():
    turn = SerialThread("case test")
    gate, order = threading.Event(), []
    turn.submit(gate.wait)
    for number in range(3):
        turn.submit(lambda number=number: order.append(f"background {number}"), priority=BACKGROUND)
    turn.submit(lambda: order.append("urgent"))
    gate.set()
    turn.close()
    assert order == ["urgent", "background 0", "background 1", "background 2"]


def test_what_was_accepted_is_done_before_the_end():
    turn = SerialThread("case test")
    done = []
    for number in range(50):
        turn.submit(lambda number=number: done.append(number), priority=BACKGROUND)
    turn.close()
    turn.close()
    assert len(done) == 50
    with pytest.raises(RuntimeError):
        turn.submit(lambda: None)


@pytest.mark.parametrize("make", [Inline, lambda: SerialThread("case test")])
def test_an_exception_stays_in_its_future(make):
    turn = make()
    future = turn.submit(lambda: 1 / 0)
    assert isinstance(future.exception(5), ZeroDivisionError)
    assert turn.submit(lambda: 7).result(5) == 7
    turn.close()
