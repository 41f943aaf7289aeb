"""Two entities that are one: everything moves, nothing is lost, the old ref leads on, and a split takes it back."""

import pytest
from tests.factories.cases import practice_session

from evidence_board.case.evidence import read_evidence
from evidence_board.case.overview import read_index
from evidence_board.case.refs import resolve_ref
from evidence_board.case.schema import RECORDED
from evidence_board.model.errors import KnownError
from evidence_board.operations import board, citations, entities, links, moments
from evidence_board.operations.merging import merge_entities, split_entity
from evidence_board.operations.tags import tag_things


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


def plain(session):
    """All rows but bookkeeping and what only a merge leaves behind."""
    skipped = {"updated_at", "entity_merge"}

    def read(connection):
        found = {}
        for table in RECORDED:
            if table in skipped:
                continue
            cursor = connection.execute(f"SELECT * FROM {table} WHERE deleted_at IS NULL")
            names = [one[0] for one in cursor.description]
            found[table] = sorted(
                [tuple(v for n, v in zip(names, row, strict=True) if n not in skipped) for row in cursor], key=repr
            )
        return found

    return session.read(read)


def make(session, kind, name, **values):
    return session.run(entities.create_entity, kind=kind, name=name, **values).result().result["id"]


def link(session, source, target, relation="related to", **values):
    made = session.run(links.create_link, sources=[source], target=target, relation=relation, **values).result()
    return made.result["ids"][0]


def merge(session, kind, kept, gone, **values):
    return session.run(merge_entities, kind=kind, kept_id=kept, gone_id=gone, **values).result()


def split(session, gone):
    return session.run(split_entity, gone_id=gone).result()


def ends(session):
    return {(row.src, row.dst) for row in session.index.links.values()}


def test_everything_of_an_account_moves_and_comes_back(session):
    kept, gone = ident(session, "A-01"), ident(session, "A-02")
    session.run(tag_things, things=[("account", kept), ("account", gone)], path="море").result()
    session.run(tag_things, things=[("account", gone)], path="alone").result()
    session.run(citations.cite, claim=("link", ident(session, "K-20")), targets=[("account", gone)]).result()
    session.run(board.move_nodes, positions={gone: ("account", 5.0, 6.0)}).result()
    before, whole = plain(session), rows(session)
    name = session.index.entities[gone].label
    links_of_gone = len(session.index.links_of[gone])
    media = sum(row.account_id == gone for row in session.index.items.values())
    assert links_of_gone and media
    done = merge(session, "account", kept, gone, reason="Один человек")
    assert done.label == f"Merge A-02 {name} into A-01 a_severny"
    assert gone not in session.index.entities and name in session.index.entities[kept].other_names
    assert not any(gone in pair for pair in ends(session))
    assert not any(row.account_id == gone for row in session.index.items.values())
    assert session.index.board[kept] == (5.0, 6.0, "person")
    cited = session.read(read_evidence, ("link", ident(session, "K-20"))).citations
    assert cited[-1].cited.id == kept
    tags = session.read(
        lambda c: c.execute("SELECT target_id FROM tagging WHERE kind = 'account' AND deleted_at IS NULL").fetchall()
    )
    assert tags == [(kept,), (kept,)]
    found = session.read(resolve_ref, "a-2")
    assert (found.id, found.ref, found.redirected) == (kept, "A-01", True)
    after = rows(session)
    session.undo().result()
    assert rows(session) == whole
    session.redo().result()
    assert rows(session) == after
    done = split(session, gone)
    assert done.label == f"Split A-02 {name} from A-01 a_severny"
    assert plain(session) == before
    assert session.read(resolve_ref, "A-02").id == gone
    assert dict(session.index.links) == dict(session.read(read_index).links)
    session.undo().result()
    assert rows(session) == after


def test_loops_and_doubles_go_to_the_bin_and_their_evidence_stays(session):
    kept, gone, other = (("person", make(session, "person", name)) for name in ("Левиев", "Leviev", "Третий"))
    loop = link(session, gone, kept, "same as")
    first = link(session, kept, other, "knows")
    double = link(session, gone, other, "knows")
    turned = link(session, other, gone, "knows")
    later = link(session, gone, other, "knows", level="possible")
    session.run(links.update_link, row_id=later, start="2016").result()
    target = ("item", ident(session, "M-014"))
    session.run(citations.cite, claim=("link", double), targets=[target], excerpt="طرطوس").result()
    before = plain(session)
    merge(session, "person", kept[1], gone[1])
    live = session.index.links
    assert loop not in live and double not in live
    assert (live[first].citations, live[turned].dst, live[later].src) == (1, kept[1], kept[1])
    assert session.read(read_evidence, ("link", first)).citations[0].excerpt == "طرطوس"
    split(session, gone[1])
    assert plain(session) == before


