"""What is shown around a selection: near, few, telling."""

import itertools

import pytest
from tests.factories.big import big_index

from evidence_board.analysis.neighbourhood import neighbourhood
from evidence_board.model.case_index import CaseIndex, EntityRow, ItemRow, LinkRow


def case(links, items=()):
    """A case of persons named by letters; items are those named in ``items``."""
    names = sorted({end for one in links for end in one[:2]})
    blank = dict.fromkeys(("title", "file_name", "caption", "media_type"), "")
    photo = {"width": 4, "height": 3, "duration_s": None, "state": "ok"}
    rows = {}
    for number, (src, dst, *level) in enumerate(links):
        kinds = ["item" if end in items else "person" for end in (src, dst)]
        rows[f"k{number}"] = LinkRow(
            f"k{number}", f"K-{number}", kinds[0], src, kinds[1], dst, "knows", level[0] if level else "possible"
        )
    return CaseIndex(
        items={one: ItemRow(one, one, "photo", **blank, **photo) for one in names if one in items},
        entities={one: EntityRow(one, one, "person", one) for one in names if one not in items},
        links=rows,
    )


def chain(length):
    letters = [f"n{number:02}" for number in range(length)]
    return case(list(itertools.pairwise(letters)))


def test_two_steps_and_one_more_while_there_is_little():
    assert neighbourhood(chain(9), ["n00"], limit=18).ids == ("n00", "n01", "n02", "n03")
    star = case([("hub", f"leaf{number:02}") for number in range(14)] + [("leaf00", "far")])
    found = neighbourhood(star, ["hub"], limit=30)
    assert found.steps == 2
    assert len(found.ids) == 16
    assert found.complete


def test_what_was_asked_for_is_there_whatever_the_limit_and_the_filter():
    star = case([("hub", f"leaf{number:02}") for number in range(14)])
    asked = [f"leaf{number:02}" for number in range(14)]
    found = neighbourhood(star, asked, limit=4, may_show=lambda one: False)
    assert found.ids == tuple(asked)


def test_a_link_stands_for_its_two_ends():
    found = neighbourhood(chain(3), ["k1"], limit=10)
    assert found.ids[:2] == ("n01", "n02")


def test_nothing_is_walked_through_that_may_not_be_shown():
    found = neighbourhood(chain(5), ["n00"], limit=18, may_show=lambda one: one != "n01")
    assert found.ids == ("n00",)


def test_the_surer_link_and_the_entity_come_first_when_not_all_fit():
    links = [("hub", "unsure", "doubtful"), ("hub", "sure", "confirmed")]
    links += [("hub", f"m{number}", "possible") for number in range(20)]
    index = case(links, items={f"m{number}" for number in range(20)})
    found = neighbourhood(index, ["hub"], limit=4)
    assert found.ids[:3] == ("hub", "sure", "unsure")
    assert found.within == 23
    assert not found.complete


def test_what_closes_a_triangle_comes_before_another_leaf():
    links = [("hub", f"leaf{number:02}") for number in range(12)]
    links += [("hub", "a"), ("a", "b"), ("hub", "b")]
    found = neighbourhood(case(links), ["hub", "a"], limit=4)
    assert "b" in found.ids


def test_files_of_several_owners_are_mixed():
    links = [("hub", "one"), ("hub", "two")]
    links += [("one", f"m1{number}", "confirmed") for number in range(9)]
    links += [("two", f"m2{number}", "confirmed") for number in range(9)]
    index = case(links, items={end for one in links for end in one[:2] if end.startswith("m")})
    found = neighbourhood(index, ["hub"], limit=9)
    owners = [one[:2] for one in found.ids if one.startswith("m")]
    assert owners.count("m1") == owners.count("m2") == 3


@pytest.mark.parametrize("limit", [1, 10, 40])
def test_a_hub_of_thousands_is_cut_to_the_limit_and_the_cut_is_known(limit):
    index = big_index(items=3_000, entities=500, links=9_000, seed=1)
    hub = max(index.entities, key=lambda one: len(index.links_of.get(one, ())))
    found = neighbourhood(index, [hub], limit=limit)
    assert len(found.ids) == limit
    assert found.ids[0] == hub
    assert found.within > 40
    assert found == neighbourhood(index, [hub], limit=limit)


def test_strangers_are_passed_over():
    assert neighbourhood(chain(3), ["nobody"], limit=5).ids == ()
