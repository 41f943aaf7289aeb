"""Words in files, found in whatever script they were written."""

from evidence_board.filters.nodes import Test
from evidence_board.model.case_index import CaseIndex, ItemRow
from evidence_board.text import fold, word_forms

__all__ = ["text_test"]


def text_test(text: str, index: CaseIndex) -> Test:
    """Return the test for files that say every word of a text, or its Latin reading.

    Args:
        text: words as a person types them.
        index: the read model; it keeps what its files say, folded and read in Latin letters.
    """
    words = [word_forms(word) for word in fold(text).split()]
    # Looked up here where it can be: a call more for each of many files is most of the time.
    says, known = index.searchable, index.folded_words.get
    if len(words) == 1 and len(words[0]) == 1:
        ((word,),) = words
        return lambda item: word in (known(item.id) or says(item))
    if len(words) == 1 and len(words[0]) == 2:
        ((word, reading),) = words

        def said(item: ItemRow) -> bool:
            here = known(item.id) or says(item)
            return word in here or reading in here

        return said

    def all_said(here: str) -> bool:
        return all(any(form in here for form in forms) for forms in words)

    return lambda item: all_said(known(item.id) or says(item))
