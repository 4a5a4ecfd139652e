"""Numbers torn apart by a tool."""

from __future__ import annotations

import pytest

from rag.differences.compare import differences
from rag.differences.respaced import respaced


@pytest.mark.parametrize(
    ("text", "other", "joined"),
    [
        ("He won 1, 056 games.", "He won 1,056 games.", "He won 1,056 games."),
        ("It cost $ 1. 3 million.", "It cost $1.3 million.", "It cost $ 1.3 million."),
        ("Of 2, 310, 400 came.", "2,310,400 came.", "Of 2,310,400 came."),
        ("On May 12, 300 came.", "300 came.", "On May 12, 300 came."),
        ("In 2012, 300 came.", "12,300 came.", "In 2012, 300 came."),
        ("They won 3. 5 were hurt.", "5 were hurt.", "They won 3. 5 were hurt."),
    ],
)
def test_a_number_is_put_together_as_the_other_text_has_it(
    text: str, other: str, joined: str
) -> None:
    assert respaced(text, other) == joined


def test_a_torn_number_carries_and_another_one_does_not() -> None:
    article = "He has taken charge of 1, 056 matches since 1996."
    assert differences("He took charge of 1,056 matches.", article) == ()
    assert [d.kind for d in differences("He took charge of 1,065 matches.", article)] == ["number"]
