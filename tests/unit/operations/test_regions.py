"""Regions of pictures and moments of videos: numbers, places, what they show, and that undo gives it all back."""

import pytest
from tests.factories.cases import practice_session

from evidence_board.case.evidence import read_evidence
from evidence_board.case.regions import item_of_region, read_region, read_regions
from evidence_board.case.schema import RECORDED
from evidence_board.model.errors import KnownError
from evidence_board.model.regions import points_of
from evidence_board.operations import entities, regions

BOX = ((0.1, 0.2), (0.3, 0.5))


@pytest.fixture
def session(tmp_path):
    with practice_session(tmp_path) as opened:
        yield opened


def ident(session, ref):
    return session.index.by_ref[ref]


def rows(session):
    return session.read(
        lambda c: {table: sorted(c.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in RECORDED}
    )


def do(session, verb, **keywords):
    return session.run(verb, **keywords).result()


def add(session, ref="M-020", **more):
    values = {"shape": "rectangle", "points": BOX, "kind": "person", **more}
    return do(session, regions.add_region, item_id=ident(session, ref), **values)


def of(session, ref="M-020"):
    return session.read(read_regions, ident(session, ref))


def clip(session):
    return next(item for item in session.index.items.values() if item.kind == "video" and item.duration_s)


def test_a_region_is_one_step_in_words_and_comes_back(session):
    before, known = rows(session), len(of(session))
    made = add(session, label="Дмитрий Л.", note="у борта")
    region = of(session)[-1]
    assert made.label == f"Mark Дмитрий Л. on M-020 ({made.result['number']})"
    assert (region.id, region.number) == (made.result["id"], made.result["number"])
    assert (region.points, region.kind, region.label, region.note) == (BOX, "person", "Дмитрий Л.", "у борта")
    assert session.read(item_of_region, region.id) == ident(session, "M-020")
    action = session.read(lambda c: c.execute("SELECT action FROM custody ORDER BY seq DESC LIMIT 1").fetchone())
    assert action == ("annotated",)
    after = rows(session)
    session.undo().result()
    assert rows(session) == before and len(of(session)) == known
    session.redo().result()
    assert rows(session) == after


def test_a_number_is_never_given_twice(session):
    first = add(session).result["number"]
    session.undo().result()
    second = add(session)
    assert second.result["number"] == first + 1
    do(session, regions.bin_regions, row_ids=[second.result["id"]])
    assert add(session).result["number"] == first + 2
    assert add(session, "M-022").result["number"] == 1


@pytest.mark.parametrize(
    ("shape", "points", "kept"),
    [
        ("rectangle", ((0.3, 0.5), (0.1, 0.2)), BOX),
        ("ellipse", ((0.3, 0.2), (0.1, 0.5)), BOX),
        ("point", ((1.02, -0.01),), ((1.0, 0.0),)),
        ("arrow", ((0.3, 0.5), (0.1, 0.2)), ((0.3, 0.5), (0.1, 0.2))),
        ("polygon", ((0, 0), (0.5, 0), (0.5, 0.5)), ((0.0, 0.0), (0.5, 0.0), (0.5, 0.5))),
    ],
)
def test_points_are_kept_as_fractions_of_the_upright_picture(session, shape, points, kept):
    made = add(session, shape=shape, points=points)
    assert session.read(read_region, made.result["id"]).points == kept


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"shape": "star"}, "no shape"),
        ({"shape": "moment", "points": ()}, "no shape"),
        ({"kind": "ship"}, "no kind of region"),
        ({"points": ((0.1, 0.2),)}, "2 points, not 1"),
        ({"points": ((0.1, 0.2), (0.1, 0.9))}, "no inside"),
        ({"points": ((0.1, 0.2), (7.0, 0.9))}, "outside the picture"),
        ({"points": ((0.1, 0.2), (float("nan"), 0.9))}, "no number"),
        ({"shape": "polygon", "points": ((0.1, 0.1), (0.2, 0.2), (0.3, 0.3))}, "no inside"),
        ({"shape": "line", "points": ((0.1, 0.1), (0.1, 0.1))}, "begins where it ends"),
    ],
)
def test_what_is_no_region_is_refused_in_words(session, values, words):
    before = rows(session)
    with pytest.raises(KnownError, match=words):
        add(session, **values)
    assert rows(session) == before


def test_a_file_without_a_picture_or_one_that_is_gone_is_refused(session):
    item_id = ident(session, "M-020")
    do(session, entities.bin_things, things=[("item", item_id)])
    with pytest.raises(KnownError, match="gone"):
        do(session, regions.add_region, item_id=item_id, shape="rectangle", points=BOX)


def test_moving_naming_and_judging_kinds_is_one_step_each(session):
    made = add(session)
    row_id, name = made.result["id"], f"M-020 ({made.result['number']})"
    moved = do(session, regions.update_region, row_id=row_id, points=((0.2, 0.2), (0.6, 0.9)))
    named = do(session, regions.update_region, row_id=row_id, label="طرطوس")
    judged = do(session, regions.update_region, row_id=row_id, kind="redaction")
    assert [moved.label, named.label, judged.label] == [
        f"Move {name}",
        f"Name {name} طرطوس",
        f"Mark {name} as redaction",
    ]
    region = session.read(read_region, row_id)
    assert (region.points, region.label, region.kind) == (((0.2, 0.2), (0.6, 0.9)), "طرطوس", "redaction")
    for _ in range(3):
        session.undo().result()
    assert session.read(read_region, row_id).points == BOX
    with pytest.raises(KnownError, match="no field"):
        do(session, regions.update_region, row_id=row_id, shape="point")
    with pytest.raises(KnownError, match="no video"):
        do(session, regions.update_region, row_id=row_id, start_s=1.0)


