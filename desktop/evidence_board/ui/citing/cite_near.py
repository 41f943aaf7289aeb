"""What is likely to be evidence for a fact: its ends, what belongs to them, the posts that carry it."""

from collections.abc import Iterator

from evidence_board.model.case_index import CaseIndex
from evidence_board.model.claims import Thing

__all__ = ["near_claim"]

_MOST = 24


def near_claim(index: CaseIndex, claim: Thing, owner: Thing | None) -> list[Thing]:
    """Return what is near to a fact, files and posts before entities.

    Args:
        index: the read model.
        claim: kind and row id of the fact.
        owner: the file, post or event that a position or time belongs to; a link itself.
    """
    ends = [owner] if owner is not None and owner[0] != "link" else []
    link = index.links.get(claim[1])
    if link is not None:
        ends = [(link.src_kind, link.src), (link.dst_kind, link.dst)]
    found = dict.fromkeys(one for end in ends for one in _around(index, end))
    rank = {"item": 0, "post": 1}
    ordered = sorted(found, key=lambda one: rank.get(one[0], 2))
    return [one for one in ordered if one != claim][:_MOST]


def _around(index: CaseIndex, end: Thing) -> Iterator[Thing]:
    kind, row_id = end
    if kind in ("item", "post"):
        yield end
    for post in index.posts_of.get(row_id, ())[:_MOST]:
        yield ("post", post.id)
    post_row = index.posts.get(row_id)
    for item_id in post_row.item_ids if post_row is not None else ():
        yield ("item", item_id)
    for link in index.links_of.get(row_id, ())[: 2 * _MOST]:
        other = (link.dst_kind, link.dst) if link.src == row_id else (link.src_kind, link.src)
        if other[0] in ("item", "post"):
            yield other
    if kind not in ("item", "post"):
        yield end
