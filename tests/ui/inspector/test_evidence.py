"""What positions and times rest on, and what is typed for them: a radius behind a point, a zone by its name."""

from PySide6.QtCore import Qt

from evidence_board.case.details import read_item_detail
from evidence_board.operations.citations import cite
from evidence_board.operations.positions import add_position

LEFT = Qt.MouseButton.LeftButton


def detail(inspecting, ref):
    return inspecting.session.read(read_item_detail, inspecting.id_of(ref))


def test_it_can_be_located_after_all_and_the_choice_of_a_person_is_back(inspecting):
    inspecting.select("M-014")
    before = detail(inspecting, "M-014").geotag()
    assert before.chosen_by == "person"
    where = inspecting.page.where
    inspecting.qtbot.mouseClick(where.give_up, LEFT)
    inspecting.qtbot.keyClicks(where.unlocatable.reason, "Nothing to compare")
    inspecting.qtbot.keyClick(where.unlocatable.reason, Qt.Key.Key_Return)
    inspecting.refresh()
    assert inspecting.item("M-014").latitude is None and where.come_back.isVisible()
    inspecting.qtbot.mouseClick(where.come_back, LEFT)
    inspecting.refresh()
    after = detail(inspecting, "M-014").geotag()
    assert (after.id, after.chosen_by) == (before.id, "person")
    assert inspecting.session.undo_step().label == "M-014 can be located after all"


def test_a_radius_typed_behind_the_position_is_taken(inspecting):
    inspecting.select("M-014")
    where = inspecting.page.where
    where.edit()
    where.form.coordinates.setText("34.9, 35.8 ± 80 m")
    assert "±80 m" in where.form._said.text()
    inspecting.qtbot.keyClick(where.form.coordinates, Qt.Key.Key_Return)
    inspecting.refresh()
    row = inspecting.item("M-014")
    assert (row.latitude, row.longitude, row.radius_m) == (34.9, 35.8, 80.0)


def test_a_zone_is_typed_by_its_name_and_letters_are_refused(inspecting):
    inspecting.select("M-014")
    when = inspecting.page.when
    when.edit()
    when.form.taken.setText("2015-09-12 16:40 MSK")
    assert "Europe/Moscow" in when.form._said.text()
    inspecting.qtbot.keyClick(when.form.taken, Qt.Key.Key_Return)
    assert when.form.isVisible() and "without doubt" in when.form._said.text()
    when.form.taken.setText("2015-09-12 16:45 Europe/Moscow")
    inspecting.qtbot.keyClick(when.form.taken, Qt.Key.Key_Return)
    inspecting.refresh()
    taken = inspecting.item("M-014").captured
    assert (taken.zone, taken.utc) == ("Europe/Moscow", "2015-09-12T13:45Z")
    assert inspecting.rows(when)["Zone"] == "Europe/Moscow, set by hand"


def test_a_guess_is_called_one_where_the_map_draws_it(inspecting):
    inspecting.select("M-030")
    assert inspecting.session.index.guesses[inspecting.id_of("M-030")].radius_m == 12_000
    assert inspecting.rows(inspecting.page.where)["Position"].startswith("Not placed yet. A guess, drawn as an area: ")


def test_a_kept_position_shows_its_evidence_and_is_disputed_in_words(inspecting):
    run, item = inspecting.session.run, inspecting.id_of("M-014")
    done = run(add_position, item_ids=[item], latitude=34.5, longitude=35.9, role="subject", preferred=True).result()
    claim = ("geotag", done.result["ids"][0])
    inspecting.select("M-014")
    (card,) = inspecting.page.where.counted
    assert card.evidence.line.words == "Uncited"
    run(cite, claim=claim, targets=[("item", inspecting.id_of("M-042"))]).result()
    run(cite, claim=claim, targets=[("item", inspecting.id_of("M-030"))], stance="contradicts").result()
    inspecting.refresh()
    (card,) = inspecting.page.where.counted
    assert card.evidence.line.words == "Rests on 1, 1 against: disputed"
    inspecting.qtbot.mouseClick(card.evidence.line, LEFT)
    assert [row.citation.cited.ref for row in card.evidence.list.rows] == ["M-042", "M-030"]
    assert inspecting.pane.item_page.where.reveal_evidence(claim) is card.evidence


def test_a_file_says_where_it_is_cited(inspecting):
    claim = ("link", inspecting.id_of("K-40"))
    inspecting.session.run(cite, claim=claim, targets=[("item", inspecting.id_of("M-030"))]).result()
    inspecting.select("M-030")
    cited = inspecting.page.cited
    assert any("serves in" in line.words for line in cited.lines)
    with inspecting.qtbot.waitSignal(inspecting.context.requests.show_evidence) as asked:
        inspecting.qtbot.mouseClick(cited.lines[-1], LEFT)
    assert asked.args == [claim]
