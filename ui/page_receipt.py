"""The link under an answer that saves its receipt; receipts.js makes a file of it."""

from __future__ import annotations

import json

from ui.page_html import Html, join, tag
from ui.page_turn import Turn


def receipt_html(turn: Turn) -> Html:
    """A quiet button that carries the receipt; nothing where there is none."""
    if turn.receipt is None:
        return join()
    return tag(
        "button",
        "Save receipt",
        type="button",
        class_="save",
        title="A file with the quotes and their places, to check this answer again later",
        data_receipt=json.dumps(turn.receipt, ensure_ascii=False, indent=2),
    )
