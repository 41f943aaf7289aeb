"""Answers the problems of a file that an edit itself settles, in the same undo step as that edit."""

from collections.abc import Iterable

from evidence_board.case.gate import Transaction
from evidence_board.model.file_problems import PROBLEM_WORDS, ProblemAction

__all__ = ["answer_settled"]


def answer_settled(tx: Transaction, *, item_ids: Iterable[str], action: ProblemAction, answer: str) -> None:
    """Answer the open problems of files for which ``action`` is the thing to do.

    Placing a photo by hand settles what is wrong with its written position, setting its date what is wrong
    with its written dates: asking for both would take two steps, and undoing one of them would leave a lie.

    Args:
        tx: the open transaction of the edit.
        item_ids: the files that were edited.
        action: what was done.
        answer: the words to keep with each problem.
    """
    codes = [code.value for code, words in PROBLEM_WORDS.items() if words.action is action]
    sql = (
        "SELECT id FROM problem WHERE item_id = ? AND state = 'open' AND deleted_at IS NULL"
        f" AND code IN ({','.join('?' * len(codes))}) ORDER BY id"
    )
    for item_id in item_ids:
        for (problem_id,) in tx.connection.execute(sql, (item_id, *codes)).fetchall():
            tx.update("problem", problem_id, state="answered", answer=answer)
