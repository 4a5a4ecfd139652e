"""Up or down, before or after."""

from __future__ import annotations

import pytest

from tests.rag.differences.reading import kinds, rows

CARRIED = rows("""
Prices rose in June. | Prices climbed in June.
Prices went up by 4 percent in June. | Prices rose 4 percent in June.
Rents fell in June. | Rents dropped in June.
Rents were cut in June. | Rents were lowered in June.
Torvik won the cup. | Torvik took the cup with a victory over Nes.
The shop opened at dawn. | The shop began business at dawn.
The shop opened at dawn and closed at noon. | The shop closed at noon, having opened at dawn.
More boats came than last year. | A larger number of boats came than last year.
Fewer boats came than last year. | The number of boats fell below that of last year.
The new road is longer. | The new road is longer than the old one, and the ferry is slower.
The talks began before noon. | The talks began before noon.
The tax did not rise. | The tax fell or stayed as it was.
The boy turned up in Nes. | The boy came down to Nes.
Moe turned down the offer. | Moe got up and rejected the offer.
Moe handed over the keys. | Moe kept less than half of the keys.
The council backed the plan. | The council supported the plan.
The council rejected the plan. | The council opposed the plan.
The firm hired Moe. | The firm recruited Moe.
The choir left the hall. | The choir departed from the hall.
The fee is higher than in Nes. | The fee is above that in Nes.
The bells were louder than the train. | The train was quieter than the bells, which were louder.
The bag became heavier. | The bag became heavier.
Milk got dearer. | Milk got more expensive.
The northern road is shut. | The road in the north is shut.
The clinic moved its start forward. | The clinic moved its start forward by a week.
Fewer than 30 ships came last year. | The ships that came rose to 27 last year.
More than half of the boats were met. | Boats met fell to 54 percent.
The council backed the motion. | The council passed the motion, put forward by Moe.
The strike is open-ended. | The strike, which began in May, lasted on.
Torvik won the final. | Torvik won the cup for the first time.
More than 60 men came to the farm. | Sixty-two men came to the farm on the Lower Nes.
""")
NOT_CARRIED = rows("""
Prices fell in June. | Prices rose in June.
Prices went down by 4 percent in June. | Prices went up by 4 percent in June.
Rents rose in June. | Rents dropped in June.
Torvik lost the cup final. | Torvik won the cup final.
The shop closed at dawn. | The shop opened at dawn.
Fewer boats came to Nes than last year. | More boats came to Nes than last year.
The road is shorter than the old one. | The road is longer than the old one.
The talks began after noon. | The talks began before noon.
The council rejected the plan for the pool. | The council approved the plan for the pool.
The firm fired Moe in May. | The firm hired Moe in May.
The fee is lower than in Nes. | The fee is higher than in Nes.
The bells were quieter than the train. | The bells were louder than the train.
The bag was lighter than declared. | The bag was heavier than declared.
Milk got cheaper in Torvik. | Milk got dearer in Torvik.
The southern road is shut. | The northern road is shut.
The start was moved back by a week. | The start was moved forward by a week.
The court acquitted Falk of fraud. | The court convicted Falk of fraud.
Exports of herring slumped in May. | Exports of herring soared in May.
The plan passed earlier than hoped. | The plan passed later than hoped.
The yard made a loss last year. | The yard made a profit last year.
The state banned night flights. | The state allowed night flights.
Turnout in Nes sank. | Turnout in Nes climbed.
The bus is slower than the tram. | The bus is faster than the tram.
Accidents on the pass became rarer. | Accidents on the pass became more frequent.
The patient is weaker than in May. | The patient is stronger than in May.
More than half of the recruits came. | Fewer than half of the recruits came.
""")


@pytest.mark.parametrize(("claim", "text"), CARRIED)
def test_the_same_way_in_other_words_is_the_same(claim: str, text: str) -> None:
    assert "direction" not in kinds(claim, text)


@pytest.mark.parametrize(("claim", "text"), NOT_CARRIED)
def test_the_opposite_way_is_a_difference(claim: str, text: str) -> None:
    assert "direction" in kinds(claim, text)
