"""What evidence carries: independent sources, the weakest link, disputes, and proposals in plain words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_board.analysis.confidence import highest_allowed, independent_sources, objections, propose
from evidence_board.model.evidence_facts import CitedFact, Facts, Origin
from evidence_board.model.levels import Level, Reliability

LADDER = [Level.REFUTED, Level.DOUBTFUL, Level.POSSIBLE, Level.PROBABLE, Level.CONFIRMED]


def origin(words, *traces, reliability=None):
    return Origin(words, frozenset({("item", words), *traces}), reliability)


def cited(*origins, stance="supports", level=None, words=None):
    return CitedFact(words or (origins[0].words if origins else "K-09"), stance, tuple(origins), level)


def facts(*found, level=Level.UNJUDGED):
    return Facts("K-01", level, tuple(found))


ONE = origin("M-001", ("account", "a"), reliability=Reliability.B)
TWO = origin("M-002", ("account", "b"), reliability=Reliability.C)


@pytest.mark.parametrize(
    ("trace", "words"),
    [
        (("bytes", "9f2c"), "the same file"),
        (("picture", "g1"), "the same picture"),
        (("account", "a"), "the same account"),
        (("post", "p1"), "reposts of one post"),
    ],
)
def test_what_shares_an_origin_counts_once(trace, words):
    found = independent_sources([origin("M-001", trace), origin("M-002", trace), origin("M-003")])
    assert found.count == 2
    assert found.why == (f"M-001 and M-002 count once: {words}.",)


def test_a_chain_of_shared_traces_is_one_source():
    first, last = origin("M-001", ("bytes", "x")), origin("M-003", ("account", "a"))
    between = origin("M-002", ("bytes", "x"), ("account", "a"))
    assert independent_sources([first, last]).count == 2
    assert independent_sources([first, last, between]).count == 1


def test_two_reliable_independent_sources_confirm():
    found = propose(facts(cited(ONE), cited(TWO)))
    assert (found.level, found.sources, found.blockers) == (Level.CONFIRMED, 2, ())
    assert found.reasons == (
        "2 independent sources are cited.",
        "M-001: usually reliable (B).",
        "M-002: fairly reliable (C).",
    )


@pytest.mark.parametrize(
    ("grade", "level"), [("A", "probable"), ("B", "probable"), ("C", "possible"), ("D", "doubtful"), (None, "possible")]
)
def test_one_source_carries_what_its_reliability_allows(grade, level):
    found = propose(facts(cited(origin("M-001", reliability=grade and Reliability(grade)))))
    assert found.level == level
    assert found.blockers == ("Confirmed needs a second independent source.",)


def test_ungraded_and_bad_sources_do_not_confirm():
    assert propose(facts(cited(origin("M-1")), cited(origin("M-2")))).level is Level.PROBABLE
    bad = [cited(origin(words, reliability=Reliability.E)) for words in ("M-1", "M-2", "M-3")]
    found = propose(facts(*bad))
    assert found.level is Level.POSSIBLE and "None of the sources is reliable." in found.blockers


def test_evidence_against_disputes_and_lowers():
    against = cited(origin("M-003"), stance="contradicts")
    found = propose(facts(cited(ONE), cited(TWO), against))
    assert (found.level, found.disputed) == (Level.POSSIBLE, True)
    assert "M-003 speaks against it." in found.blockers
    assert propose(facts(cited(ONE), against)).level is Level.DOUBTFUL
    assert propose(facts(against)).level is Level.DOUBTFUL


def test_nothing_cited_is_not_judged():
    assert propose(facts()).blockers == ("Nothing is cited for it.",)
    found = propose(facts(cited(ONE, stance="context")))
    assert (found.level, found.blockers) == (Level.UNJUDGED, ("What is cited is context alone.",))


@pytest.mark.parametrize(
    ("below", "allowed", "proposed"),
    [
        (Level.CONFIRMED, Level.CONFIRMED, Level.CONFIRMED),
        (Level.POSSIBLE, Level.POSSIBLE, Level.POSSIBLE),
        (Level.UNJUDGED, Level.POSSIBLE, Level.POSSIBLE),
        (Level.REFUTED, Level.REFUTED, Level.UNJUDGED),
    ],
)
def test_the_weakest_cited_claim_is_the_limit(below, allowed, proposed):
    found = facts(cited(ONE), cited(TWO), cited(level=below, words="K-07"))
    assert highest_allowed(found) is allowed
    assert propose(found).level is proposed


def test_objections_say_why_a_level_is_not_carried():
    found = facts(cited(ONE, level=Level.DOUBTFUL, words="G-002"), cited(ONE))
    assert objections(Level.PROBABLE, found) == ("It rests on G-002, which is doubtful only.",)
    assert objections(Level.CONFIRMED, found)[1] == "One independent source is cited."
    assert objections(Level.DOUBTFUL, found) == objections(Level.REFUTED, found) == ()
    assert objections(Level.PROBABLE, facts()) == ()
    (said,) = objections(Level.CONFIRMED, facts())
    assert said == "Nothing is cited for it, and confirmed needs two separate sources."
    assert objections(Level.CONFIRMED, facts(cited(ONE), cited(TWO))) == ()


TRACES = st.tuples(st.sampled_from(["bytes", "picture", "account", "post"]), st.sampled_from("abcdef"))
ORIGINS = st.builds(
    lambda number, traces, grade: origin(f"M-{number:03d}", *traces, reliability=grade),
    st.integers(0, 30),
    st.frozensets(TRACES, max_size=3),
    st.none() | st.sampled_from(Reliability),
)
CITED = st.builds(
    lambda origins, stance, level: CitedFact("X-1", stance, tuple(origins), level),
    st.lists(ORIGINS, max_size=3),
    st.sampled_from(["supports", "contradicts", "context"]),
    st.none() | st.sampled_from(Level),
)
FACTS = st.lists(CITED, max_size=6).map(lambda found: facts(*found))


@given(st.lists(ORIGINS, min_size=1, max_size=12), st.data())
def test_a_dependent_source_never_raises_the_count(origins, data):
    before = independent_sources(origins).count
    shared = data.draw(st.sampled_from(sorted(data.draw(st.sampled_from(origins)).traces)))
    more = data.draw(st.frozensets(TRACES, max_size=3))
    assert independent_sources([*origins, Origin("new", more | {shared}, None)]).count <= before


@given(st.lists(ORIGINS, max_size=12), st.randoms())
def test_the_order_of_citing_means_nothing(origins, dice):
    turned = list(origins)
    dice.shuffle(turned)
    assert independent_sources(turned).count == independent_sources(origins).count
    assert independent_sources(origins * 2).count == independent_sources(origins).count


@given(FACTS)
def test_a_proposal_is_never_above_the_weakest_nor_confirmed_alone(found):
    proposal = propose(found)
    if proposal.level is not Level.UNJUDGED:
        assert LADDER.index(proposal.level) <= LADDER.index(highest_allowed(found))
    if proposal.level is Level.CONFIRMED:
        assert proposal.sources >= 2 and not proposal.disputed and not proposal.blockers
    else:
        assert proposal.blockers
    assert proposal.disputed == found.disputed


@given(FACTS)
def test_what_is_proposed_needs_no_further_reason(found):
    assert objections(propose(found).level, found) == ()
