"""Words in files, found in whatever script they were written."""

from evidence_board.filters.nodes import Test
from evidence_board.model.case_index import CaseIndex
from evidence_board.text import fold, fold_for_search, word_forms

__all__ = ["text_test"]


def text_test(text: str, index: CaseIndex) -> Test:
    """Return the test for files that say every word of a text, or its Latin reading.

    Args:
        text: words as a person types them.
        index: the read model.
    """
    words = [word_forms(word) for word in fold(text).split()]
    searchable = index.searchable

    def said(forms: list[str], here: str) -> bool:
        if any(form in here for form in forms):
            return True
        return not here.isascii() and any(form in fold_for_search(here) for form in forms)

    if len(words) == 1 and len(words[0]) == 1:
        (((word,)),) = words
        return lambda item: word in (here := searchable(item)) or (not here.isascii() and word in fold_for_search(here))
    return lambda item: all(said(forms, searchable(item)) for forms in words)
