"""What claims rest on, where things are cited, and the queue of what cites nothing."""

import pytest
from tests.factories.cases import practice_session

from evidence_board.case.evidence import read_cited_in, read_evidence, uncited_claims
from evidence_board.case.labels import read_labels
from evidence_board.model.claims import CITABLE
from evidence_board.operations import citations, entities, items, links, moments, positions


@pytest.fixture
def session(tmp_path):
    with practice_session(tmp_path) as opened:
        yield opened


def ident(session, ref):
    return session.index.by_ref[ref]


def queue(session):
    return {
        (one.claim.kind, one.claim.words if one.claim.ref[:1] == "K" else one.claim.about)
        for one in session.read(uncited_claims)
    }


def insert(session, table, **values):
    def verb(session):
        with session.gate.transaction("Insert") as finished:
            finished.tx.result["id"] = finished.tx.insert(table, **values)
        return finished.changes

    return session.run(verb).result().result["id"]


def test_a_claim_tells_its_level_reason_and_citations_in_order(session):
    link = session.index.links[ident(session, "K-20")]
    found = session.read(read_evidence, ("link", link.id))
    assert [one.cited.ref for one in found.citations] == ["M-005", "M-014", "M-042"]
    assert (found.claim.ref, found.level, found.reason) == ("K-20", "probable", "")
    assert found.claim.name.startswith("M-014 taken at ")
    assert session.read(read_evidence, ("link", "nothing")) is None
    assert session.read(read_evidence, ("item", ident(session, "M-014"))) is None


def test_a_thing_tells_where_it_is_cited_also_a_part_of_it(session):
    m014 = ident(session, "M-014")
    before = [one.claim.ref for one in session.read(read_cited_in, ("item", m014))]
    assert "K-20" in before and "K-01" in before
    region = insert(session, "region", item_id=m014, number=2, shape="rectangle", kind="insignia", label="Нашивка")
    k61 = ("link", ident(session, "K-61"))
    session.run(citations.cite, claim=k61, targets=[("region", region)], stance="contradicts").result()
    last = session.read(read_cited_in, ("item", m014))[-1]
    assert (last.claim.ref, last.citation.cited.ref, last.citation.cited.name) == ("K-61", "M-014 (2)", "Нашивка")
    assert [one.claim.ref for one in session.read(read_cited_in, ("region", region))] == ["K-61"]
    session.run(entities.bin_things, things=[k61]).result()
    assert [one.claim.ref for one in session.read(read_cited_in, ("item", m014))] == [r for r in before if r != "K-61"]


def test_the_queue_names_claims_of_people_that_cite_nothing(session):
    m003 = ident(session, "M-003")
    unit = next(session.index.entities_of("unit")).id
    made = session.run(links.create_link, sources=[("item", m003)], target=("unit", unit), relation="shows").result()
    ref = session.index.links[made.result["ids"][0]].ref
    placed = session.run(positions.place_items, item_ids=[m003], latitude=1, longitude=2).result()
    session.run(moments.set_moment, targets=[("item", m003)], role="captured", text="2015-09-05").result()
    assert queue(session) >= {("link", ref), ("geotag", "M-003"), ("moment", "M-003")}
    target = [("item", ident(session, "M-014"))]
    session.run(citations.cite, claim=("geotag", placed.result["ids"][0]), targets=target).result()
    session.run(citations.cite, claim=("link", made.result["ids"][0]), targets=target).result()
    assert not queue(session) & {("link", ref), ("geotag", "M-003")}
    session.run(entities.bin_things, things=[("item", m003)]).result()
    assert ("moment", "M-003") not in queue(session)


def test_what_a_file_says_and_what_was_put_aside_waits_for_nothing(session):
    m014 = ident(session, "M-014")
    for latitude in (1, 2, 3):
        session.run(positions.place_items, item_ids=[m014], latitude=latitude, longitude=2).result()
    waiting = [one for one in session.read(uncited_claims) if one.claim.kind == "geotag" and one.claim.about == "M-014"]
    assert [one.claim.name for one in waiting] == ["3.00000, 2.00000"]
    session.run(positions.cannot_be_located, item_ids=[m014], reason="No landmark").result()
    assert ("geotag", "M-014") not in queue(session)


def test_every_kind_has_a_label_also_in_the_bin(session):
    m014, a01 = ident(session, "M-014"), ident(session, "A-01")
    session.run(items.update_item, row_id=m014, title="مرفأ طرطوس").result()
    post = session.read(lambda c: c.execute("SELECT id, ref FROM post ORDER BY id").fetchone())
    things = [("item", m014), ("account", a01), ("link", ident(session, "K-01")), ("post", post[0]), ("tag", "x")]
    found = session.read(read_labels, things)
    assert found["item", m014].name == "مرفأ طرطوس"
    assert found["link", ident(session, "K-01")].name == "a_severny posted M-014"
    assert found["post", post[0]].ref == post[1] and found["post", post[0]].about
    assert ("tag", "x") not in found
    session.run(entities.bin_things, things=[("item", m014)]).result()
    assert session.read(read_labels, things)["item", m014].in_bin
    assert session.read(read_labels, [(kind, "nothing") for kind in CITABLE]) == {}
