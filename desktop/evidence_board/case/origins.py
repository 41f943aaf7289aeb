"""Reads where the things cited for a claim come from: bytes, pictures that look alike, accounts, posts.

Nothing is judged here: `evidence_board.analysis.confidence` weighs these facts.
"""

import json
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

from evidence_board.case.fingerprints import read_decisions, read_fingerprints
from evidence_board.case.labels import read_label, read_labels
from evidence_board.model.claims import CLAIMS, Thing
from evidence_board.model.evidence_facts import CitedFact, Facts, Origin
from evidence_board.model.fingerprints import Decision, Judgements, compared
from evidence_board.model.levels import Level, Reliability

__all__ = ["read_facts"]

#: Relations that make two things one source, unless they were refuted; "copy of" is a decision about a pair.
_MADE_FROM = ("reshared from", "made from")
_CITED = (
    "SELECT kind, target_id, stance FROM citation WHERE claim_kind = ? AND claim_id = ? AND deleted_at IS NULL"
    " ORDER BY ordinal, id"
)
_POSTS_OF_ITEM = (
    "SELECT o.id, o.account_id, o.reposts_id FROM post o WHERE o.deleted_at IS NULL AND o.id IN ("
    "SELECT post_id FROM post_item WHERE item_id = ?1 AND deleted_at IS NULL"
    " UNION SELECT post_id FROM collection_record WHERE item_id = ?1 AND deleted_at IS NULL)"
)
_ACCOUNTS_OF_ITEM = (
    "SELECT account_id FROM collection_record WHERE item_id = ?1 AND account_id IS NOT NULL AND deleted_at IS NULL"
    " UNION SELECT src_id FROM link WHERE dst_id = ?1 AND relation = 'posted' AND src_kind = 'account'"
    " AND level <> 'refuted' AND deleted_at IS NULL"
)
_GRADED = ("account", "person")
#: Who is behind whom: the other end of links between accounts and people that nobody refuted or doubts.
_BEHIND = (
    "SELECT dst_kind, dst_id, level, relation FROM link WHERE src_id = ?1 AND relation IN ('runs', 'run by', 'same as')"
    " AND deleted_at IS NULL UNION "
    "SELECT src_kind, src_id, level, relation FROM link WHERE dst_id = ?1 AND relation IN ('runs', 'run by', 'same as')"
    " AND deleted_at IS NULL"
)
#: A link of these levels is taken as it stands; of those it is only mentioned.
_SURE, _UNSURE = ("confirmed", "probable"), ("possible", "unjudged")


def read_facts(connection: sqlite3.Connection, claim: Thing) -> Facts | None:
    """Return what is cited for a claim and where it comes from; None when there is no such claim.

    Things in the bin count no longer. Near-duplicates are those that a person called the same, and those whose
    fingerprints are near unless a person called them different.

    Args:
        connection: a reader, or the writing connection inside a transaction.
        claim: kind (a key of `CLAIMS`) and row id.
    """
    label = read_label(connection, claim) if claim[0] in CLAIMS else None
    if label is None:
        return None
    reader = _Origins(connection)
    cited = []
    rows = connection.execute(_CITED, claim).fetchall()
    labels = read_labels(connection, ((kind, target) for kind, target, _ in rows))
    for kind, target, stance in rows:
        thing = labels.get((kind, target))
        if thing is None or thing.in_bin:
            continue
        level = Level(reader.level_of((kind, target))) if kind in CLAIMS else None
        cited.append(CitedFact(thing.words, stance, tuple(reader.of((kind, target), set())), level))
    alike = reader.alike()
    if alike:
        cited = [
            CitedFact(one.words, one.stance, tuple(_with(origin, alike) for origin in one.origins), one.level)
            for one in cited
        ]
    return Facts(label.words, Level(reader.level_of(claim)), tuple(cited))


def _with(origin: Origin, alike: dict[str, str]) -> Origin:
    more = {("picture", alike[value]) for kind, value in origin.traces if kind == "item" and value in alike}
    return replace(origin, traces=origin.traces | more)


