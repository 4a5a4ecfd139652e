"""Dates, all of an article of Thursday, 5 March 2026."""

from __future__ import annotations

import pytest

from tests.rag.differences.reading import kinds, rows

CARRIED = rows("""
The pier burned down on 3 March 2026. | The pier burned down on Tuesday.
The pier burned down on Tuesday. | The pier burned down on 3 March.
The pier burned down on Wednesday. | The pier burned down yesterday.
The choir sang in February 2026. | The choir sang last month.
The choir sang last year. | The choir sang in May 2025.
The choir sang in 2025. | The choir sang last summer.
The choir will sing on 6 March. | The choir will sing tomorrow.
The choir sang on Monday. | The choir sang on Monday evening.
The mill shut on 4 March 2026. | The mill shut for good.
The mill shut on Thursday. | The mill shut for good.
The mill shut this year. | The mill shut for good.
The mill shut in 2026. | The mill shut for good.
The mill shut on 1 March 2026. | The mill shut, four days before the fair of 5 March 2026.
The mill shut in September 2019. | The mill, which shut in September 2019, is for sale.
The mill opened in 1987. | The mill, built in 1987, is for sale.
The mill will open on 12 March. | The mill will open next Thursday.
The mill opened in the first week of March. | The mill opened on Monday.
The mill has been idle since January. | The mill has been idle since January.
The mill will stay shut until 9 April. | The mill will stay shut until 9 April.
The mill opened on the morning of 2 March. | The mill opened on Monday morning.
The bakery closed on Friday and reopened on Monday.
    | It closed on Friday; on Monday the bakery reopened.
Work begins in May. | Work begins on 4 May.
Work began on February 27, 2026. | Work began on Friday last week.
Work began in the 1990s. | Work began in 1994.
They met on Sunday. | They met on 1 March.
The pool has been shut since early February. | The pool has been shut since 6 February.
The post is vacant until the end of May. | The post is vacant until 31 May.
The show opens on Friday. | The show will be open from Friday.
She has until 29 May to appeal. | She must appeal by 29 May.
Schools stay shut until 23 May.
    | Schools, where many were ill, have sent the pupils home until 23 May.
The yard moved in 2013. | The yard was founded in 2012; it moved a year later.
The yard was sold in 2013. | The yard was built in 2012. The following year it was sold.
The fleet sailed in May 1911. | The war broke out in April 1911. In May the fleet sailed.
The wreck was found on 23 August 1911. | The war began in April 1911. On 23 August she was found.
The storm hit Nes on 27 February 2026. | The storm formed on 24 February; it hit Nes on the 27th.
The lamp fell on 25 February. | They arrived on 24 February. The next afternoon the lamp fell.
Rice is dearer than a year ago. | Rice rose by 28 percent in a year.
Killings are rarer than seven years ago. | Killings have become rarer since 2019.
The deal was struck on 3 March. | The two agreed on Tuesday to withdraw their guns.
The vote of 28 February counted. | There could have been no better picture of Saturday's vote.
""")
NOT_CARRIED = rows("""
The pier burned down on Wednesday. | The pier burned down on Tuesday.
The pier burned down on 4 March 2026. | The pier burned down on Tuesday.
The pier burned down on 3 February. | The pier burned down on 3 March.
The choir sang in May 2024. | The choir sang in May 2025.
The choir sang in 2024. | The choir sang in 2025.
The choir sang last year. | The choir sang in May 2023.
The choir will sing on 7 March. | The choir will sing tomorrow.
The choir sang on Monday. | The choir sang on Sunday.
The mill shut on 12 October 2011. | The mill shut for good.
The mill shut in 1987. | The mill shut for good.
The mill opens on 19 June. | The mill opens on 9 June.
The mill opened in December 2019. | The mill opened in September 2019.
The mill has been idle since January 2024. | The mill has been idle since January 2025.
Building starts in December. | Building starts in October. Rents in the town had risen in December.
The tunnel was dug in 1986. | The tunnel was dug in 1996 by men who had come to the valley in 1986.
The bakers stopped work on Sunday.
    | The bakers stopped work on Saturday. By Sunday night the shops were empty.
The jet landed in Linz on Monday evening.
    | The jet landed in Linz on Sunday evening. Guests reached Graz by bus on Monday.
Shares in the yard rose on Wednesday.
    | An e-mail went out on Wednesday. Shares in the yard rose on Tuesday.
The judge ruled on Friday. | The judge ruled on Monday.
The queen was crowned in 1975. | The queen was crowned in 1957.
The vote was held on 28 February 2026. | The vote was held on 22 February 2026.
The pool opened yesterday. | The pool opened on Monday.
The pool will open tomorrow. | The pool will open on 20 March.
The dam was built in the 1960s. | The dam was built in 1994.
The film came out in spring 2024. | The film came out in autumn 2024.
The pool has been shut since late February. | The pool has been shut since 6 February.
The club won the cup in 2025. | The club won the cup in 2024 and sold a third more than a year ago.
Moe could return on Friday. | The pound fell by Friday noon. Moe could return on Saturday.
The line took over Danay in March.
    | The line, which took over Danay in January, rests until Saturday.
""")


@pytest.mark.parametrize(("claim", "text"), CARRIED)
def test_the_same_day_in_other_words_is_the_same(claim: str, text: str) -> None:
    assert "date" not in kinds(claim, text)


@pytest.mark.parametrize(("claim", "text"), NOT_CARRIED)
def test_another_day_or_that_of_something_else_is_a_difference(claim: str, text: str) -> None:
    assert "date" in kinds(claim, text)
