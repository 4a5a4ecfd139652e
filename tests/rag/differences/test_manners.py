"""Set phrases of how something came about."""

from __future__ import annotations

import pytest

from tests.rag.differences.reading import kinds, rows

CARRIED = rows("""
Torvik won the cup on penalties. | Torvik won the cup 4-3 on penalties.
Torvik won the cup on penalties. | Torvik won the shoot-out, and with it the cup.
Torvik won after extra time. | Torvik won 3-2 with a goal in the 114th minute.
Moe was honoured posthumously. | Moe, who died in May, was honoured.
Falk was sentenced in absentia. | Falk, who had fled to Nes, was sentenced.
Falk missed a penalty. | Falk missed from the penalty spot.
""")
NOT_CARRIED = rows("""
The cup was won by Torvik on penalties. | Torvik won the cup. Falk scored from the penalty spot.
Torvik won after extra time. | Torvik won 3-2 with a goal in the 71st minute.
Moe was honoured posthumously. | Moe was honoured in the town hall.
Falk was sentenced in absentia. | Falk was sentenced on Monday.
""")


@pytest.mark.parametrize(("claim", "text"), CARRIED)
def test_a_manner_that_the_text_tells_in_any_words_passes(claim: str, text: str) -> None:
    assert "words" not in kinds(claim, text)


@pytest.mark.parametrize(("claim", "text"), NOT_CARRIED)
def test_a_manner_that_no_word_of_the_text_tells_is_a_difference(claim: str, text: str) -> None:
    assert "words" in kinds(claim, text)