class _Origins:
    """Collects the origins of things, and which pictures were met on the way."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._items: list[str] = []

    def level_of(self, claim: Thing) -> str:
        row = self._connection.execute(f"SELECT level FROM {CLAIMS[claim[0]].table} WHERE id = ?", (claim[1],))
        return str(row.fetchone()[0])

    def of(self, thing: Thing, seen: set[Thing]) -> Iterator[Origin]:
        """Yield the sources that a thing leads to; claims lead on to what supports them."""
        kind, row_id = thing
        if thing in seen:
            return
        seen.add(thing)
        label = read_label(self._connection, thing)
        if label is None or label.in_bin:
            return
        if kind == "item":
            yield self._of_item(row_id, label.words)
        elif kind == "region":
            owner = self._connection.execute("SELECT item_id FROM region WHERE id = ?", (row_id,)).fetchone()
            yield self._of_item(str(owner[0]), label.words)
        elif kind == "post":
            yield self._of_post(row_id, label.words)
        elif kind in _GRADED:
            sure, perhaps = self._behind({(kind, row_id)})
            yield Origin(label.words, frozenset(sure), self._grade({row_id}), frozenset(perhaps))
        elif kind in CLAIMS:
            yield from self._of_claim(thing, seen)

    def alike(self) -> dict[str, str]:
        """Return item id -> name of its group, for the pictures met that are one picture."""
        edge = set(self._items)
        if len(edge) < 2:
            return {}
        groups = _Groups()
        decisions: list[Decision] = []
        seen: set[str] = set()
        # From picture to picture, also by way of some that are not cited.
        while edge:
            seen |= edge
            said = read_decisions(self._connection, edge)
            decisions += said
            pairs = [(one.first, one.second) for one in said if one.same] + self._made_from(edge)
            for first, second in pairs:
                groups.join(first, second)
            edge = {one for pair in pairs for one in pair} - seen
        judged = Judgements(decisions)
        prints = sorted(read_fingerprints(self._connection, seen).items())
        for number, (first, looks) in enumerate(prints):
            for second, others in prints[:number]:
                likeness = compared(looks, others)
                if likeness is not None and likeness.near and not judged.apart(first, second):
                    groups.join(first, second)
        return groups.names()

    def _made_from(self, items: set[str]) -> list[tuple[str, str]]:
        """Return the pairs of files of which one was made from the other or passed it on."""
        ours = "(SELECT value FROM json_each(?1))"
        marks = ", ".join(f"'{one}'" for one in _MADE_FROM)
        sql = (
            "SELECT src_id, dst_id FROM link WHERE src_kind = 'item' AND dst_kind = 'item'"
            f" AND relation IN ({marks}) AND level <> 'refuted' AND deleted_at IS NULL"
        )
        found: list[tuple[str, str]] = []
        for end in ("src_id", "dst_id"):
            found += self._connection.execute(f"{sql} AND {end} IN {ours}", (json.dumps(sorted(items)),)).fetchall()
        return found

    def _of_item(self, item_id: str, words: str) -> Origin:
        self._items.append(item_id)
        traces = {("item", item_id)}
        row = self._connection.execute("SELECT blob_id FROM item WHERE id = ?", (item_id,)).fetchone()
        if row[0] is not None:
            traces.add(("bytes", str(row[0])))
        accounts = {str(one) for (one,) in self._connection.execute(_ACCOUNTS_OF_ITEM, (item_id,))}
        for post_id, account_id, _ in self._connection.execute(_POSTS_OF_ITEM, (item_id,)).fetchall():
            traces.add(("post", self._first_post(post_id)))
            if account_id:
                accounts.add(str(account_id))
        sure, perhaps = self._behind({("account", one) for one in accounts})
        return Origin(words, frozenset(traces | sure), self._grade(accounts), frozenset(perhaps))

    def _of_post(self, post_id: str, words: str) -> Origin:
        row = self._connection.execute("SELECT account_id FROM post WHERE id = ?", (post_id,)).fetchone()
        accounts = {str(row[0])} if row[0] else set()
        sure, perhaps = self._behind({("account", one) for one in accounts})
        traces = {("post", self._first_post(post_id)), *sure}
        # What the post shows comes from where the post comes from: they are one source.
        sql = "SELECT item_id FROM post_item WHERE post_id = ? AND deleted_at IS NULL"
        for (item_id,) in self._connection.execute(sql, (post_id,)).fetchall():
            self._items.append(item_id)
            traces.add(("item", item_id))
        return Origin(words, frozenset(traces), self._grade(accounts), frozenset(perhaps))

    def _of_claim(self, claim: Thing, seen: set[Thing]) -> Iterator[Origin]:
        kind, row_id = claim
        known = CLAIMS[kind]
        if known.by_person:
            row = self._connection.execute(
                f"SELECT source, {known.about} FROM {known.table} WHERE id = ?", (row_id,)
            ).fetchone()
            if row[0] != known.by_person:
                # What a file says of itself has the file as its source.
                for owner in ("item", "post"):
                    yield from self.of((owner, str(row[1])), seen)
        for target_kind, target, stance in self._connection.execute(_CITED, claim).fetchall():
            if stance == "supports":
                yield from self.of((target_kind, target), seen)

    def _behind(self, things: set[Thing]) -> tuple[set[Thing], set[Thing]]:
        """Return accounts and people with who is behind them, and who perhaps is.

        Two accounts that one person runs speak with one voice; so do those that are said to be the same.
        """
        sure, edge, perhaps = set(things), list(things), set[Thing]()
        while edge:
            kind, row_id = edge.pop()
            for other, other_id, level, relation in self._connection.execute(_BEHIND, (row_id,)).fetchall():
                one = (str(other), str(other_id))
                # From a person no way leads on to the other accounts: the person is what they share.
                leads_on = other == "person" or (relation == "same as" and kind == other == "account")
                if not leads_on or one in sure:
                    continue
                if level in _SURE:
                    sure.add(one)
                    edge.append(one)
                elif level in _UNSURE:
                    perhaps.add(one)
        return sure, perhaps - sure

    def _first_post(self, post_id: str) -> str:
        """Follow reposts to the original; a post outside the case ends the way."""
        seen = [post_id]
        while True:
            row = self._connection.execute("SELECT reposts_id FROM post WHERE id = ?", (seen[-1],)).fetchone()
            if row is None or row[0] is None or row[0] in seen:
                # Of reposts in a ring the smallest id stands for all.
                return min(seen) if row is not None and row[0] in seen else seen[-1]
            seen.append(str(row[0]))

    def _grade(self, ids: set[str]) -> Reliability | None:
        found = []
        for row_id in ids:
            for table in _GRADED:
                row = self._connection.execute(f"SELECT reliability FROM {table} WHERE id = ?", (row_id,)).fetchone()
                if row is not None and row[0]:
                    found.append(Reliability(row[0]))
        return min(found, default=None)


class _Groups:
    """Union-find over item ids."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def join(self, first: str, second: str) -> None:
        self._parent[self._root(first)] = self._root(second)

    def names(self) -> dict[str, str]:
        return {one: self._root(one) for one in self._parent}

    def _root(self, one: str) -> str:
        self._parent.setdefault(one, one)
        while self._parent[one] != one:
            one = self._parent[one]
        return one
