"""How a query is looked up in the index: by ref and hash, words, parts of words, sound, and what goes along."""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Final

from evidence_board.case.refs import refs_beginning, resolve_ref
from evidence_board.case.search_documents import texts_of
from evidence_board.case.search_hits import Found, Hit, live
from evidence_board.case.search_neighbours import neighbours
from evidence_board.case.search_tables import CLASSES, SOUND, class_of, first_of, has_trigrams, is_index_damage
from evidence_board.text import fold, latin_reading, skeletons
from evidence_board.text_match import Matcher, sounds_alike

__all__ = ["Finder"]

#: A name weighs more than a note, a note more than a tag of a camera.
_WEIGHT: Final = {
    "name": 4.0,
    "earlier name": 3.5,
    "tag": 3.0,
    "text": 2.0,
    "region": 2.0,
    "matching point": 2.0,
    "drawing": 2.0,
    "position": 1.5,
    "time": 1.5,
    "source": 1.5,
    "evidence": 1.5,
    "notes": 1.5,
    "seen as": 1.5,
    "details": 1.0,
    "metadata": 0.5,
}
_ENTITIES: Final = frozenset({"account", "person", "unit", "location", "equipment", "event"})
#: Documents of the first page, then of each class that it left out, then at most.
_PAGE, _OF_CLASS, _MOST = 48, 12, 1000
#: Things that are compared by sound, and words that are looked for in several fields of a thing.
_MOST_HEARD, _MOST_ACROSS, _MOST_LITERAL = 200, 5, 20_000
#: Names of entities that are found, so that what goes with them is shown as well; more would be everything.
_MOST_FOLLOWED: Final = 8
_REF = re.compile(r"^\s*([a-z])\s*[-‐-―]?\s*0*(\d{1,9})\s*$")
_REF_BEGUN = re.compile(r"^\s*([a-z])\s*[-‐-―]\s*(\d{0,9})\s*$")
_HASH = re.compile(r"^\s*[0-9a-f]{6,64}\s*$")

Thing = tuple[str, str]
Row = tuple[str, str, str, str]


