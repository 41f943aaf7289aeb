"""Words in files, found in whatever script they were written."""

from evidence_board.filters.nodes import Test
from evidence_board.model.case_index import CaseIndex
from evidence_board.text import fold, word_forms

__all__ = ["text_test"]


def text_test(text: str, index: CaseIndex) -> Test:
    """Return the test for files that say every word of a text, or its Latin reading.

    Args:
        text: words as a person types them.
        index: the read model; it keeps what its files say, folded and read in Latin letters.
    """
    words = [word_forms(word) for word in fold(text).split()]
    says = index.searchable
    if len(words) == 1 and len(words[0]) == 1:
        ((word,),) = words
        return lambda item: word in says(item)

    def all_said(here: str) -> bool:
        return all(any(form in here for form in forms) for forms in words)

    return lambda item: all_said(says(item))
