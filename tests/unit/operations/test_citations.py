"""Citing things for, against or beside a fact: what is kept, what is refused, and that undo gives it all back."""

import pytest
from tests.factories.cases import practice_session

from evidence_board.case.evidence import read_cited_in, read_evidence
from evidence_board.case.schema import RECORDED
from evidence_board.model.errors import KnownError
from evidence_board.operations import citations, entities, moments, positions


@pytest.fixture
def session(tmp_path):
    with practice_session(tmp_path) as opened:
        yield opened


def ident(session, ref):
    return session.index.by_ref[ref]


def link(session, ref="K-61"):
    return "link", ident(session, ref)


def item(session, ref):
    return "item", ident(session, ref)


def evidence(session, claim):
    return session.read(read_evidence, claim)


def cited(session, claim, stance="supports"):
    return [one.cited.ref for one in evidence(session, claim).of(stance)]


def rows(session):
    return session.read(
        lambda c: {table: sorted(c.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in RECORDED}
    )


def cite(session, **keywords):
    return session.run(citations.cite, **keywords).result()


def clear(session, claim):
    known = [one.id for one in evidence(session, claim).citations]
    if known:
        session.run(citations.uncite, row_ids=known).result()


def test_many_things_for_one_fact_are_one_step_and_come_back(session):
    claim = link(session)
    clear(session, claim)
    step, before = session.undo_step().id, rows(session)
    made = cite(
        session,
        claim=claim,
        targets=[item(session, "M-014"), item(session, "M-003"), ("account", ident(session, "A-01"))],
        excerpt="Мы в Тартусе",
        note="طرطوس",
    )
    assert session.undo_step().id == step + 1
    assert made.label == "Cite 3 things for K-61" and len(made.result["ids"]) == 3
    assert cited(session, claim) == ["M-014", "M-003", "A-01"]
    first = evidence(session, claim).citations[0]
    assert (first.excerpt, first.note, first.cited.thumbnail_id) == ("Мы в Тартусе", "طرطوس", ident(session, "M-014"))
    assert session.index.links[claim[1]].citations == 3
    after = rows(session)
    session.undo().result()
    assert rows(session) == before
    session.redo().result()
    assert rows(session) == after


def test_a_repeat_is_not_doubled_and_its_words_are_kept(session):
    claim, target = link(session), item(session, "M-014")
    clear(session, claim)
    first = cite(session, claim=claim, targets=[target], excerpt="one")
    again = cite(session, claim=claim, targets=[target, target], excerpt="two")
    assert again.result["ids"] == first.result["ids"]
    assert [one.excerpt for one in evidence(session, claim).citations] == ["one\ntwo"]
    cite(session, claim=claim, targets=[target], stance="context")
    assert len(evidence(session, claim).citations) == 2


def test_evidence_against_makes_a_dispute_until_it_goes_to_the_bin(session):
    claim, target = link(session), item(session, "M-014")
    made = cite(session, claim=claim, targets=[target], stance="contradicts")
    assert made.label == "Cite M-014 against K-61"
    assert evidence(session, claim).disputed
    session.run(entities.bin_things, things=[target]).result()
    found = evidence(session, claim)
    assert not found.disputed and found.of("contradicts")[0].cited.in_bin


def test_a_fact_is_no_evidence_of_itself_nor_in_a_circle(session):
    one, two, three = (link(session, ref) for ref in ("K-02", "K-03", "K-04"))
    with pytest.raises(KnownError, match="no evidence of itself"):
        cite(session, claim=one, targets=[one])
    cite(session, claim=one, targets=[two])
    cite(session, claim=two, targets=[three])
    before = rows(session)
    with pytest.raises(KnownError, match="K-02 rests on K-04 itself"):
        cite(session, claim=three, targets=[one])
    assert rows(session) == before
    last = evidence(session, two).of("supports")[-1]
    session.run(citations.uncite, row_ids=[last.id]).result()
    cite(session, claim=three, targets=[one])


@pytest.mark.parametrize(
    ("keywords", "words"),
    [
        ({"targets": []}, "nothing to cite"),
        ({"stance": "perhaps"}, "no way to cite"),
        ({"claim": ("link", "nothing")}, "no such fact"),
        ({"claim": ("item", "M")}, "no such fact"),
        ({"targets": [("item", "nothing")]}, "cannot be cited"),
        ({"targets": [("case_meta", "title")]}, "cannot be cited"),
        ({"start_s": 3.0}, "Only a video"),
    ],
)
def test_nonsense_is_refused_and_changes_nothing(session, keywords, words):
    before = rows(session)
    with pytest.raises(KnownError, match=words):
        cite(session, **{"claim": link(session), "targets": [item(session, "M-014")], **keywords})
    assert rows(session) == before


def test_a_thing_in_the_bin_is_not_cited(session):
    target = item(session, "M-014")
    session.run(entities.bin_things, things=[target]).result()
    with pytest.raises(KnownError, match="M-014 cannot be cited"):
        cite(session, claim=link(session, "K-04"), targets=[target])


def test_moments_of_a_video_are_different_things(session):
    video = next(row for row in session.index.items.values() if row.kind == "video" and row.duration_s)
    claim = link(session)
    clear(session, claim)
    cite(session, claim=claim, targets=[("item", video.id)], start_s=0.5)
    cite(session, claim=claim, targets=[("item", video.id)], start_s=0.5, end_s=1.0)
    cite(session, claim=claim, targets=[("item", video.id)], start_s=0.5)
    assert [(one.start_s, one.end_s) for one in evidence(session, claim).citations] == [(0.5, None), (0.5, 1.0)]
    for start, end in ((2.0, 1.0), (-1.0, None), (video.duration_s + 60, None), (None, 1.0), (float("nan"), None)):
        with pytest.raises(KnownError, match="no such moment"):
            cite(session, claim=claim, targets=[("item", video.id)], start_s=start, end_s=end)


def test_positions_and_times_have_evidence_too(session):
    target = item(session, "M-003")
    made = session.run(positions.place_items, item_ids=[target[1]], latitude=34.9, longitude=35.9).result()
    geotag = "geotag", made.result["ids"][0]
    session.run(moments.set_moment, targets=[target], role="captured", text="2015-09-05").result()
    (moment_id,) = session.read(
        lambda c: c.execute(
            "SELECT id FROM moment WHERE target_id = ? AND preferred = 1 AND source = 'analyst'", (target[1],)
        ).fetchone()
    )
    moment = "moment", moment_id
    made = cite(session, claim=geotag, targets=[item(session, "M-014"), moment])
    assert made.label == "Cite 2 things for the position of M-003"
    labels = [one.cited for one in evidence(session, geotag).citations]
    assert (labels[1].name, labels[1].about) == ("2015-09-05", "M-003")
    assert [one.claim.about for one in session.read(read_cited_in, moment)] == ["M-003"]
    with pytest.raises(KnownError, match="rests on"):
        cite(session, claim=moment, targets=[geotag])


def test_editing_and_ordering(session):
    claim = link(session)
    clear(session, claim)
    refs = ("M-014", "M-003", "M-005")
    ids = cite(session, claim=claim, targets=[item(session, ref) for ref in refs]).result["ids"]
    session.run(citations.reorder, claim=claim, row_ids=[ids[2]]).result()
    assert cited(session, claim) == ["M-005", "M-014", "M-003"]
    with pytest.raises(KnownError, match="not cited here"):
        session.run(citations.reorder, claim=claim, row_ids=["nothing"]).result()
    session.run(citations.update_citation, row_id=ids[0], stance="contradicts", note="كرين").result()
    assert cited(session, claim, "contradicts") == ["M-014"]
    cite(session, claim=claim, targets=[item(session, "M-014")])
    with pytest.raises(KnownError, match="cited like this already"):
        session.run(citations.update_citation, row_id=ids[0], stance="supports").result()
    with pytest.raises(KnownError, match="no field"):
        session.run(citations.update_citation, row_id=ids[0], claim_id="x").result()
    session.run(citations.uncite, row_ids=ids).result()
    with pytest.raises(KnownError, match="gone already"):
        session.run(citations.uncite, row_ids=[ids[0]]).result()
