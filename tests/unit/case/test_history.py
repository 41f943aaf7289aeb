"""The history of a case as people read it: words, who, when, why, and which steps touched a thing."""

from tests.factories.cases import empty_session, practice_case, practice_session

from evidence_board.case.history import read_history
from evidence_board.operations.items import update_item
from evidence_board.operations.levels import set_levels
from evidence_board.session import open_session


def _link(session):
    return next(iter(session.index.links.values()))


def test_a_new_case_has_no_steps_and_says_since_when(tmp_path):
    with empty_session(tmp_path) as session:
        history = session.read(read_history)
    assert history.total == 0
    assert [one.action for one in history.entries] == ["case_created"]
    assert history.since.startswith("20")


def test_a_step_tells_who_why_and_how_a_level_changed(tmp_path):
    with practice_session(tmp_path) as session:
        link = _link(session)
        session.run(set_levels, level="doubtful", links=[link.id], reason="Нет снимка между городами").result()
        step = session.read(read_history).entries[0]
    assert (step.actor, step.action, step.table, step.state) == ("tester", "graded", "link", "done")
    assert step.reason == "Нет снимка между городами"
    assert step.was == f"{link.level} → doubtful"
    assert step.at.endswith("Z")


def test_undo_is_a_line_of_its_own_and_what_can_be_redone_stands_apart(tmp_path):
    with practice_session(tmp_path) as session:
        session.run(set_levels, level="doubtful", links=[_link(session).id]).result()
        before = session.read(read_history)
        session.undo().result()
        after = session.read(read_history)
    assert after.total == before.total
    assert [one.step_id for one in after.undone] == [before.entries[0].step_id]
    assert (after.entries[0].action, after.entries[0].step_id) == ("undone", None)
    assert after.entries[0].words.startswith("Undo: ")


def test_what_was_undone_for_good_stays_in_the_history(tmp_path):
    with practice_session(tmp_path) as session:
        link = _link(session)
        session.run(set_levels, level="doubtful", links=[link.id]).result()
        session.undo().result()
        session.run(set_levels, level="refuted", links=[link.id]).result()
        history = session.read(read_history)
    assert not history.undone
    assert [one.state for one in history.entries if one.step_id][:2] == ["done", "dropped"]


def test_only_the_steps_on_one_thing(tmp_path):
    with practice_session(tmp_path) as session:
        first, second, *_ = session.index.items
        session.run(update_item, row_id=first, title="Причал").result()
        session.run(update_item, row_id=second, title="المرفأ").result()
        session.undo().result()
        of_first = session.read(read_history, about=first)
        of_second = session.read(read_history, about=second)
        newest = session.read(read_history).undone[0]
    assert newest.step_id not in {one.step_id for one in of_first.entries}
    # Also a step that was undone is known to have touched it.
    assert [one.step_id for one in of_second.undone] == [newest.step_id]
    assert of_first.total < of_second.total + 5


def test_only_what_one_person_did_and_it_survives_closing(tmp_path):
    path = practice_case(tmp_path)
    session = open_session(path, actor="L. Osman")
    session.run(set_levels, level="doubtful", links=[_link(session).id]).result()
    session.close()
    session = open_session(path, actor="R. Haddad")
    try:
        mine = session.read(read_history, actor="L. Osman")
        nobody = session.read(read_history, actor="R. Haddad")
    finally:
        session.close()
    assert [one.action for one in mine.entries if one.step_id] == ["graded"]
    assert {one.action for one in mine.entries if not one.step_id} == {"opened", "closed"}
    assert not [one for one in nobody.entries if one.step_id]


def test_a_page_ends_and_says_that_there_is_more(tmp_path):
    with practice_session(tmp_path) as session:
        item = next(iter(session.index.items))
        for number in range(12):
            session.run(update_item, row_id=item, title=f"No {number}").result()
        page = session.read(read_history, about=item, limit=5)
        whole = session.read(read_history, about=item, limit=500)
    assert not page.complete
    assert whole.complete
    assert page.entries == whole.entries[:5]
    assert page.total == whole.total
