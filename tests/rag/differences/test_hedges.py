"""What may be, is planned, is alleged or nearly was."""

from __future__ import annotations

import pytest

from tests.rag.differences.reading import kinds, rows

CARRIED = rows("""
The mill may close in June. | The mill might close in June.
The mill could close in June. | The mill may close in June.
The mill is to close in June. | The mill will close in June.
Mill to close in June | The mill plans to close in June.
The mill is expected to close in June. | The mill plans to close in June.
Falk is accused of taking bribes. | Falk allegedly took bribes.
Falk is suspected of taking bribes. | Police accused Falk of taking bribes.
Prosecutors say Falk took bribes. | Falk is alleged to have taken bribes.
Falk took bribes, according to Moe. | Moe accused Falk of taking bribes.
The thief tried to flee. | The thief attempted to flee.
The boat almost sank. | The boat nearly sank.
The mill closed in May 2025. | The mill closed in May 2025.
The choir sang in May. | The choir sang in May in the hall.
The raid was planned for weeks. | They planned the raid for weeks.
Nearly 40 ships waited. | Some 39 ships waited.
The report was long. | The report on floods was long.
Shops near Torvik closed. | Shops near Torvik closed on Monday.
Moe could not find the key. | Moe could not find the key.
The mill will probably close. | The mill is likely to close.
The council proposes a tax on boats. | The council intends to put a tax on boats.
The minister vowed to cut the tax. | The minister promised to cut the tax.
The plane could land at dawn if fog lifts. | The plane may land at dawn if fog lifts.
The union threatens to strike on Friday. | The union may strike on Friday.
Moe hopes to win the cup. | Moe wants to win the cup.
The bridge collapsed. | The bridge collapsed, and the road may be shut for weeks.
Moe warned of a possible lack of seed. | Moe warned that seed could lack in Nes.
The choir is to sing in May. | The choir will sing on 24 May.
Moe means to keep the tax. | Moe intends to keep the tax.
The yard lost 7 million euros last year.
    | The yard may sell its boats, which lost 7 million euros last year.
The police chief has sued Falk. | Falk accused the police chief of theft, and is being sued by him.
Moe complained that the cooks are underpaid. | Moe alleged that the firm underpays its cooks.
Moe left open a claim for damages. | Moe may bring a claim for damages.
""")
NOT_CARRIED = rows("""
The mill closes in June. | The mill may close in June.
The mill has closed its gates. | The mill could close its gates.
The mill closed its gates in June. | The mill plans to close its gates in June.
The council sold the park to a bank. | The council is considering selling the park to a bank.
Falk took bribes from builders. | Falk is accused of taking bribes from builders.
Falk took bribes from builders in Torvik. | Falk allegedly took bribes from builders in Torvik.
The guard stole the crown. | The guard is suspected of having stolen the crown.
The thief fled over the wall. | The thief tried to flee over the wall.
The boat sank off Nes. | The boat almost sank off Nes.
The boat sank off Nes with its cargo. | The boat nearly sank off Nes with its cargo.
It is certain that the mill will close. | The mill may close in June.
It has been established that Falk took bribes. | Falk is suspected of having taken bribes.
The nurses are striking on Friday. | The nurses may strike on Friday.
The envoy travelled to Bodal for talks. | The envoy might travel to Bodal for talks.
The club signed the striker from Nes. | The club intends to sign the striker from Nes.
The driver was drunk at the wheel. | The driver was reportedly drunk at the wheel.
The fund bought the yard in Torvik. | The fund hopes to buy the yard in Torvik.
The ministry banned plastic bags. | The ministry will ban plastic bags.
The spray killed the bees in the valley. | The spray may have killed the bees in the valley.
The firm broke the law on waste. | The firm allegedly broke the law on waste.
The firm hid the report about the leak.
    | Greens accused the firm of hiding the report about the leak.
The mayor left the party. | The mayor might leave the party.
The museum returned the mask to the tribe. | The museum plans to return the mask to the tribe.
The army shelled the village at dawn. | The army is alleged to have shelled the village at dawn.
The union left the port over wages. | The union could leave the port over wages.
The inquiry was opened by the ministry. | The ministry may open an inquiry.
The note was called genuine. | Falk called the note "very probably" genuine.
""")


@pytest.mark.parametrize(("claim", "text"), CARRIED)
def test_what_is_hedged_in_other_words_is_hedged(claim: str, text: str) -> None:
    assert "modality" not in kinds(claim, text)


@pytest.mark.parametrize(("claim", "text"), NOT_CARRIED)
def test_a_fact_made_of_a_hedge_is_a_difference(claim: str, text: str) -> None:
    assert "modality" in kinds(claim, text)
