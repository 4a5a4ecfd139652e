"""Invented articles of which pairs are made: a wire report, and what others wrote of the event."""

from __future__ import annotations

FERRY = """Forty-one passengers were taken off the ferry Lady Corrin on Monday night after it ran \
onto a sandbank outside the port of Estrel, the coast guard said.
The vessel, 84 metres long and built in 1998, had left the island of Mauk at 6:15 p.m. with 212 \
people and 37 vehicles on board. It struck the bank some 900 metres from the harbour mouth.
Two crew members were treated for bruises. “The sea was calm and nobody panicked, and we had the \
first boat alongside within twelve minutes,” said Harbour Master Iven Tallis.
Divers found a tear of three metres below the waterline. The owner, Corrin Lines, said that the \
ship had been inspected in September and that its depth sounder had been replaced in the spring.
A regional prosecutor, Danne Wieck, opened an inquiry on Tuesday into why the ferry had left the \
marked channel. The captain, who has sailed the route for eleven years, was questioned for two \
hours and released. Services between Mauk and Estrel are suspended until Friday."""

FERRY_OWN = """Passengers of the Lady Corrin told on Tuesday how the evening boat from Mauk came \
to a halt with a jolt that threw trays off the tables in the ship's restaurant.
“We thought it was the quay,” said Sofie Arndt, a nurse who was on her way home to Estrel with \
her two sons. Volunteers of the sea rescue brought her ashore with 40 others around midnight.
Fishermen have warned for years that the bank south of the breakwater is growing. Their \
association wrote to the port authority in March and again in August, letters seen by this paper \
show. The authority answered that dredging was planned for next year.
Corrin Lines runs two ferries on the route, and neither will sail before the end of the week."""

FERRY_QUOTING = (
    FERRY_OWN
    + """
“The sea was calm and nobody panicked, and we had the first boat alongside within twelve \
minutes,” said Harbour Master Iven Tallis."""
)

RATES = """The central bank of Norrland raised its key rate by a quarter point to 3.75 percent on \
Thursday and said that two more increases were likely before the summer, as wages rise faster than \
it had expected.
Governor Ailis Brandt told reporters that five of the seven members of the board had voted for \
the step. Inflation was 4.4 percent in January, down from 5.1 percent in December, but prices of \
services are still climbing by more than six percent a year.
The krone rose to its strongest level against the euro since 2021. Shares in Norrland fell 1.2 \
percent, led by builders and by the retailer Haldor, which had warned on profits on Wednesday.
Economists at the Skane Institute said that the bank would stop at 4.25 percent. “They have told \
us the destination, and now it is about the speed,” said its chief economist, Per Lind.
Unions and employers meet on 14 March to begin talks on a wage deal for 640,000 workers in \
industry."""

RATES_OWN = """Households with a mortgage of two million kroner will pay about 290 kroner more a \
month after Thursday's decision of the central bank, the third in a row, to make borrowing dearer.
Young families are hit hardest, figures of the statistics office show: one in five of them spends \
more than 40 percent of what it earns on its home.
“I did the sums at the kitchen table, and the holiday is gone,” said Maja Ekholm, a teacher in \
Vinterby. Banks said that they would pass the increase on within days.
The opposition asked the government to double the relief for first-time buyers. The finance \
minister, Gustav Rehn, called that pouring petrol on a fire."""

GERMAN = """Bei einem Brand in einer Lagerhalle im Hafen von Wessling sind in der Nacht zum \
Mittwoch drei Feuerwehrleute verletzt worden. Das teilte die Leitstelle am Morgen mit.
Das Feuer war gegen 2.40 Uhr in einem Bereich ausgebrochen, in dem Akkus von Elektrorollern \
gelagert wurden. Mehr als 120 Einsatzkräfte waren vor Ort, darunter Taucher der Wasserschutzpolizei.
Anwohner wurden aufgefordert, Fenster und Türen geschlossen zu halten. Messungen ergaben nach \
Angaben des Umweltamts keine erhöhten Werte. Den Schaden schätzt die Betreiberin auf vier \
Millionen \
Euro. Die Ursache ist noch unklar, ein Gutachter soll am Donnerstag seine Arbeit aufnehmen."""

