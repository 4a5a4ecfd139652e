"""Names put together that the article never puts together."""

from __future__ import annotations

import pytest

from rag.differences.compounds import compound_difference
from rag.differences.names import named

ARTICLE = (
    "The team of Port Sollan won. Sollan Rovers beat Alder United. "
    "Ines Marr of Alder scored. The House of Lords met Economy Minister Lind. "
    "Before, Bo Lind had called Tove Haak, the prime minister."
)


@pytest.mark.parametrize(
    "claim",
    [
        "Port Sollan Rovers beat Alder United.",
        "Alder Rovers lost.",
        "Vote by Economy Minister Tove Haak counted.",
    ],
)
def test_a_name_made_of_two_names_is_none_of_the_article(claim: str) -> None:
    found = compound_difference(claim, "", named(ARTICLE))
    assert found is not None
    assert found.kind == "name"


@pytest.mark.parametrize(
    "claim",
    [
        "Sollan Rovers beat Alder United.",
        "Alder's Ines Marr scored.",
        "Economy Minister Bo Lind resigned.",
        "Prime Minister Tove Haak resigned.",
        "Alder-born Marr scored.",
        "The club of Port Sollan won.",
        "Smiling Ines Marr scored.",
    ],
)
def test_names_that_stand_as_the_article_has_them_pass(claim: str) -> None:
    assert compound_difference(claim, "", named(ARTICLE)) is None


def test_the_reason_says_which_name_there_is_not() -> None:
    found = compound_difference("Port Sollan Rovers won.", "", named(ARTICLE))
    assert found is not None
    assert found.why == "the article names no 'Port Sollan Rovers'"
