"""Names and places."""

from __future__ import annotations

import pytest

from tests.rag.differences.reading import kinds, rows

CARRIED = rows("""
Mayor Lena Ostberg opened the pool. | Lena Ostberg opened the pool.
Ostberg opened the pool. | The mayor, Lena Ostberg, opened the pool.
Lena Ostberg's pool is open. | The pool that Lena Ostberg built is open.
French growers protested. | Growers in France protested.
The US sent grain. | The United States sent grain.
The UN sent grain. | The United Nations sent grain.
Britain sent grain. | The United Kingdom sent grain.
The WGA sent grain. | The World Grain Agency sent grain.
The World Grain Agency sent grain. | The WGA, or World Grain Agency, sent grain.
Syrians fled the town. | People from Syria fled the town.
Polish miners won. | Miners from Poland won.
The EU fined the firm. | The European Union fined the firm.
Mostly Danes came. | Many Danes came.
AI answers the letters. | Artificial intelligence answers the letters.
A fine of SEK 40 was paid. | A fine of 40 kronor was paid.
A fine of KSh 40 was paid. | A fine of 40 shillings was paid.
TV viewers saw the fire. | Television viewers saw the fire.
On Monday the pool closed. | The pool closed on Monday.
Gardeners in Torvik planted elms. | In Torvik, gardeners planted elms.
The ship left Torvik for Nes. | A ship left Torvik; it was bound for Nes.
President Ada Quill resigned. | Ada Quill, the president, resigned.
Dr Quill resigned. | Ada Quill resigned.
Quill and Ostberg met. | Ada Quill met Lena Ostberg.
The Torvik-based firm closed. | The firm, based in Torvik, closed.
Saint Olav Church burned. | St Olav Church burned.
He lives near Lake Marn. | His house is near Lake Marn.
Councillor Falk left. | Councillor Moe Falk left.
The Kazakh team won. | The team of Kazakhstan won.
MP Moe Falk left. | The MP for Nes, Moe Falk, left.
""")
NOT_CARRIED = rows("""
Mayor Lena Ostberg opened the pool. | Mayor Jan Brekke opened the pool.
The pool was opened by Quill. | Lena Ostberg opened the pool.
There German growers protested. | Growers in France protested.
The EU sent grain. | The United Nations sent grain.
Grain came from Canada. | The United States sent grain.
The firm Halvora closed. | The firm Torunn closed.
The ship left Torvik for Nes. | The ship left Torvik for Bodal.
The ship sank off Bodal. | The ship sank off Torvik.
The judge, Ida Moe, resigned. | The judge, Ada Quill, resigned.
The Italian miners won. | Miners from Poland won.
He met Quill in Torvik. | He met Ada Quill in the capital.
The Grennick Group bought it. | The Solberg Group bought it.
Lake Marn froze over. | Lake Vidar froze over.
They walked from Nes to Torvik. | They walked to Torvik.
Students of Halden College left. | Students of Moss College left.
A fire broke out in a kitchen in Torvik.
    | The firm has its seat in Torvik. A fire broke out in a kitchen in Bodal.
Most of the letters came from Bodal.
    | The paper sells in Bodal. Most of the letters came from Torvik and the islands.
The worker who fell came from Torvik.
    | A crane in Torvik broke. The worker who fell came from Bodal.
She gave a talk at a congress in Torvik.
    | Shares rose in Torvik. She gave a talk at a congress in Bodal.
A court in Torvik rejected the plea. | In Torvik the price fell. A court in Bodal rejected the plea.
The flight landed in Bodal at noon.
    | The plane was built in Bodal. The flight landed in Torvik at noon.
The dealer lives in Bodal with a dog.
    | A ship sailed in Bodal. The dealer lives in Torvik with a dog.
The hearing was held in Bodal on appeal.
    | A judge from Bodal came. The hearing was held in Torvik on appeal.
The heat was won by Asel Kuran. | Mira Okonova won the heat against Beth Oland.
The Duke of Vale spoke. | The Duke of Moor spoke.
""")


@pytest.mark.parametrize(("claim", "text"), CARRIED)
def test_a_name_in_short_or_another_form_is_named(claim: str, text: str) -> None:
    assert "name" not in kinds(claim, text)


@pytest.mark.parametrize(("claim", "text"), NOT_CARRIED)
def test_another_name_or_one_that_stands_elsewhere_is_a_difference(claim: str, text: str) -> None:
    assert "name" in kinds(claim, text)
