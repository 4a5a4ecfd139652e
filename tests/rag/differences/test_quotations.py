"""Quotation marks."""

from __future__ import annotations

import pytest

from tests.rag.differences.reading import kinds, rows

CARRIED = rows("""
"We slept in the car," Moe said. | "We slept in the car," Moe said.
“We slept in the car,” Moe said. | "We slept in the car," Moe said.
‘We slept in the car,’ Moe said. | "We slept in the car," Moe said.
Moe said they "slept in the car". | "We slept in the car," Moe said.
"We slept ... car," Moe said. | "We slept in the car," Moe said.
"We slept [...] car," Moe said. | "We slept in the car," Moe said.
"WE SLEPT in the car," Moe said. | "We slept in the car," Moe said.
Moe called it "a cold soup". | It was a cold soup, Moe said.
The play "Low Tide" opened. | "Low Tide", a play, opened.
Moe said they slept in the car. | "We slept in the car," Moe said.
The dog's bowl is empty. | The dog's bowl is empty.
The players' bus left. | The bus of the players left.
"No." | "No," she said.
Moe said "never". | Moe never said so.
"The sea, the sea," she sang. | "The sea, the sea," she sang.
"It's late," he said. | “It’s late,” he said.
He was "not amused". | The king was not amused.
"The boat leaked" and "the oars broke". | "The boat leaked and the oars broke," he said.
«We slept in the car», Moe said. | "We slept in the car," Moe said.
"Ten of us came," Moe said. | "Ten of us came," Moe said.
"Good night… good luck," he said. | "Good night, all, and good luck," he said.
„We slept in the car,” Moe said. | "We slept in the car," Moe said.
The so-called "wall" fell. | The wall fell.
"Rain again," the sign read. | The sign read: rain again.
'Rain again,' the sign read. | The sign read: rain again.
""")
NOT_CARRIED = rows("""
"We slept in the bus," Moe said. | "We slept in the car," Moe said.
"We sat in the car," Moe said. | "We slept in the car," Moe said.
"In the car we slept," Moe said. | "We slept in the car," Moe said.
‘We slept in the bus,’ Moe said. | "We slept in the car," Moe said.
Moe said they "dozed in the car". | "We slept in the car," Moe said.
"Car … slept," Moe said. | "They went by train," Moe said.
Moe called it "a hot soup". | It was a cold soup, Moe said.
Moe called it "a disgrace". | Moe complained of it.
"Nobody told us," Moe said. | Moe said that they had not been told.
"We were robbed," he said. | "We were rubbed," he said.
The play "High Tide" opened. | "Low Tide", a play, opened.
He was "furious". | The king was not amused.
"The oars broke" and "the mast fell". | "The boat leaked and the oars broke," he said.
„We slept badly,” Moe said. | "We slept in the car," Moe said.
«We slept badly», Moe said. | "We slept in the car," Moe said.
"Eleven of us came," Moe said. | "Ten of us came," Moe said.
"Good night ... bad luck," he said. | "Good night, all, and good luck," he said.
The so-called "gate" fell. | The wall fell.
"Sun again," the sign read. | The sign read: rain again.
'Sun again,' the sign read. | The sign read: rain again.
Moe praised "the best crew alive". | Moe praised the crew.
It was "a tragedy for Nes". | It was a tragedy.
They chanted "we will stay". | They chanted that they would stay.
"I am the captain," he said. | "I was the captain," he said.
"The dam will hold," she said. | The dam held.
""")


@pytest.mark.parametrize(("claim", "text"), CARRIED)
def test_the_very_words_may_be_quoted(claim: str, text: str) -> None:
    assert "quotation" not in kinds(claim, text)


@pytest.mark.parametrize(("claim", "text"), NOT_CARRIED)
def test_other_words_between_quotation_marks_are_a_difference(claim: str, text: str) -> None:
    assert "quotation" in kinds(claim, text)
