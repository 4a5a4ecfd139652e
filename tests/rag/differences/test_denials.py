"""Negations."""

from __future__ import annotations

import pytest

from tests.rag.differences.reading import kinds, rows

CARRIED = rows("""
The pump did not fail. | The firm denied that the pump had failed.
Nobody was hurt. | The crew escaped unhurt.
The dam was not damaged. | The dam was undamaged.
Moe denied that she had lied. | Moe said she had not lied.
Moe refused to sign the paper. | Moe did not sign the paper.
The door was left open. | Moe did not rule out a second vote.
Moe left open a second vote. | Moe did not rule out a second vote.
The tax will stay. | The tax will not be abolished.
The mill has yet to reopen. | The mill has not reopened.
The ship sailed without a pilot. | No pilot was on the ship that sailed.
It rained, but not in Torvik. | It rained, but not in Torvik.
Not only Moe came. | Moe came, and so did Falk.
The team failed to score. | The team did not score.
The paper never appeared. | The paper did not appear.
The trial cannot begin before May. | The trial will not begin before May.
The roof held. | The roof held and no one was hurt.
The bank lent the firm money. | The bank lent the firm money, but not enough.
The judge dismissed the plea. | The judge rejected the plea.
The vote was lost. | The motion did not pass.
Fares will remain the same. | Fares will not rise.
The train was late. | The train was late, not for the first time.
Only Moe spoke. | Moe spoke and Falk did not.
The lake is no longer clean. | The lake is not clean any longer.
The clerk admitted the mistake. | The clerk admitted the mistake.
The clerk confirmed the news. | The clerk did not deny the news.
Moe's request for a ban was rejected by a judge. | A judge rejected Moe's request to ban it.
Moe turned the prize down. | Moe declined the prize in 2011.
Falk had removed Moe from office. | Falk, who dismissed Moe in October, was silent.
The firm said the plant would be back. | The firm denied this and said the plant would be back.
Moe denies having bought the discs. | Police accused Moe of buying the discs. He denies the charge.
""")
NOT_CARRIED = rows("""
The firm will raise its prices. | The firm will not raise its prices.
The firm will not raise its prices. | The firm will raise its prices.
The pump has jammed. | The pump has never jammed.
The mayor will resign. | The mayor said she would not resign.
Moe admitted taking the money. | Moe denied taking the money.
Moe conceded that she had lied to the court. | Moe denied that she had lied to the court.
Moe disputed the figure. | Moe did not dispute the figure.
Moe denied receiving the letter. | Moe did not deny receiving the letter.
Moe ruled out a second vote. | Moe did not rule out a second vote.
The clinic has paid the nurses. | The clinic has not paid the nurses.
The clinic refused to pay the nurses. | The clinic agreed to pay the nurses.
The strain harms people. | The strain does not harm people.
The driver was wearing a belt. | The driver was not wearing a belt.
The driver was not wearing a belt. | The driver was wearing a belt.
The court found evidence of fraud. | The court found no evidence of fraud.
The court found no evidence of fraud. | The court found evidence of fraud.
Trains to Bodal no longer stop at Nes. | Trains to Bodal stop at Nes.
The panel accepted the report of the engineers. | The panel rejected the report of the engineers.
The envoy said he would attend the talks. | The envoy said he would not attend the talks.
The guards had closed the gate. | The guards had not closed the gate.
The union agreed to the offer of the port. | The union refused the offer of the port.
The zoo has sold the bear. | The zoo has not sold the bear.
The farmers never used the spray. | The farmers used the spray.
The referee explained the decision. | The referee did not explain the decision.
The pilots were tired. | The pilots weren't tired.
The nurse was moved and then dismissed. | The nurse was moved but not dismissed.
""")


@pytest.mark.parametrize(("claim", "text"), CARRIED)
def test_what_is_denied_in_other_words_is_denied(claim: str, text: str) -> None:
    assert "negation" not in kinds(claim, text)


@pytest.mark.parametrize(("claim", "text"), NOT_CARRIED)
def test_a_denial_on_one_side_only_is_a_difference(claim: str, text: str) -> None:
    assert "negation" in kinds(claim, text)