GERMAN_OWN = """Drei Verletzte und ein Schaden in Millionenhöhe: Das ist die Bilanz eines \
Großbrands, der am Mittwoch den Hafen von Wessling in Atem gehalten hat. Über Stunden stand eine \
Rauchsäule über der Stadt, die noch in 30 Kilometern Entfernung zu sehen war.
„So etwas habe ich in 22 Dienstjahren nicht erlebt“, sagte Brandmeister Olaf Petri dieser Zeitung. \
Immer wieder seien Zellen explodiert. Die Bürgerinitiative Hafenrand fordert seit Langem strengere \
Auflagen für die Lagerung von Akkus mitten im Wohngebiet und will nun klagen."""

FRENCH = """Le conseil municipal de Valmorel a adopté mercredi soir, par 31 voix contre 18, le \
projet de tramway qui doit relier la gare à l'hôpital en 2029. Le coût est estimé à 340 millions \
d'euros, dont un tiers à la charge de la région.
La maire, Hélène Castan, a promis que les commerçants de la rue des Halles seraient indemnisés \
pendant les travaux. L'opposition a quitté la salle avant le vote et annoncé un recours devant le \
tribunal administratif. Selon une étude de l'agence d'urbanisme, la ligne de 9,4 kilomètres \
transporterait 52 000 voyageurs par jour. L'enquête publique s'ouvrira le 3 février."""

JAPANESE = """架空県の港町で火曜日の夜、フェリー「しおかぜ」が浅瀬に乗り上げ、乗客四十一人が救助さ\
れた。\
海上保安部によると、けが人は二人でいずれも軽傷という。船は午後六時十五分に島を出発し、港の入り口か\
ら\
約九百メートルの地点で座礁した。運航会社は記者会見で、九月の検査では異常がなかったと説明した。\
県警は業務上過失往来危険の疑いで船長から事情を聴いている。航路は金曜日まで運休となる見通しだ。"""

JAPANESE_OWN = """「ドンという音がして、食堂の皿が全部落ちた」。乗客の女性は当時の様子をそう語った\
。\
漁協は以前から砂の堆積が進んでいると港湾事務所に訴えていたが、しゅんせつ工事は来年度の予定だった。\
島の住民からは、通院や通学の足がなくなると不安の声が上がっている。町は臨時の船を出す方向で検討を始\
めた。"""

QUAKE = """An earthquake of magnitude {size} struck {place} on {day}, the seismological institute \
said. It was {deep} kilometres deep, and its centre lay {far} kilometres {side} of {town}.
There were no immediate reports of damage or casualties. The institute said that aftershocks were \
likely in the coming days and asked people to report what they had felt on its website. Ground of \
this kind can make shaking stronger, and those who live in older buildings should check walls and \
chimneys for cracks. The institute revises its first figures as more stations report."""

MARKETS = """Stocks in Norrland closed {way} on {day}. The OBX index {moved} {points} points, or \
{percent} percent, to {level}. {best} led the gainers with {gain} percent, while {worst} lost \
{loss} \
percent. Turnover came to {turnover} billion kroner. The krone traded at {krone} to the euro, \
and a \
barrel of oil cost {oil} dollars. Analysts said that investors were waiting for figures on jobs."""

FOOTER = """
The Estrel Gazette is owned by its readers. If you see a mistake in this article, write to the \
desk for corrections, which answers every letter. We follow the code of the press council, and \
what we pay for and what we are paid for is listed on our pages about money. Subscribers get the \
morning letter with the news of the islands at six, and the weekend letter with things to do. \
Photographs may be ordered from the archive, which has kept every plate since the year of the \
great storm. Our office on the quay is open on weekdays from nine to five, and visitors are \
welcome."""
