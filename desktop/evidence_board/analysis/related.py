"""What else lights up: the one answer all panes give for a selection."""

from collections.abc import Iterable

from evidence_board.model.case_index import CaseIndex, PostRow

__all__ = ["media_of", "related"]


def related(index: CaseIndex, ids: Iterable[str]) -> set[str]:
    """Return the ids of things directly linked to the given ones, and the media that belong to them.

    A link brings its two ends; an account, place or other entity the files posted by it, taken there or
    linked to it; a file its account and place; a post its account and the files it carries.

    Args:
        index: the read model.
        ids: row ids of items, entities, links or posts; they are not in the answer themselves.
    """
    chosen = set(ids)
    found: set[str] = set()
    for row_id in chosen:
        link = index.links.get(row_id)
        if link is not None:
            found.update((link.src, link.dst))
            continue
        post = index.posts.get(row_id)
        if post is not None:
            found.update(_of_post(post))
        for joined in index.links_of.get(row_id, ()):
            found.add(joined.dst if joined.src == row_id else joined.src)
        item = index.items.get(row_id)
        if item is not None:
            found.update(one for one in (item.account_id, item.place_id) if one)
    entities = {row_id for row_id in chosen if row_id in index.entities}
    if entities:
        found.update(
            item.id for item in index.items.values() if item.account_id in entities or item.place_id in entities
        )
    return found - chosen


def media_of(index: CaseIndex, row_id: str) -> list[str]:
    """Return the ids of the items that belong to an entity: linked, posted by it or taken there, in order."""
    near = related(index, [row_id])
    return [item_id for item_id in index.items if item_id in near]


def _of_post(post: PostRow) -> tuple[str, ...]:
    return (*post.item_ids, post.account_id) if post.account_id else post.item_ids
