"""``list problems`` names what does not fit together beside what was found at import, with the same keys."""

import json

from click.testing import CliRunner
from tests.factories.cases import empty_session
from tests.factories.conflicts import TARTUS, add_photo

from evidence_board.cli.main import cli
from evidence_board.operations.conflict_answers import answer_conflict


def listed(case, *more):
    result = CliRunner().invoke(cli, ["list", str(case), "problems", *more])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_conflicts_are_listed_with_their_answers(tmp_path):
    with empty_session(tmp_path) as session:
        add_photo(session, "M-1", taken="2015-09-18T07:05:00+03:00", at=TARTUS, stamp="2015-09-18T07:05:00Z")
        two = add_photo(session, "M-2", at=TARTUS, tag=(35.28, 35.87, 5_000.0))
        (conflict,) = session.index.observations.conflicts_of(two)
        session.run(answer_conflict, conflict=conflict, state="explained", note="Снято раньше").result()
        case = session.case.path
    before = case.read_bytes()
    rows = json.loads(listed(case, "--json"))
    assert [(row["item"], row["code"], row["state"], row["answer"]) for row in rows] == [
        ("M-1", "clock_gps", "open", ""),
        ("M-2", "positions_apart", "explained", "Снято раньше"),
    ]
    assert set(rows[0]) == {"item", "name", "code", "message", "detail", "state", "answer"}
    assert rows[0]["detail"] == "Camera: 18 Sep 2015, 07:05 UTC+3; GPS: 18 Sep 2015, 10:05 UTC+3"
    assert "clock_gps" in listed(case)
    assert case.read_bytes() == before
