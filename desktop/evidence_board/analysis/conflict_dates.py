"""Times that cannot both be true: taken after posted, posted before the account was there, from before the camera.

Two times disagree only when no zone lets them agree (`conflict_time.span`): a day without a clock is never shifted,
and a clock without a zone may be in any.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from evidence_board.analysis.conflict_time import camera_time, preferred_time, satellite_stamp, seconds, span
from evidence_board.analysis.conflict_words import span_words, time_words
from evidence_board.model.conflict_facts import AccountFact, ConflictFacts, FileFact, PostFact, TimeFact
from evidence_board.model.observations import Conflict, Remedy
from evidence_board.model.phrases import Phrase

__all__ = ["account_dates", "copy_dates", "date_conflicts"]

#: Clocks of phones and servers agree within this.
_SAME_S = 120.0
#: A date that is over this far beyond the present is no slow clock of this computer.
_FUTURE_S = 26 * 3600.0
#: Where clocks start to count when a battery was out, to the minute: Unix, FAT (MS-DOS), many cameras, GPS, Mac.
_RESETS = {
    "1970-01-01T00:0": Phrase("Unix clocks start at 1 January 1970"),
    "1980-01-01T00:0": Phrase("clocks of memory cards start at 1 January 1980"),
    "1980-01-06T00:0": Phrase("GPS clocks start at 6 January 1980"),
    "1904-01-01T00:0": Phrase("clocks of video files start at 1 January 1904"),
    "2000-01-01T00:0": Phrase("many cameras start at 1 January 2000"),
    "2001-01-01T00:0": Phrase("some phones start at 1 January 2001"),
}
#: When makers announced models, to the month; the first day of it counts. From their press releases. Few on purpose:
#: only names that one series of devices carries.
_ANNOUNCED: tuple[tuple[str, str], ...] = (
    (r"iphone 4s", "2011-10-01"),
    (r"iphone 5", "2012-09-01"),
    (r"iphone 5[cs]", "2013-09-01"),
    (r"iphone 6( plus)?", "2014-09-01"),
    (r"iphone 6s( plus)?", "2015-09-01"),
    (r"iphone 7( plus)?", "2016-09-01"),
    (r"iphone (8( plus)?|x)", "2017-09-01"),
    (r"iphone x[sr]( max)?", "2018-09-01"),
    (r"iphone 11( pro( max)?)?", "2019-09-01"),
    (r"iphone 12( mini| pro( max)?)?", "2020-10-01"),
    (r"iphone 13( mini| pro( max)?)?", "2021-09-01"),
    (r"iphone 14( plus| pro( max)?)?", "2022-09-01"),
    (r"iphone 15( plus| pro( max)?)?", "2023-09-01"),
    (r"iphone 16( plus| pro( max)?)?", "2024-09-01"),
    (r"gt-i9300", "2012-05-01"),
    (r"gt-i950[05]", "2013-03-01"),
    (r"sm-g900.*", "2014-02-01"),
    (r"sm-g92[05].*", "2015-03-01"),
    (r"sm-g93[05].*", "2016-02-01"),
    (r"sm-g95[05].*", "2017-03-01"),
    (r"sm-g96[05].*", "2018-02-01"),
    (r"sm-g97[035].*", "2019-02-01"),
    (r"pixel( xl)?", "2016-10-01"),
    (r"pixel 2( xl)?", "2017-10-01"),
    (r"pixel 3( xl)?", "2018-10-01"),
    (r"canon eos 5d mark iii", "2012-03-01"),
    (r"canon eos 5d mark iv", "2016-08-01"),
    (r"canon eos 6d", "2012-09-01"),
    (r"canon eos 70d", "2013-07-01"),
    (r"canon eos 80d", "2016-02-01"),
    (r"nikon d800", "2012-02-01"),
    (r"nikon d810", "2014-06-01"),
    (r"nikon d850", "2017-08-01"),
    (r"nikon d750", "2014-09-01"),
)
_MODELS = tuple((re.compile(model), day) for model, day in _ANNOUNCED)
_SAID_OF_DATES = frozenset({"date_unlikely", "date_in_future", "date_unset"})

_CHANGE = Remedy("show_time", Phrase("Change date"))
_KEEP = Remedy("keep", Phrase("Keep both"))
_OTHER_TIME = Phrase("Another time counts.")


def date_conflicts(file: FileFact, facts: ConflictFacts) -> list[Conflict]:
    """Compare the times of one file with each other, with its posts and with its camera."""
    found = list(_against_itself(file, facts)) if file.times else []
    if file.posts:
        found = [*_against_posts(file, facts), *found, *_collected(file)]
    return found


def _posted(post: PostFact) -> Phrase:
    return Phrase("Posted, {ref}", ref=post.ref)


def _show(ref: str, row_id: str) -> Remedy:
    return Remedy("show_file", Phrase("Show {ref}", ref=ref), target=row_id)


def _item(
    file: FileFact,
    code: str,
    *parts: str,
    title: str,
    values: tuple[tuple[str, str], ...],
    meaning: str,
    others: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    state: str = "open",
    note: str = "",
    remedies: tuple[Remedy, ...] = (_CHANGE, _KEEP),
) -> Conflict:
    return Conflict(
        code=code,
        subject=" ".join((file.id, *parts)),
        kind="item",
        row_id=file.id,
        others=others,
        also=also,
        title=title,
        values=values,
        meaning=meaning,
        state=state,
        note=note,
        remedies=remedies,
    )


def _first_post(file: FileFact) -> tuple[PostFact, TimeFact, float] | None:
    """Return the post that was certainly first, with its time and the latest that it can have been."""
    ends = (
        (end[1], post.id, post, post.posted)
        for post in file.posts
        if post.posted is not None and (end := span(post.posted)) is not None
    )
    first = min(ends, key=lambda one: one[:2], default=None)
    return (first[2], first[3], first[0]) if first is not None else None


def _against_posts(file: FileFact, facts: ConflictFacts) -> Iterator[Conflict]:
    first = _first_post(file)
    if first is None:
        return
    post, posted, latest = first
    taken = preferred_time(file)
    earliest = span(taken)
    if taken is not None and earliest is not None and earliest[0] > latest + _SAME_S:
        yield _item(
            file,
            "posted_before_taken",
            *(post.id, posted.local, posted.utc or "", taken.local, taken.utc or ""),
            others=(post.id,),
            also=(post.id,),
            title=Phrase("Posted at least {span} before it was taken", span=span_words(earliest[0] - latest)),
            values=((_posted(post), time_words(posted)), (Phrase("Taken"), time_words(taken))),
            meaning=Phrase(
                "The clock of the camera was wrong; the post was edited and kept its old date; or this is another file"
                " than the one that was posted then."
            ),
        )
        return
    fixed = satellite_stamp(file)
    if fixed is not None and fixed[1] > latest + _SAME_S and "gps_unlikely" not in file.problems:
        yield _item(
            file,
            "gps_after_post",
            *(post.id, posted.local, posted.utc or "", fixed[0].id),
            others=(post.id,),
            also=(post.id,),
            title=Phrase("GPS time is at least {span} after it was posted", span=span_words(fixed[1] - latest)),
            values=((_posted(post), time_words(posted)), (Phrase("GPS"), time_words(fixed[1], zone="UTC"))),
            meaning=Phrase(
                "The post was edited and kept its old date; the position was written into the file later; or this is"
                " another file than the one that was posted then."
            ),
        )


def _against_itself(file: FileFact, facts: ConflictFacts) -> Iterator[Conflict]:
    taken = preferred_time(file)
    # A day before the day on which it came in is before it in any zone; of nearly all files that is enough.
    late = taken is not None and (taken.utc or taken.local)[:10] >= file.added_at[:10]
    earliest = span(taken) if late else None
    added, now = seconds(file.added_at), seconds(facts.now)
    if taken is not None and earliest is not None and added is not None and earliest[0] > added + _SAME_S:
        future = now is not None and earliest[0] > now + _SAME_S
        yield _item(
            file,
            "taken_after_added",
            *(taken.id, taken.local),
            title=Phrase("The date is in the future") if future else Phrase("Taken after it came into the case"),
            values=((Phrase("Taken"), time_words(taken)), (Phrase("Came in"), time_words(added, zone="UTC"))),
            meaning=Phrase("A number was typed wrongly, or the clock of this computer was slow."),
        )
    wrote = camera_time(file)
    if wrote is None:
        return
    reset = _RESETS.get(wrote.local[:15], "")
    if reset and not _SAID_OF_DATES & file.problems:
        yield _item(
            file,
            "date_reset",
            wrote.local,
            title=Phrase("The date is one at which clocks start"),
            values=((Phrase("Camera"), time_words(wrote)),),
            meaning=Phrase(
                "When its battery was out, a clock starts again: {why}. People do take pictures then.", why=reset
            ),
            state="open" if taken is None or taken.id == wrote.id else "corrected",
            note="" if taken is None or taken.id == wrote.id else _OTHER_TIME,
            remedies=(Remedy("show_time", Phrase("Set date")), Remedy("keep", Phrase("Leave as it is"))),
        )
    elif not reset:
        yield from _before_device(file, wrote, taken)


@lru_cache(maxsize=1_024)
def _announced(model: str) -> str | None:
    """Return the first day of the month in which a model was announced, None where that is not known here."""
    return next((day for name, day in _MODELS if model and name.fullmatch(model)), None)


def _before_device(file: FileFact, wrote: TimeFact, taken: TimeFact | None) -> Iterator[Conflict]:
    model = file.camera[1].strip().lower()
    announced = _announced(model)
    if announced is None:
        return
    end, start = span(wrote), seconds(announced)
    if end is None or start is None or end[1] >= start or _SAID_OF_DATES & file.problems:
        return
    changed = taken is not None and taken.id != wrote.id
    yield _item(
        file,
        "before_device",
        wrote.local,
        model,
        title=Phrase("Taken before its camera was on sale"),
        values=(
            (Phrase("Taken"), time_words(wrote)),
            (
                Phrase("Camera"),
                Phrase(
                    "{model}, announced {month}",
                    model=file.camera[1].strip(),
                    month=time_words(TimeFact("", "", "", announced[:7])),
                ),
            ),
        ),
        meaning=Phrase("The clock was not set. Makers test devices before they announce them."),
        state="corrected" if changed else "open",
        note=_OTHER_TIME if changed else "",
    )


def _collected(file: FileFact) -> Iterator[Conflict]:
    record = file.collection
    at = seconds(record.collected_at) if record is not None else None
    if record is None or at is None:
        return
    day = len(record.collected_at.strip()) <= 10
    latest = at + 86_400.0 + 12 * 3600.0 if day else at + 60.0
    for post in file.posts:
        theirs = post.id == record.post_id or (bool(post.url) and post.url == record.page_url)
        published = span(post.posted)
        if theirs and post.posted is not None and published is not None and latest + _SAME_S < published[0]:
            yield _item(
                file,
                "collected_before_posted",
                *(post.id, record.collected_at, post.posted.local),
                others=(post.id,),
                also=(post.id,),
                title=Phrase("Collected {span} before it was posted", span=span_words(published[0] - latest)),
                values=((Phrase("Collected"), record.collected_at), (_posted(post), time_words(post.posted))),
                meaning=Phrase(
                    "One of the two was typed in another zone or wrongly; or the post was published anew and shows its"
                    " new date."
                ),
                remedies=(_show(post.ref, post.id), _KEEP),
            )


def account_dates(account: AccountFact, *, now: str) -> list[Conflict]:
    """Notice posts from before the account was made, and from the future; one conflict of each kind."""
    found = []
    created, present = seconds(account.created_on), seconds(now)
    early: list[tuple[float, PostFact]] = []
    late: list[tuple[float, PostFact]] = []
    for post in account.posts:
        published = span(post.posted)
        if published is None:
            continue
        # A day of creation is a day in any zone.
        slack = 14 * 3600.0 if len(account.created_on.strip()) <= 10 else _SAME_S
        if created is not None and published[1] < created - slack:
            early.append((published[1], post))
        if present is not None and published[0] > present + _FUTURE_S:
            late.append((-published[0], post))
    if early:
        first = min(early, key=lambda one: (one[0], one[1].id))[1]
        found.append(_of_account(account, "before_account", first, len(early)))
    if late:
        last = min(late, key=lambda one: (one[0], one[1].id))[1]
        found.append(_of_account(account, "date_future", last, len(late)))
    return found


def _of_account(account: AccountFact, code: str, post: PostFact, many: int) -> Conflict:
    assert post.posted is not None
    early = code == "before_account"
    many_words = "{n} posts are older than the account" if early else "{n} posts are dated in the future"
    one_words = "A post is older than the account" if early else "A post is dated in the future"
    made = time_words(TimeFact("", "", "", account.created_on.strip()[:16])) if early else ""
    which = Phrase("Oldest post, {ref}", ref=post.ref) if early else Phrase("Latest post, {ref}", ref=post.ref)
    return Conflict(
        code=code,
        subject=f"{account.id} {account.created_on if early else ''} {post.id} {post.posted.local}",
        kind="account",
        row_id=account.id,
        others=(post.id,),
        also=(post.id, *post.files),
        title=Phrase(one_words) if many == 1 else Phrase(many_words, n=str(many)),
        values=(*(((Phrase("Account made"), made),) if early else ()), (which, time_words(post.posted))),
        meaning=Phrase("The account took over posts of another one, or its day of creation is that of a new name.")
        if early
        else Phrase("Some platforms let people choose the date of a post; else it was typed wrongly."),
        remedies=(_show(post.ref, post.id), _KEEP),
    )


def copy_dates(first: FileFact, second: FileFact) -> Conflict | None:
    """Notice two files that a person called the same picture, whose own clocks say different days."""
    one, other = camera_time(first), camera_time(second)
    earlier, later = span(one), span(other)
    if one is None or other is None or earlier is None or later is None:
        return None
    gap = max(later[0] - earlier[1], earlier[0] - later[1])
    if gap <= 3600.0:
        return None
    return _item(
        second,
        "copies_dates",
        *(first.id, one.local, other.local),
        others=(first.id,),
        title=Phrase("Its copy {ref} has another date", ref=first.ref),
        values=((first.ref, time_words(one)), (second.ref, time_words(other))),
        meaning=Phrase("Programs write a date of their own when they save a copy; or the two are shots of one series."),
        remedies=(_show(first.ref, first.id), _KEEP, _CHANGE),
    )
