"""The tokens are read whole, in both schemes, and cannot be changed."""

import pytest

from evidence_board.model.levels import Level
from evidence_board.ui.theme.tokens import tokens


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes_have_the_same_roles(scheme):
    assert tokens(scheme).colour.keys() == tokens("light").colour.keys()
    assert tokens(scheme).scheme == scheme


def test_every_level_of_the_ladder_has_a_look():
    looks = tokens("light").level
    assert set(looks) == set(Level)
    assert [looks[level].bars for level in Level] == [4, 3, 2, 1, 0, 0]
    assert looks[Level.POSSIBLE].dash == (5, 3)
    assert looks[Level.DOUBTFUL].round_caps


def test_tokens_cannot_be_changed():
    with pytest.raises(TypeError):
        tokens("light").colour["accent"] = "#000000"  # the point of the test
