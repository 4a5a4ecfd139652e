"""How long each view of the page Articles takes to draw in a library of 10,000 made-up articles."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from ingest.identity import digest
from rag.domain import Draft, Moment
from rag.index.clusters import Member
from rag.index.library import Library
from rag.models.minilm import MiniLM
from rag.provenance import Address, Signs
from rag.settings import read_settings
from ui.pages.articles_asked import asked_of
from ui.pages.articles_sheet import sheet_html

SYLLABLES = "ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za bra cle dri flo".split()
WORDS = [f"{one}{two}{three}" for one in SYLLABLES for two in SYLLABLES for three in ("", "ne")]
WEIGHTS = [1 / (rank + 1) ** 0.7 for rank in range(len(WORDS))]
OUTLETS = [f"The {place} {name}" for place in "Merrav Arvel Sollan Korrin".split()
           for name in "Courier Herald Gazette Times Post".split()]  # fmt: skip
VIEWS = (
    "", "page=200", "sort=outlet&page=100", "sort=headline", "sort=fetched",
    "sort=published&dir=up", "outlet=The+Merrav+Courier", "from=2026-03-01&to=2026-05-01",
    "undated=1", "gone=1", "q=bace", "q=ha", "q=bace+bafo", "q=bra&sort=published",
    "q=herald&from=2026-03-01", "show=stories", "show=stories&page=5", "show=timeline",
    "show=timeline&q=bace", "show=quarantined",
)  # fmt: skip
TIMES = 9


def made(n: int, chance: random.Random) -> tuple[Draft, Signs]:
    """An article of six paragraphs, about 3,000 characters."""
    text = "\n".join(" ".join(chance.choices(WORDS, WEIGHTS, k=75)) + "." for _ in range(6))
    day = date(2025, 10, 1) + timedelta(days=int(chance.triangular(0, 400, 380)))
    draft = Draft(
        source="made up",
        text=text,
        title=" ".join(chance.choices(WORDS, WEIGHTS, k=7)).capitalize(),
        outlet=chance.choices(OUTLETS, [1 / (k + 1) for k in range(len(OUTLETS))])[0],
        published=None if chance.random() < 0.03 else Moment(day.isoformat(), "meta"),
        fetched=Moment(f"2026-11-{chance.randint(1, 28):02}T08:00:00+00:00", "fetch"),
        labels=("opinion",) if chance.random() < 0.07 else (),
    )
    return draft, Signs(f"c{n}", Address(f"https://example.org/{n}", f"p{n}", f"k{n}"))


def fill(library: Library, articles: int) -> None:
    """Put them into the archive and the keyword index; vectors are not looked at by the page."""
    chance, archive = random.Random(7), library.archive
    for n in range(articles):
        draft, signs = made(n, chance)
        half = len(draft.text) // 2
        spans = [(0, half), (half, len(draft.text))]
        archive.store(draft, f"a{n}", digest(draft), spans, signs)
        if n % 100 == 0:
            archive.places.mark_gone([f"p{n}"], 404, "2026-11-01T00:00:00+00:00")
    with archive.clusters.change() as change:
        for n in range(0, articles - 3, 50):
            copies = [Member(f"a{n + k}", f"a{n}", "copy", 0.9) for k in (1, 2)]
            change.group([], [Member(f"a{n}", f"a{n}", "original", 1.0), *copies])
    library.follow()


def main() -> None:
    """Fill a library, draw each view, print how long it takes."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=10_000)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Path(folder), MiniLM(read_settings().models))
        library._open_keywords(writes=True)  # the one index that the page asks
        fill(library, given.articles)
        print(f"{'view':34} {'median ms':>10} {'worst ms':>10}")
        for view in VIEWS:
            times = []
            for _ in range(TIMES):
                begun = time.perf_counter()
                sheet_html(library, asked_of(view))
                times.append(1000 * (time.perf_counter() - begun))
            print(
                f"{view or 'all articles':34} {sorted(times)[TIMES // 2]:10.0f} {max(times):10.0f}"
            )
        library.close()


if __name__ == "__main__":
    main()
