"""Numbers and units."""

from __future__ import annotations

import pytest

from tests.rag.differences.reading import kinds, rows

CARRIED = rows("""
Twelve ferries were cancelled. | The port cancelled 12 ferries.
About 50,000 fans came. | The stadium counted 49,870 fans who came.
The bridge cost 1.2 million euros. | The bridge cost 1,214,300 euros.
The film runs three hours. | The film runs for 180 minutes.
The gates open at noon. | The gates open at 12:00.
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
Spending fell by an eighth. | Spending fell by 12.5 percent.
Seven eighths of the sum were lost. | Of the sum only an eighth was found.
Sales fell by about a fifth within a week. | Sales fell by 21 percent in a week.
Every fifth booking was cancelled. | A fifth of the bookings were cancelled.
Not even 90 drivers took part. | Fewer than 90 drivers took part.
The children, who had yet to turn four, were left out. | Children under four were left out.
The share stayed at 12 percent or above. | The share has not fallen below 12 percent.
The wreck lay in four metres of mud. | The wreck lay under four metres of mud.
At least 36 passages were copied. | Three dozen passages or more were copied.
Close on 900 people came. | Nearly 900 people came.
The blast came at 6.15 in the morning. | The blast occurred at 6.15 a.m.
The theft was noticed at twenty past three in the morning. | It was noticed at 3:20 a.m.
Accidents rose to 16. | Accidents rose from 9 in 2023 to 16 last year.
Farms may close within a couple of years. | Farms may close within two years.
Reforms come over a couple of years. | Reforms come within two years.
It was 31 degrees in the taps. | The taps ran at 31C.
The taps ran eleven degrees too warm. | The taps ran at 31C, above the limit of 20C.
The party lost more than a third of its voters. | The party fell from 8 to 5 percent.
The field shrank by 28 hectares. | The field shrank to 112 hectares from 140 a year earlier.
Farmers get about fifty cents more. | The price rises from €1.10 to about €1.60.
The ice stays some six weeks less. | The ice stayed 141 days before 1930 and 96 in this decade.
The game sold one million copies. | The game sold its millionth copy.
For roughly six years he was paid. | He was paid 96 times between 2017 and 2023.
The ban hits two countries. | The ban hits Peru and Bolivia.
The syrup held 200 percent of the dye that is allowed. | The syrup held twice the dye allowed.
Nine people died and 33 are in hospital.
    | Nine people died on Monday. Thirty-three passengers are in hospital.
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
Spending fell by a sixth. | Spending fell by 12.5 percent.
The blast came at 6.15 in the evening. | The blast occurred at 6.15 a.m.
The theft was noticed at half past three in the morning. | It was noticed at 3:20 a.m.
Every fourth booking was cancelled. | A fifth of the bookings were cancelled.
The ban hits three countries. | The ban hits Peru and Bolivia.
More than 90 drivers took part. | Not even 90 drivers took part.
Accidents rose to 26. | Accidents rose from 9 in 2023 to 16 last year.
The last strike took eleven months. | The last strike, in 2016, took eleven weeks.
""")


@pytest.mark.parametrize(("claim", "text"), CARRIED)
def test_a_number_given_in_other_words_is_given(claim: str, text: str) -> None:
    assert not kinds(claim, text) & {"number", "unit"}


@pytest.mark.parametrize(("claim", "text"), NOT_CARRIED)
def test_another_number_or_unit_or_one_of_something_else_is_a_difference(
    claim: str, text: str
) -> None:
    assert kinds(claim, text) & {"number", "unit"}
