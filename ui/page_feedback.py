"""The place under an answer where its reader can say whether it was right; feedback.js fills it."""

from __future__ import annotations

import json

from rag.wire import answer_json
from ui.page_html import Html, join, tag
from ui.page_turn import Turn


def feedback_html(turn: Turn) -> Html:
    """An empty place that carries what POST /api/feedback takes, less the reader's opinion."""
    if turn.answer is None:
        return join()
    history = [{"question": past.question, "answer": past.answer} for past in turn.history]
    said = {"answer": answer_json(turn.answer), "history": history}
    return tag("div", class_="feedback", data_feedback=json.dumps(said, ensure_ascii=False))
