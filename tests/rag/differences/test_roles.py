"""Who did it to whom."""

from __future__ import annotations

import pytest

from tests.rag.differences.reading import kinds, rows

CARRIED = rows("""
Torvik beat Bodal in the final. | Torvik beat Bodal in the final.
Bodal were beaten by Torvik in the final. | Torvik beat Bodal in the final.
Bodal lost to Torvik in the final. | Torvik beat Bodal in the final.
Torvik defeated Bodal in the final. | Torvik beat Bodal in the final.
The bank sued the broker. | The broker was sued by the bank.
The broker was sued by the bank. | The bank has sued the broker.
Quill accused Brekke of theft. | Brekke was accused of theft by Quill.
Quill accused Brekke of theft. | Ada Quill, the treasurer, accused Jan Brekke of theft.
Brekke was blamed by Quill for the leak. | Quill blamed Brekke for the leak.
The Halvora group bought Torunn in May. | Torunn was bought by the Halvora group in May.
Torunn sold the mill to Halvora. | Halvora bought the mill from Torunn.
Moe succeeded Falk as coach. | Falk was succeeded by Moe as coach.
Falk preceded Moe as coach. | Moe succeeded Falk as coach.
The union warned the ministry about the roof. | The ministry was warned about the roof by the union.
Police arrested the driver. | The driver was arrested by police.
Dogs chased the thief. | The thief was chased by dogs.
Quill taught Brekke. | Brekke was taught by Quill.
The court fined the trust. | The trust was fined by the court.
Halvora overtook Torunn in sales. | Torunn was overtaken by Halvora in sales.
Falk thanked Moe, who had helped him. | Falk thanked Moe.
The yard owes the bank money. | The yard owes the bank money.
Moe married Falk. | Falk married Moe in June, and Moe married Falk again in May.
Halvora owns the mill. | The mill belongs to Halvora.
The council elected Moe. | Moe was elected by the council.
A truck hit the tram. | The tram was hit by a truck.
Brekke was sued by Quill. | Quill took Brekke to court.
Quill went to court against the bank. | Quill sued the bank over the roof.
Brekke holds Quill responsible for the leak. | Brekke blamed Quill for the leak.
Torvik got the better of Bodal. | Torvik beat Bodal in the final.
The case was brought by Quill. | Quill brought the case.
A group led by Quill mended the dam. | Quill led a group that mended the dam.
Quill admitted defeat on Monday. | Brekke defeated Ada Quill on Monday.
The doses had been tested by a laboratory, said Ada Quill.
    | Ada Quill said a laboratory had tested the doses.
Falk was charged on Thursday with theft. | Prosecutors on Thursday charged Falk with theft.
Falk and Moe shared the prize. | The prize was shared by Falk and Moe.
The head of Torunn recorded the calls. | Bo Lind, the head of Torunn, recorded the calls.
""")
NOT_CARRIED = rows("""
Bodal beat Torvik in the final. | Torvik beat Bodal in the final.
Torvik were beaten by Bodal in the final. | Torvik beat Bodal in the final.
Torvik lost to Bodal in the final. | Torvik beat Bodal in the final.
Bodal defeated Torvik in the final. | Torvik beat Bodal in the final.
The broker sued the bank. | The bank sued the broker.
The bank was sued by the broker. | The bank sued the broker.
Brekke accused Quill of theft. | Quill accused Brekke of theft.
Quill was accused of theft by Brekke. | Quill accused Brekke of theft.
Brekke blamed Quill for the leak. | Quill blamed Brekke for the leak.
Torunn bought Halvora in May. | Halvora bought Torunn in May.
Halvora was bought by Torunn in May. | Halvora bought Torunn in May.
Torunn bought the mill from Halvora. | Halvora bought the mill from Torunn.
Falk succeeded Moe as coach. | Moe succeeded Falk as coach.
The ministry warned the union about the roof. | The union warned the ministry about the roof.
The driver hit the policeman. | The policeman hit the driver.
The thief chased the dogs. | The dogs chased the thief.
Brekke taught Quill. | Quill taught Brekke.
The trust fined the court. | The court fined the trust.
Torunn overtook Halvora in sales. | Halvora overtook Torunn in sales.
Moe thanked Falk. | Falk thanked Moe.
The bank owes the yard money. | The yard owes the bank money.
Torunn sued Halvora for libel. | Halvora has sued Torunn for libel.
The tram hit a truck. | A truck hit the tram.
Moe outbid Falk for the castle. | Falk outbid Moe for the castle.
Quill replaced Moe as judge. | Moe replaced Quill as judge.
The bank took Quill to court. | Quill sued the bank over the roof.
The bank went to court against Quill. | Quill sued the bank over the roof.
Brekke was held responsible by Quill. | Brekke blamed Quill for the leak.
Bodal got the better of Torvik. | Torvik beat Bodal in the final.
Judge Bo Lind accused the minister, Ada Quill, of delay.
    | The minister, Ada Quill, accused the judge in that case, Bo Lind, of delay.
Moe, who also acts, is herself suing a former client.
    | Moe, who also acts, is herself being sued by a former client.
The Golden Nes struck the Torvik Star.
    | The Torvik Star, a carrier, lost its steering. It then struck the tanker Golden Nes.
Torunn said it would sue Ada Quill. | Ada Quill said she would sue the maker, Torunn.
Jan Brekke blamed the town for the dark. | Ada Quill blamed the town for the dark.
Jan Brekke lost 21 kilograms. | Ada Quill lost 21 kilograms, and Jan Brekke left.
""")


@pytest.mark.parametrize(("claim", "text"), CARRIED)
def test_a_passive_or_the_converse_of_a_verb_swaps_nobody(claim: str, text: str) -> None:
    assert "roles" not in kinds(claim, text)


@pytest.mark.parametrize(("claim", "text"), NOT_CARRIED)
def test_two_that_changed_places_are_a_difference(claim: str, text: str) -> None:
    assert "roles" in kinds(claim, text)
