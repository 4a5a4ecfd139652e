"""Who says it."""

from __future__ import annotations

import pytest

from tests.rag.differences.reading import kinds, rows

CARRIED = rows("""
Ada Quill said the dam was safe. | The dam was safe, engineer Ada Quill said.
Quill said the dam was safe. | "The dam is safe," said Ada Quill, the engineer.
According to Ada Quill, the dam is safe. | Ada Quill told reporters that the dam was safe.
Ada Quill said the dam was safe. | According to Ada Quill, the dam is safe.
Ada Quill said the dam was safe. | Engineer Ada Quill spoke first. She said the dam was safe.
"The dam is safe," Ada Quill said. | Ada Quill inspected the wall. "The dam is safe," she said.
In Quill's view the dam is safe. | Ada Quill, who built it, said the dam was safe.
The dam is safe, the engineer said. | Ada Quill said the dam was safe.
Brekke was accused by Quill of lying about the dam. | Quill accused Brekke of lying about the dam.
Brekke is accused of lying about the dam. | Quill accused Brekke of lying about the dam.
Ada Quill warned that the dam leaked. | Quill, a guest of Jan Brekke, warned that the dam leaked.
The firm's owner, Ada Quill, denied that the dam leaked. | Ada Quill denied any leak in the dam.
Quill said Brekke had closed the dam. | Brekke had closed the dam, Quill said.
The dam was closed, Torvik police said. | Police in Torvik said the dam was closed.
"Nobody slept that night," Lena Moe told the paper.
    | "Nobody slept that night," nurse Lena Moe said.
Lena Moe thought nobody slept that night. | Lena Moe recalled that nobody slept that night.
Lena Moe said the ward would close.
    | Nurse Lena Moe, who has two sons, said that the ward would close.
Moe added that the ward had nine beds. | The ward had nine beds, Moe added.
The ward will close, it is said. | The ward will close, Lena Moe said.
Lena Moe announced a strike in the ward. | A strike in the ward was announced by Lena Moe.
The union says nurses are tired. | Nurses are tired, the union says.
Moe's union says nurses are tired. | The union, led by Lena Moe, says nurses are tired.
She said nurses were tired. | Lena Moe said nurses were tired.
They said nurses were tired. | Lena Moe and Ada Quill said nurses were tired.
Quill and Moe said nurses were tired. | Nurses were tired, said Moe and Quill.
Moe's union says nurses are tired.
    | Nurses have had enough. Its leader, Ada Quill, says they are tired.
Ada Quill said the dam leaked.
    | Ada Quill came late. She said the dam leaked, which Brekke disputed.
The owner of Nes, Ada Quill, denied breaking a promise. | Ada Quill denied it and kept her promise.
Ada Quill, Ms. Moe's aide, said the lake rose. | Her aide, Ada Quill, said the lake rose.
The mayor of Nes said the town would sue. | The mayor, Ada Quill, said the town would sue.
Nes mayor vows to sue the firm | The mayor, Ada Quill, said that she would sue the firm.
The boss fired Moe, having accused her of theft.
    | The boss, Jan Brekke, accused her of theft and fired her.
Ada Quill warned of floods, while Jan Brekke denied that the dam leaked.
    | Ada Quill warned of floods in the valley. Jan Brekke denied that the dam leaked.
Brekke's claim that the pump was sold is false. | Quill disputed that the pump was sold.
""")
NOT_CARRIED = rows("""
Jan Brekke said the dam was safe. | Jan Brekke came late. The dam was safe, engineer Ada Quill said.
Brekke said the dam was safe. | "The dam is safe," said Ada Quill, the engineer. Brekke listened.
According to Jan Brekke, the dam is safe.
    | Ada Quill told reporters that the dam was safe. Jan Brekke was there.
Jan Brekke said the dam was safe. | Jan Brekke paid. According to Ada Quill, the dam is safe.
Jan Brekke said the dam was safe. | Engineer Ada Quill spoke first. She said the dam was safe.
"The dam is safe," Jan Brekke said. | Ada Quill inspected the wall. "The dam is safe," she said.
In Brekke's view the dam is safe. | Ada Quill, who built it, said the dam was safe.
"Nobody slept that night," Jan Brekke told the paper.
    | "Nobody slept that night," nurse Lena Moe said.
"Nobody slept that night," said Lena Moe.
    | "Nobody slept that night," he said. The nurse, Lena Moe, was at home.
Jan Brekke announced a strike in the ward. | Lena Moe announced a strike in the ward.
Ida Falk warned that the dam leaked. | Jan Brekke warned that the dam leaked.
Ida Falk denied that the dam leaked. | Ida Falk runs the dam. Jan Brekke denied that the dam leaked.
Ida Falk claimed the vote was rigged. | The vote was rigged, Jan Brekke claimed.
Ida Falk estimated the damage to the pier at a million.
    | Jan Brekke estimated the damage to the pier at a million.
Ida Falk promised the miners a new lift. | Jan Brekke promised the miners a new lift.
"We were cold and wet," said Ida Falk. | "We were cold and wet," diver Jan Brekke said.
"We were cold and wet," Ida Falk recalled.
    | Diver Jan Brekke swam ashore. "We were cold and wet," he recalled.
The pump had been sold, according to Ida Falk. | The pump had been sold, according to Jan Brekke.
Ida Falk argued that fares were too low. | Fares were too low, argued Jan Brekke, a driver.
Ida Falk complained that the band was loud. | Jan Brekke complained that the band was loud.
Ida Falk said that two goats had escaped from the farm.
    | Two goats had escaped from the farm, said Jan Brekke.
Ida Falk confirmed that the lake was dry. | Jan Brekke confirmed that the lake was dry.
Ida Falk wrote that the court had erred in law.
    | Judge Jan Brekke wrote that the court had erred in law.
Ida Falk replied that the roof was sound. | The roof was sound, Jan Brekke replied.
Ida Falk insisted that the cargo had been checked.
    | Jan Brekke insisted that the cargo had been checked.
Ada Quill said the dam leaked. | Jan Brekke came late. He said the dam leaked, which Moe disputed.
"We had nowhere to go," said a director of Torvik Works.
    | "We had nowhere to go," head of sales Jan Brekke said. Torvik Works has a rival.
""")


@pytest.mark.parametrize(("claim", "text"), CARRIED)
def test_who_says_it_in_other_words_says_it(claim: str, text: str) -> None:
    assert "speaker" not in kinds(claim, text)


@pytest.mark.parametrize(("claim", "text"), NOT_CARRIED)
def test_what_another_says_is_a_difference(claim: str, text: str) -> None:
    assert "speaker" in kinds(claim, text)