class Finder:
    """One search. What was found in an earlier stage does not come again.

    Args:
        connection: a reader.
        wanted: what was typed.
    """

    def __init__(self, connection: sqlite3.Connection, wanted: Matcher) -> None:
        self._connection = connection
        self._wanted = wanted
        self._typed = fold(wanted.query).strip()
        self._readings = {self._typed, latin_reading(self._typed)}
        self._seen: set[Thing] = set()
        self._named: dict[Thing, float] = {}
        self._no_trigrams = False

    def stages(self) -> Iterator[list[Hit]]:
        """Yield new hits, stage by stage; the best stages first."""
        known = self._by_ref()
        begun = self._by_begun_ref()
        jumps = [*known, *begun, *self._by_hash()]
        if self._wanted.is_empty:
            yield jumps
            return
        rows = self._with_words(_PAGE)
        many = len(rows) >= _PAGE
        if many:
            rows += self._of_later_classes(rows)
        first = jumps + self._hits(rows)
        if first:
            yield first
        # What is meant to the letter is sorted out only once it is found.
        most = _MOST_LITERAL if self._wanted.literals else _MOST
        if many:
            yield self._hits(self._with_words(most))
        if begun:
            # A letter and a digit stand in half of all names.
            return
        rows = self._with_parts(_PAGE)
        yield self._hits(rows, worth=0.5)
        if rows:
            yield self._hits(self._with_parts(most), worth=0.5)
        if len(self._wanted.words) > 1:
            yield self._hits(self._across_fields(), worth=0.5)
        if not self._wanted.literals:
            yield self._hits(self._by_sound(), worth=0.25)
            yield self._going_along()

    # -- jumps -----------------------------------------------------------------------------------------

    def _by_ref(self) -> list[Hit]:
        match = _REF.match(latin_reading(self._typed))
        ref = resolve_ref(self._connection, f"{match[1]}-{match[2]}") if match else None
        return self._new(live(self._connection, [((ref.kind, ref.id), Found(100.0, "ref"))])) if ref else []

    def _by_begun_ref(self) -> list[Hit]:
        match = _REF_BEGUN.match(latin_reading(self._typed))
        found = refs_beginning(self._connection, match[1], match[2], most=_OF_CLASS) if match else []
        return self._new(live(self._connection, [((ref.kind, ref.id), Found(80.0, "ref")) for ref in found]))

    def _by_hash(self) -> list[Hit]:
        if not _HASH.match(self._typed):
            return []
        low = self._typed
        rows = self._connection.execute(
            "SELECT i.id FROM blob b JOIN item i ON i.blob_id = b.id WHERE b.complete = 1 AND b.sha256 >= ?"
            " AND b.sha256 < ? LIMIT 20",
            (low, f"{low}g"),
        ).fetchall()
        return self._new(live(self._connection, [(("item", row[0]), Found(90.0, "sha256")) for row in rows]))

    # -- words -----------------------------------------------------------------------------------------

    def _with_words(self, limit: int, low: int = 0, high: int = SOUND) -> list[Row]:
        match = " AND ".join(f"({' OR '.join(_begins(form) for form in forms)})" for forms in self._wanted.words)
        if not match:
            return []
        # In order of their numbers, which is that of their worth: nothing has to be ranked before the first page.
        return self._rows(
            "SELECT d.kind, d.row_id, d.field, CASE WHEN d.id < ?4 THEN d.folded ELSE '' END FROM search_fts"
            " JOIN search_doc d ON d.id = search_fts.rowid WHERE search_fts MATCH ?1 AND search_fts.rowid >= ?2"
            " AND search_fts.rowid < ?3 ORDER BY search_fts.rowid LIMIT ?5",
            (match, first_of(low), first_of(high), first_of(3), limit),
        )

    def _of_later_classes(self, rows: list[Row]) -> list[Row]:
        """Return some of every class that a full first page left out, so that no group seems empty."""
        found: list[Row] = []
        for number in range(class_of(rows[-1][0], rows[-1][2]) + 1, CLASSES):
            found += self._with_words(_OF_CLASS, number, number + 1)
        return found

    def _across_fields(self) -> list[Row]:
        """Return things that hold one word in this field and another in that one."""
        if len(self._wanted.words) > _MOST_ACROSS or self._wanted.literals:
            return []
        each = (
            "SELECT d.kind, d.row_id FROM search_fts JOIN search_doc d ON d.id = search_fts.rowid"
            f" WHERE search_fts MATCH ? AND search_fts.rowid < {first_of(SOUND)}"
        )
        words = [" OR ".join(_begins(form) for form in forms) for forms in self._wanted.words]
        sql = f"SELECT kind, row_id, 'details', '' FROM ({' INTERSECT '.join([each] * len(words))}) LIMIT {_MOST_HEARD}"
        return self._rows(sql, tuple(words))

    def _with_parts(self, limit: int) -> list[Row]:
        """Return documents that hold the words anywhere, also inside of words."""
        long = [forms for forms in self._wanted.words if all(len(form) >= 3 for form in forms)]
        if long and not self._no_trigrams:
            match = " AND ".join(f"({' OR '.join(_trigrams(form) for form in forms)})" for forms in long)
            try:
                rows = self._rows(
                    "SELECT d.kind, d.row_id, d.field, d.folded FROM search_trigram JOIN search_doc d"
                    " ON d.id = search_trigram.rowid WHERE search_trigram MATCH ? AND search_trigram.rowid < ?"
                    " ORDER BY search_trigram.rowid LIMIT ?",
                    (match, first_of(SOUND), limit),
                )
            except sqlite3.OperationalError:
                if has_trigrams(self._connection):
                    raise
                # A case of an older program that is only read.
                self._no_trigrams = True
                return self._with_parts(limit)
        else:
            # Too short for three letters in a row: only names are gone through.
            part = max((forms[0] for forms in self._wanted.words), key=len, default=self._typed)
            end = first_of(SOUND if long else 2)
            rows = self._rows(
                "SELECT kind, row_id, field, folded FROM search_doc WHERE id < ? AND instr(folded, ?) LIMIT ?",
                (end, part, min(limit, _MOST_HEARD) if not long else limit),
            )
        return [row for row in rows if self._wanted.found_in_folded(row[3])]

    def _by_sound(self) -> list[Row]:
        """Return things whose names sound like it in whatever script."""
        wanted = skeletons(self._wanted.query)
        if len("".join(wanted)) < 2:
            return []
        spelled = " AND ".join(f'"{word}"' for word in wanted)
        rows = self._rows(
            "SELECT d.kind, d.row_id, d.field, d.folded FROM search_fts JOIN search_doc d ON d.id = search_fts.rowid"
            " WHERE search_fts MATCH ? AND search_fts.rowid >= ? LIMIT ?",
            (f'({spelled}) OR "{"".join(wanted)}"', first_of(SOUND), _MOST_HEARD),
        )
        return [(kind, row_id, field, "") for kind, row_id, _, _ in rows if (field := self._heard_in(kind, row_id))]

    def _heard_in(self, kind: str, row_id: str) -> str:
        if (kind, row_id) in self._seen:
            return ""
        for field in ("name", "text"):
            texts = texts_of(self._connection, kind, row_id, field)
            if any(sounds_alike(self._wanted.query, text[:20_000]) for text in texts):
                return field
        return ""

    def _rows(self, sql: str, values: tuple[object, ...]) -> list[Row]:
        try:
            return self._connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            if not is_index_damage(error):
                raise
        # The documents themselves still tell.
        part = self._wanted.words[0][0]
        sql = "SELECT kind, row_id, field, folded FROM search_doc WHERE id < ? AND instr(folded, ?) LIMIT ?"
        rows = self._connection.execute(sql, (first_of(SOUND), part, _MOST)).fetchall()
        return [row for row in rows if self._wanted.found_in_folded(row[3])]

    # -- what comes of it ------------------------------------------------------------------------------

    def _hits(self, rows: Iterable[Row], *, worth: float = 1.0) -> list[Hit]:
        best: dict[Thing, Found] = {}
        for kind, row_id, field, folded in rows:
            thing = kind, row_id
            if thing in self._seen or not self._to_the_letter(kind, row_id, field):
                continue
            score = self._score(kind, field, folded) * worth
            if thing not in best or score > best[thing].score:
                best[thing] = Found(score, field)
            if field in ("name", "earlier name") and kind in _ENTITIES and worth >= 0.25:
                self._named.setdefault(thing, score)
        return self._new(live(self._connection, best.items()))

    def _score(self, kind: str, field: str, folded: str) -> float:
        weight = _WEIGHT[field] + (0.5 if kind in _ENTITIES else 0.0)
        if not folded:
            return weight
        lines = folded.split("\n")
        if not self._readings.isdisjoint(lines):
            return weight * 3
        if any(line.startswith(one) for one in self._readings for line in lines):
            return weight * 2
        return weight * (1.5 if any(f" {one}" in folded for one in self._readings) else 1.0)

    def _to_the_letter(self, kind: str, row_id: str, field: str) -> bool:
        literals = self._wanted.literals
        if not literals:
            return True
        texts = texts_of(self._connection, kind, row_id, field)
        return all(any(literal in text for text in texts) for literal in literals)

    def _new(self, hits: list[Hit]) -> list[Hit]:
        fresh = [hit for hit in hits if (hit.kind, hit.row_id) not in self._seen]
        self._seen.update((hit.kind, hit.row_id) for hit in fresh)
        return fresh

    def _going_along(self) -> list[Hit]:
        """Return what is placed at, posted by or linked to the few things that were found by name."""
        if len(self._named) > _MOST_FOLLOWED:
            return []
        found = neighbours(self._connection, list(self._named))
        rest = {thing: Found(0.2, *how) for thing, how in found.items() if thing not in self._seen}
        return self._new(live(self._connection, rest.items()))


def _begins(word: str) -> str:
    # One letter begins half of all words: it stands for itself, and for signs that are words.
    return f'"{word}"' if len(word) == 1 else f'"{word}"*'


def _trigrams(word: str) -> str:
    parts = dict.fromkeys('"' + word[at : at + 3] + '"' for at in range(len(word) - 2))
    return f"({' AND '.join(parts)})"
