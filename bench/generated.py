"""Articles by the thousand for benches of ingestion: as JSON Lines, or as a folder of pages."""

from __future__ import annotations

import json
from pathlib import Path

TOWNS = ("Tessmoor", "Carrowmere", "Dunmarrow", "Hallin Ferry", "Port Sollan")


def article(n: int) -> dict[str, str]:
    """A short article, every one with a word of its own."""
    town = TOWNS[n % len(TOWNS)]
    return {
        "id": f"story-{n}",
        "title": f"Council of {town} votes on item {n}",
        "text": " ".join(
            f"On day {day} the council of {town} spent {n * 37 + day} marls on the project called "
            f"unique{n}, the mayor said."
            for day in range(1, 7)
        ),
        "published_at": f"2026-05-{n % 28 + 1:02}",
    }


def lines(path: Path, count: int) -> Path:
    """A file of JSON Lines."""
    rows = (json.dumps(article(n)) for n in range(count))
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def pages(folder: Path, count: int) -> Path:
    """A folder of web pages, a thousand in each folder of it."""
    for n in range(count):
        made = article(n)
        shelf = folder / f"{n // 1000:03}"
        shelf.mkdir(parents=True, exist_ok=True)
        (shelf / f"{n:06}.html").write_text(
            f"<!doctype html><html lang=en><head><title>{made['title']}</title>"
            f"<link rel=canonical href=https://news.example/{made['id']}>"
            f'<meta property="article:published_time" content="{made["published_at"]}"></head>'
            f"<body><nav>Home News Sport</nav><article><h1>{made['title']}</h1>"
            f"<p>{made['text']}</p></article><footer>All rights reserved</footer></body></html>",
            encoding="utf-8",
        )
    return folder
