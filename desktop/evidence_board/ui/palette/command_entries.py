"""Commands, tags, collections and saved views as entries of the palette: what needs no search of the case."""

from collections.abc import Iterable
from functools import partial

from evidence_board.model.case_index import CaseIndex
from evidence_board.text_match import Matcher
from evidence_board.ui.commands import Command, Commands
from evidence_board.ui.i18n import count, tr
from evidence_board.ui.palette.entries import Action, Entry, Group
from evidence_board.ui.palette.opening import Opening, part_for

__all__ = ["NOT_LISTED", "command_entry", "command_group", "tag_groups"]

#: Commands that make no sense while the palette is open.
NOT_LISTED = frozenset({"palette", "step_back"})


def command_group(commands: Commands, wanted: Matcher, *, shown: int, read_only: bool = False) -> Group:
    """Return the commands whose titles or headings hold what was typed, the best first; all of them for nothing.

    Args:
        commands: of the case.
        wanted: what was typed.
        shown: how many stand in the list before it is opened.
        read_only: the case cannot be changed, which is why some cannot be done.
    """
    ranked: list[tuple[int, bool, int, Command]] = []
    for number, command in enumerate(commands):
        if command.id in NOT_LISTED:
            continue
        # By ear every short word sounds like some command.
        rank = wanted.rank(command.title_now, command.title, by_ear=False)
        if rank is None:
            rank = 5 if command.group and wanted.found_in(f"{command.title} {command.group}") else None
        if rank is not None:
            ranked.append((rank, not command.enabled(), number, command))
    ranked.sort(key=lambda one: one[:3])
    group = Group("commands", tr("Commands"), shown=shown)
    group.entries = [command_entry(commands, one[-1], wanted, read_only=read_only) for one in ranked]
    if ranked and not wanted.is_empty:
        group.best = {0: 30.0, 1: 9.0, 2: 5.0}.get(ranked[0][0], 1.0)
    return group


def command_entry(commands: Commands, command: Command, wanted: Matcher, *, read_only: bool = False) -> Entry:
    """Return the entry of a command; one that cannot be done now says why."""
    title = command.title_now
    why_not = "" if command.enabled() else _why_not(command, read_only=read_only)
    act = Action("open", tr("Do it"), lambda: _run(commands, command.id), "corner-down-left", "Enter")
    return Entry(
        id=f"command:{command.id}",
        title=title,
        spans=() if wanted.is_empty else tuple(wanted.spans(title, by_ear=False)),
        detail=why_not or command.group,
        icon=command.icon or "chevron-right",
        key=command.key,
        actions=() if why_not else (act,),
        why_not=why_not,
    )


def _why_not(command: Command, *, read_only: bool) -> str:
    if read_only:
        return tr("this case is open to read only")
    if command.id in ("undo", "redo"):
        return tr("nothing to undo") if command.id == "undo" else tr("nothing to redo")
    if command.group == tr("Selected") or command.id.startswith("level_"):
        return tr("select something first")
    return tr("not now")


def _run(commands: Commands, command_id: str) -> None:
    commands.run(command_id)


def tag_groups(index: CaseIndex, wanted: Matcher, opening: Opening, *, all_of_them: bool) -> list[Group]:
    """Return tags, collections and saved views whose names hold what was typed.

    Args:
        index: the read model.
        wanted: what was typed.
        opening: acts on what is chosen.
        all_of_them: list them all when nothing was typed.
    """
    if wanted.is_empty and not all_of_them:
        return []
    tags = _named("tags", tr("Tags"), ((one.id, one.path, one.count) for one in index.tags.values()), wanted)
    albums = _named(
        "albums", tr("Collections"), ((one.id, one.name, one.count) for one in index.albums.values()), wanted
    )
    for group, kind, icon in ((tags, "tag", "tag"), (albums, "album", "folder")):
        group.entries = [_filtering(one, kind, icon, opening, wanted) for one in group.entries]
    views = Group("views", tr("Saved views"), shown=3)
    for view in index.views.values():
        if wanted.rank(view.name) is not None:
            go = Action("open", tr("Open"), partial(opening.open_view, view.query), "corner-down-left", "Enter")
            spans = () if wanted.is_empty else tuple(wanted.spans(view.name))
            views.entries.append(
                Entry(id=f"view:{view.id}", title=view.name, spans=spans, icon="bookmark", actions=(go,))
            )
    return [group for group in (tags, albums, views) if group.entries]


def _named(name: str, title: str, rows: Iterable[tuple[str, str, int]], wanted: Matcher) -> Group:
    ranked = [
        (rank, -files, row_id, label) for row_id, label, files in rows if (rank := wanted.rank(label)) is not None
    ]
    group = Group(name, title, shown=3)
    for _, files, row_id, label in sorted(ranked):
        detail = count(-files, one="{n} file", many="{n} files")
        group.entries.append(Entry(id=row_id, title=label, detail=detail))
    return group


def _filtering(entry: Entry, kind: str, icon: str, opening: Opening, wanted: Matcher) -> Entry:
    part = part_for(kind, entry.id)
    act = Action("filter", tr("Filter to it"), lambda: opening.filter_by(part), "funnel", "Enter")
    spans = () if wanted.is_empty else tuple(wanted.spans(entry.title))
    return Entry(
        id=f"{kind}:{entry.id}", title=entry.title, spans=spans, detail=entry.detail, icon=icon, actions=(act,)
    )
