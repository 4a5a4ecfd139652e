"""Numbers and units."""

from __future__ import annotations

import pytest

from tests.rag.differences.reading import kinds, rows

CARRIED = rows("""
Twelve ferries were cancelled. | The port cancelled 12 ferries.
About 50,000 fans came. | The stadium counted 49,870 fans who came.
The bridge cost 1.2 million euros. | The bridge cost 1,214,300 euros.
The film runs three hours. | The film runs for 180 minutes.
Rents rose by a fifth. | Rents rose by 20 percent.
Two fifths of the trees were felled. | Some 40 percent of the trees were felled.
Six boxes were lost. | Half a dozen boxes were lost.
The tower stood for 15 minutes in flames. | The tower stood in flames for a quarter of an hour.
One bus in 20 was late. | Five percent of the buses were late.
Twelve of every 100 buses were late. | Buses were late in 12 percent of cases.
The grant was NOK 3,700,000. | The grant was 3.7 million kroner.
The council voted 9-4 for the pool. | The council voted by nine votes to four for the pool.
The dogs were aged between 3 and 11. | The youngest dog was 3 and the oldest 11.
More than 60 chairs broke. | The caretaker found that 74 chairs broke.
Nearly 300 guests came. | Some 285 guests came.
The fine was up to 500 euros. | The fine was as much as 500 euros.
A third of the 90 seats were empty. | Of 90 seats, 30 were empty.
Eight players stayed away. | Of the 20 players, 12 came; the rest stayed away.
The shop sold twice as many lamps, 400. | The shop sold 400 lamps, double the number of last year.
The two drillers were found. | Ana Ruiz and Jon Perk, both drillers, were found.
The mayor is 35. | The mayor, 35, swims.
The 35-year-old mayor swims. | The mayor, 35, swims.
The path is 26 m wide. | The path is 26 metres wide.
The price fell by 50 percent. | The price was halved, so it fell.
It rained for two and a half months. | It rained for ten weeks.
The gap grew to 0.9 million tonnes. | The gap grew to 900,000 tonnes.
He served as many as 40 years. | He served up to 40 years.
The rate was cut by 25 basis points. | The rate was cut by a quarter of a percentage point.
""")
NOT_CARRIED = rows("""
Thirteen ferries were cancelled. | The port cancelled 12 ferries.
The stadium counted 50,000 fans. | The stadium counted 49,870 fans.
The film runs for four hours. | The film runs for 180 minutes.
Rents rose by a third. | Rents rose by 20 percent.
Seven boxes were lost. | Half a dozen boxes were lost.
The bridge cost 12 million euros. | The bridge cost 1.2 million euros.
The council voted 58-42 for the pool. | The council voted 52-48 for the pool.
Exactly 300 guests came. | Nearly 300 guests came.
Fewer than 40 chairs broke. | More than 40 chairs broke.
The wall is 14 metres long. | The wall is 14 feet long.
The index lost 14 percent. | The index lost 14 points.
The prize is 40 million dollars. | The prize is 40 million pesos.
The mill uses 300 litres a second. | The mill uses 300 litres a day.
The field covers 21 square kilometres. | The field covers 21 hectares.
It was 17 degrees Fahrenheit. | It was 17 degrees Celsius.
The fund earned 6 million francs. | The fund earned 6 million euros.
They marched for 29 weeks. | They marched on 29 strike days.
Sixteen workers died in the pit.
    | Two workers died in the pit, and sixteen rescuers came out of the tunnel.
The jury gave him nine years in prison.
    | The jury gave him seven years in prison; the state had asked for nine years.
Miners get 12 percent more pay now.
    | Miners get 8 percent more pay now. Bakers went home with 12 percent.
Gusts reached 40 knots in the race.
    | Gusts reached 55 knots in the race, above the 40 knots that the rules allow.
The clinic delivered 388 babies last year.
    | The clinic delivered 241 babies last year, down from 388 in 2015.
She needed 12 stitches above the eye.
    | The bout went 12 rounds. She needed 19 stitches above the eye.
The plan needs 75 votes. | The plan needs 81 votes.
Four in five voters stayed home. | Three in five voters stayed home.
The boat carried 180 goats. | The boat carried 18 goats.
The road closed for 3 weeks. | The road closed for 3 days.
""")


@pytest.mark.parametrize(("claim", "text"), CARRIED)
def test_a_number_given_in_other_words_is_given(claim: str, text: str) -> None:
    assert not kinds(claim, text) & {"number", "unit"}


@pytest.mark.parametrize(("claim", "text"), NOT_CARRIED)
def test_another_number_or_unit_or_one_of_something_else_is_a_difference(
    claim: str, text: str
) -> None:
    assert kinds(claim, text) & {"number", "unit"}
