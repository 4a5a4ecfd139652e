from __future__ import annotations

from datetime import date

import pytest

from rag.happened import day_of
from tests.rag.making import hit

PUBLISHED = "2026-09-10"


@pytest.mark.parametrize(
    ("texts", "day"),
    [
        (["The flood came on 7 September. It rained again on 9 September."], date(2026, 9, 7)),
        (["The flood came on Monday.", "The flood of 7 September ebbed."], date(2026, 9, 7)),
        (["The flood came on 7 September.", "The flood came on 8 September."], date(2026, 9, 7)),
        (["The flood came on 7 September, not on 8 September as first reported."], None),
        (["The flood came in September."], None),
        (["Nobody knows."], None),
        ([], None),
    ],
)  # fmt: skip
def test_an_event_is_dated_by_the_sentences_that_name_it(
    texts: list[str], day: date | None
) -> None:
    hits = [hit(text, n, f"a{n}", published_at=PUBLISHED) for n, text in enumerate(texts, 1)]
    assert day_of("the flood", hits) == day