def test_a_tree_never_closes_in_a_ring(session):
    top = make(session, "unit", "Top")
    gone = make(session, "unit", "Бригада", parent_id=top)
    between = make(session, "unit", "Батальон", parent_id=gone)
    kept = make(session, "unit", "Brigade", parent_id=between)
    child = make(session, "unit", "Рота", parent_id=gone)
    before = plain(session)
    merge(session, "unit", kept, gone)
    units = session.index.entities
    assert {one: units[one].parent_id for one in (kept, between, child)} == {kept: top, between: kept, child: kept}
    split(session, gone)
    assert plain(session) == before
    merge(session, "unit", gone, child)
    assert session.index.entities[gone].parent_id == top


def test_a_split_keeps_what_came_later(session):
    kept, gone, other = (("unit", make(session, "unit", name)) for name in ("A", "B", "C"))
    moved, changed = link(session, gone, other, "related to"), link(session, gone, other, "attached to")
    merge(session, "unit", kept[1], gone[1])
    session.run(entities.rename_entity, kind="unit", row_id=kept[1], name="А-отряд").result()
    new = link(session, kept, other, "part of")
    session.run(entities.bin_things, things=[("link", changed)]).result()
    split(session, gone[1])
    live = session.index.links
    assert (live[moved].src, live[new].src, changed in live) == (gone[1], kept[1], False)
    assert session.index.entities[kept[1]].label == "А-отряд"
    assert session.index.entities[kept[1]].other_names == ()


def test_merges_on_merges_lead_to_the_last_and_split_in_any_order(session):
    one, two, three, other = (("location", make(session, "location", name)) for name in ("1", "2", "3", "4"))
    of_one, of_two = link(session, one, other), link(session, two, other, "located at")
    ref = session.index.entities[one[1]].ref
    before = plain(session)
    merge(session, "location", two[1], one[1])
    merge(session, "location", three[1], two[1])
    assert session.read(resolve_ref, ref).id == three[1]
    assert {session.index.links[row].src for row in (of_one, of_two)} == {three[1]}
    split(session, one[1])
    assert session.index.links[of_one].src == one[1] and session.index.links[of_two].src == three[1]
    assert session.read(resolve_ref, ref).id == one[1]
    split(session, two[1])
    assert plain(session) == before


def test_times_of_events_keep_one_that_counts(session):
    kept, gone = (make(session, "event", name) for name in ("Приход", "وصول"))
    for event, day in ((kept, "2015-09-12"), (gone, "2015-09-13")):
        session.run(moments.set_moment, targets=[("event", event)], role="start", text=day).result()
    session.run(moments.set_moment, targets=[("event", gone)], role="end", text="2015-09-14").result()
    before = plain(session)
    merge(session, "event", kept, gone)
    row = session.index.entities[kept]
    assert (row.start.local, row.end.local) == ("2015-09-12", "2015-09-14")
    split(session, gone)
    assert plain(session) == before


def test_nonsense_is_refused(session):
    kept, gone = ident(session, "A-01"), ident(session, "A-02")
    for values, words in (
        ({"kind": "account", "kept_id": kept, "gone_id": kept}, "with itself"),
        ({"kind": "person", "kept_id": kept, "gone_id": gone}, "in the bin or was merged"),
        ({"kind": "item", "kept_id": kept, "gone_id": gone}, "can be merged"),
    ):
        with pytest.raises(KnownError, match=words):
            session.run(merge_entities, **values).result()
    with pytest.raises(KnownError, match="not merged"):
        split(session, gone)
    merge(session, "account", kept, gone)
    with pytest.raises(KnownError, match="merged already"):
        merge(session, "account", kept, gone)
    split(session, gone)
    with pytest.raises(KnownError, match="not merged"):
        split(session, gone)


@pytest.mark.parametrize(("text", "ref"), [("m-14", "M-014"), ("K-1", "K-01"), ("a-1", "A-01"), ("P-001", "P-001")])
def test_refs_are_found_however_they_are_written(session, text, ref):
    assert session.read(resolve_ref, text).ref == ref


@pytest.mark.parametrize("text", ["", "M", "X-1", "M-99999", "Б-1"])
def test_what_is_no_ref_leads_nowhere(session, text):
    assert session.read(resolve_ref, text) is None
