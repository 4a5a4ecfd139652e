"""Pairs of invented articles: copies as outlets make them, and articles that only look like it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tests.ingest.stories.texts import (
    FERRY,
    FERRY_OWN,
    FERRY_QUOTING,
    FOOTER,
    FRENCH,
    GERMAN,
    GERMAN_OWN,
    JAPANESE,
    JAPANESE_OWN,
    MARKETS,
    QUAKE,
    RATES,
    RATES_OWN,
)


@dataclass(frozen=True)
class Told:
    """One side of a pair."""

    text: str
    title: str = ""
    outlet: str = "A"
    published: str | None = "2026-02-10T08:00:00Z"


def lines(text: str, *places: int) -> str:
    """Some of the paragraphs."""
    each = text.split("\n")
    return "\n".join(each[place] for place in places)


def printed(text: str, title: str = "", outlet: str = "B", published: str = "2026-02-10") -> Told:
    return Told(text, title, outlet, published)


WIRE = Told(FERRY, "Ferry with 212 aboard runs aground off Estrel", "Inter Press")
LABELLED = "ESTREL (IPW) — " + FERRY
TEASED = "What a night for the islands: a ferry sat on the sand for hours.\n"
RATE_WIRE = Told(RATES, "Norrland raises key rate to 3.75 percent", "Inter Press")
MON = Told(
    QUAKE.format(
        size="5.1",
        place="the Mauk islands",
        day="Monday",
        deep=12,
        far=31,
        side="south",
        town="Estrel",
    ),
    "Earthquake of magnitude 5.1 strikes",
)
THU = QUAKE.format(
    size="4.7",
    place="northern Norrland",
    day="Thursday",
    deep=8,
    far=64,
    side="east",
    town="Vinterby",
)
MARKET_1 = MARKETS.format(
    way="higher", day="Tuesday", moved="rose", points="12.4", percent="0.9", level="1,381.20",
    best="Haldor", gain="4.1", worst="Norrsk", loss="2.2",
    turnover="5.3", krone="11.31", oil="71.40",
)  # fmt: skip
MARKET_2 = MARKETS.format(
    way="lower", day="Wednesday", moved="fell", points="7.7", percent="0.6", level="1,373.50",
    best="Vikar", gain="2.9", worst="Haldor", loss="3.6",
    turnover="4.8", krone="11.28", oil="70.90",
)  # fmt: skip
FAIR = "The spring fair on the quay opens on Saturday at ten, the town of Estrel said. Stalls sell \
honey, nets and bread, and Mayor Lotte Baum will judge the cakes at three."
BIN = "Waste in the district of Norrtull will be fetched on Thursdays from March on, the works \
department of Vinterby said. New bins are green. Karl Oster of the department takes questions."
KINGS = (
    "King Aldo will open the bridge at Sund on Friday with Queen Marit, the palace of Lund said."
)

COPIES: list[tuple[str, Told, Told]] = [
    ("printed as it is", WIRE, printed(FERRY)),
    ("with the agency's dateline", WIRE, printed(LABELLED)),
    ("under another headline", WIRE, printed(FERRY, "Night on the sand")),
    ("a fifth cut at the end", WIRE, printed(FERRY[: len(FERRY) * 4 // 5])),
    ("cut to its first half", WIRE, printed(FERRY[: len(FERRY) // 2])),
    ("cut to its first third", WIRE, printed(FERRY[: len(FERRY) // 3])),
    ("the lead changed", WIRE, printed(TEASED + FERRY.split("\n", 1)[1])),
    ("lead changed and a fifth cut", WIRE, printed(TEASED + lines(FERRY, 1, 2, 3))),
    ("paragraphs left out", WIRE, printed(lines(FERRY, 0, 2, 4))),
    ("paragraphs in another order", WIRE, printed(lines(FERRY, 0, 3, 1, 2, 4))),
    ("a paragraph of its own added", WIRE, printed(FERRY + "\n" + lines(FERRY_OWN, 1))),
    ("with the outlet's footer", WIRE, printed(FERRY + FOOTER)),
    ("a number corrected", WIRE, printed(FERRY.replace("212", "218"))),
    ("the spelling changed", RATE_WIRE, printed(RATES.replace("percent", "per cent"))),
    ("quotation marks straightened", WIRE, printed(FERRY.replace("“", '"').replace("”", '"'))),
    ("days written otherwise", WIRE, printed(FERRY.replace("on Monday night", "late on Monday"))),
    ("words changed in each paragraph", RATE_WIRE, printed(
        RATES.replace("told reporters", "said").replace("likely", "probable")
        .replace("had voted for", "backed").replace("meet on", "gather on"))),
    ("printed four days later", WIRE, printed(FERRY, published="2026-02-14")),
    ("no date on one of them", WIRE, replace(printed(FERRY), published=None)),
    ("headlines alike, two fifths kept", RATE_WIRE, printed(
        lines(RATES, 1, 2) + "\n" + lines(RATES_OWN, 0, 1, 2), "Norrland raises key rate to 3.75")),
    ("within a daily summary", WIRE, printed(FERRY + "\n" + RATES_OWN + "\n" + FAIR)),
    ("two addresses of one outlet", WIRE, replace(WIRE, published="2026-02-11")),
    ("one outlet, its text lengthened", WIRE, replace(WIRE, text=FERRY + "\n" + FERRY_OWN)),
    ("very short, and the same", Told(KINGS), printed(KINGS)),
    ("German, shortened", Told(GERMAN), printed(GERMAN[: len(GERMAN) * 3 // 5])),
    ("French, another lead", Told(FRENCH), printed("Un vote attendu.\n" + lines(FRENCH, 1))),
    ("Japanese, shortened", Told(JAPANESE), printed(JAPANESE[: len(JAPANESE) * 3 // 5])),
]  # fmt: skip

OTHERS: list[tuple[str, Told, Told]] = [
    ("one event, own words", WIRE, printed(FERRY_OWN)),
    ("one event, the same quote", WIRE, printed(FERRY_QUOTING)),
    ("one event, the same headline", WIRE, printed(FERRY_OWN, WIRE.title)),
    ("one decision, own words", RATE_WIRE, printed(RATES_OWN)),
    ("one decision, the same statement", RATE_WIRE, printed(RATES_OWN + "\n" + lines(RATES, 3))),
    ("follow-up that tells the background again", WIRE, replace(
        WIRE, text=FERRY_OWN + "\n" + lines(FERRY, 1, 3), published="2026-02-12")),
    ("half of it again in the same outlet", WIRE, replace(
        WIRE, text=lines(FERRY, 1, 3, 4) + "\n" + FERRY_OWN + FOOTER, published="2026-02-12")),
    ("another earthquake, the same form", MON, printed(THU, MON.title)),
    ("another day at the exchange", Told(MARKET_1), printed(MARKET_2, published="2026-02-11")),
    ("the exchange in the same outlet", Told(MARKET_1), Told(MARKET_2)),
    ("the same footer, short articles", Told(FAIR + FOOTER), printed(BIN + FOOTER)),
    ("the same footer in one outlet", Told(FAIR + FOOTER), Told(BIN + FOOTER)),
    ("a year later, word for word", WIRE, printed(FERRY, published="2027-02-10")),
    ("ten days later", WIRE, printed(FERRY, published="2026-02-21")),
    ("other news", WIRE, printed(RATES)),
    ("very short, and alike", Told(KINGS), printed(KINGS.replace("Friday", "Monday"))),
    ("a line of it quoted", WIRE, printed("“The sea was calm,” said Iven Tallis.")),
    ("German, own words", Told(GERMAN), printed(GERMAN_OWN)),
    ("Japanese, own words", Told(JAPANESE), printed(JAPANESE_OWN)),
    ("nothing in one of them", WIRE, printed("")),
    ("nothing in both", Told(""), printed("")),
]  # fmt: skip
