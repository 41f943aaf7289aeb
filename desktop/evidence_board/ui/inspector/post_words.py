"""How the inspector writes of posts: whose, original or passed on, when, and how anyone knows."""

from evidence_board.model.case_index import CaseIndex, PostRow
from evidence_board.model.posts import PostTime
from evidence_board.text import fold
from evidence_board.ui.board.choice_list import ChoiceRow
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.choice_popover import Choice
from evidence_board.ui.inspector.words import moment_words

__all__ = [
    "account_choices",
    "account_words",
    "beginning",
    "item_choices",
    "post_choices",
    "post_time_words",
    "share_words",
]

#: More letters than a line of the inspector holds.
_BEGINNING = 120


def account_words(handle: str) -> str:
    """Return the handle of the account of a post, or that nobody knows it."""
    return handle or tr("Account not known")


def share_words(post: PostRow, index: CaseIndex) -> str:
    """Return ``repost of P-3`` for a post that only passes on another one; of others nothing.

    That nobody marked a post as a repost does not make it the original.
    """
    if not post.is_repost:
        return ""
    first = index.posts.get(post.reposts_id or "")
    return tr("repost of {post}", post=first.ref) if first is not None else tr("repost")


def beginning(text: str) -> str:
    """Return the beginning of words as one line."""
    return " ".join(text[: 2 * _BEGINNING].split())[:_BEGINNING]


def post_time_words(time: PostTime) -> str:
    """Return who says when a post was published: the reason someone gave, else where it is written."""
    if time.reason:
        return time.reason
    if time.source == "analyst":
        return tr("Set by hand, no reason given")
    if time.source == "post":
        return tr("Shown by the post itself")
    return tr("Written in {source}", source=time.source.replace("_", " "))


def post_choices(index: CaseIndex, *, without: str = "") -> list[Choice]:
    """Return all posts but one, to choose from."""
    found = []
    for post in index.posts.values():
        if post.id != without:
            when = moment_words(post.posted) if post.posted is not None else ""
            about = [isolate(post.account), when, isolate(beginning(post.text))]
            row = ChoiceRow(post.ref, " · ".join(part for part in about if part), icon="message-square-text")
            account = index.entities.get(post.account_id or "")
            names = (account.label, account.detail, *account.other_names) if account is not None else ()
            words = (post.ref, post.account, *names, post.platform, post.native_id, post.url, post.text, when)
            found.append(Choice(post.id, row, fold(" ".join(words)), names))
    return found


def account_choices(index: CaseIndex) -> list[Choice]:
    """Return all accounts, to choose from."""
    return [
        Choice(
            row.id,
            ChoiceRow(row.label, row.detail, "account"),
            fold(" ".join((row.label, row.ref, row.detail, *row.other_names))),
            (row.label, row.detail, *row.other_names),
        )
        for row in index.entities_of("account")
    ]


def item_choices(index: CaseIndex, *, without: tuple[str, ...] = ()) -> list[Choice]:
    """Return all files but some, to choose from."""
    away = set(without)
    return [
        Choice(item.id, ChoiceRow(item.ref, isolate(item.label), "item", item.id), index.searchable(item))
        for item in index.items.values()
        if item.id not in away
    ]