def test_what_a_region_shows_is_linked_and_cites_it_in_one_step(session):
    row_id = add(session, kind="insignia").result["id"]
    unit = next(row for row in session.index.entities.values() if row.kind == "unit")
    before, step = rows(session), session.undo_step().id
    made = do(session, regions.link_region, row_id=row_id, kind="unit", entity_id=unit.id, level="possible")
    assert session.undo_step().id == step + 1
    region = session.read(read_region, row_id)
    link = session.index.links[made.result["link"]]
    assert (region.entity_id, region.name, region.level) == (unit.id, unit.label, "possible")
    assert (link.src, link.dst, link.relation, region.link_id) == (region.item_id, unit.id, "shows", link.id)
    evidence = session.read(read_evidence, ("link", link.id))
    assert [(one.cited.kind, one.cited.id) for one in evidence.citations] == [("region", row_id)]
    assert region.cited == (link.ref,)
    session.undo().result()
    assert rows(session) == before
    session.redo().result()
    # Said again, nothing is doubled.
    again = do(session, regions.link_region, row_id=row_id, kind="unit", entity_id=unit.id, level="confirmed")
    assert again.result["link"] == link.id and again.result["citation"] == made.result["citation"]
    assert session.index.links[link.id].level == "possible"


def test_a_new_entity_can_be_made_of_a_region(session):
    row_id = add(session).result["id"]
    do(session, regions.link_region, row_id=row_id, kind="person", name="Дмитрий Л.")
    region = session.read(read_region, row_id)
    assert region.name == "Дмитрий Л." and session.index.entities[region.entity_id].label == "Дмитрий Л."
    do(session, regions.unlink_region, row_id=row_id)
    assert session.read(read_region, row_id).entity_id is None
    with pytest.raises(KnownError, match="has no name"):
        do(session, regions.link_region, row_id=row_id, kind="person", name="  ")
    with pytest.raises(KnownError, match="cannot show"):
        do(session, regions.link_region, row_id=row_id, kind="item", entity_id=region.item_id)


def test_a_region_in_the_bin_names_what_cites_it(session):
    made = add(session)
    row_id = made.result["id"]
    linked = do(session, regions.link_region, row_id=row_id, kind="person", name="Anna")
    ref = session.index.links[linked.result["link"]].ref
    binned = do(session, regions.bin_regions, row_ids=[row_id])
    assert binned.result["cited"] == (ref,)
    assert binned.label == f"Move region M-020 ({made.result['number']}) to the bin, cited for {ref}"
    assert session.read(read_region, row_id) is None
    evidence = session.read(read_evidence, ("link", linked.result["link"]))
    assert evidence.citations[0].cited.in_bin
    with pytest.raises(KnownError, match="gone"):
        do(session, regions.update_region, row_id=row_id, label="x")


def test_moments_of_a_video(session):
    video = clip(session)
    known = len(session.read(read_regions, video.id))
    made = do(session, regions.mark_moment, item_id=video.id, start_s=1.5, label="Number readable")
    span = do(session, regions.mark_moment, item_id=video.id, start_s=2.0, end_s=0.5)
    assert made.label == f"Mark 0:01.5 of {video.ref} ({made.result['number']})"
    assert span.label == f"Mark 0:00.5 to 0:02 of {video.ref} ({span.result['number']})"
    found = session.read(read_regions, video.id)
    assert len(found) == known + 2 and all(one.is_moment for one in found)
    assert (session.read(read_region, span.result["id"]).start_s) == 0.5
    do(session, regions.update_region, row_id=made.result["id"], start_s=1.0, end_s=1.25)
    region = session.read(read_region, made.result["id"])
    assert (region.start_s, region.end_s) == (1.0, 1.25)
    for start in (-1.0, video.duration_s + 5):
        with pytest.raises(KnownError, match="no such moment"):
            do(session, regions.mark_moment, item_id=video.id, start_s=start)
    with pytest.raises(KnownError, match="no video"):
        do(session, regions.mark_moment, item_id=ident(session, "M-020"), start_s=0.0)


@pytest.mark.parametrize("text", ["", "{}", "[1]", "[[1,2,3]]", '[["a","b"]]', "[" * 9000, "[[9,9]]"])
def test_points_of_a_strange_case_are_none(text):
    assert points_of(text) == ()


def test_a_region_of_a_video_lies_on_a_frame(session):
    video = clip(session)
    made = do(
        session,
        regions.add_region,
        item_id=video.id,
        shape="rectangle",
        points=BOX,
        kind="vehicle",
        start_s=1.001_001,
    )
    assert made.label == f"Mark vehicle on {video.ref} at 0:01 ({made.result['number']})"
    region = session.read(read_region, made.result["id"])
    assert (region.points, region.start_s, region.is_moment, region.has_time) == (BOX, 1.001_001, False, True)
    assert region.is_at(1.001_001, gap_s=0.033) and region.is_at(0.99, gap_s=0.033)
    assert not region.is_at(1.034, gap_s=0.033) and not region.is_at(0.96, gap_s=0.033)
    do(session, regions.update_region, row_id=region.id, end_s=2.0)
    assert session.read(read_region, region.id).is_at(1.5, gap_s=0.033)
    with pytest.raises(KnownError, match="one of its frames"):
        do(session, regions.add_region, item_id=video.id, shape="rectangle", points=BOX)
    with pytest.raises(KnownError, match="no such moment"):
        do(session, regions.add_region, item_id=video.id, shape="rectangle", points=BOX, start_s=video.duration_s + 5)
    with pytest.raises(KnownError, match="no video"):
        add(session, start_s=1.0)
