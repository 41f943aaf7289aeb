"""The hub: by type, in one order, and gone with its scope."""

from evidence_board.events import EventHub, FilterChanged, Notice, SelectionChanged


def test_only_the_type_that_was_asked_for():
    hub, seen = EventHub(), []
    scope = hub.scope()
    scope.on(SelectionChanged, seen.append)
    hub.emit(FilterChanged())
    hub.emit(SelectionChanged("map"))
    assert seen == [SelectionChanged("map")]
    scope.close()
    hub.emit(SelectionChanged("board"))
    assert len(seen) == 1


def test_an_event_raised_inside_a_handler_waits_its_turn():
    hub, seen = EventHub(), []
    scope = hub.scope()

    def first(event):
        hub.emit(Notice("second"))
        seen.append("first handler done")

    scope.on(SelectionChanged, first)
    scope.on(SelectionChanged, lambda event: seen.append("other handler"))
    scope.on(Notice, lambda event: seen.append(event.text))
    hub.emit(SelectionChanged())
    assert seen == ["first handler done", "other handler", "second"]
    scope.close()
