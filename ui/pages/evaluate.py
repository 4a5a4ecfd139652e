"""The page Evaluate: gold questions asked of this library, and what came out of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from rag.answering import Dateline
from rag.errors import DatelineError
from ui.page_counts import Counts
from ui.page_html import Html
from ui.pages.evaluate_form import form_html, job_html
from ui.pages.evaluate_gold import SAMPLE, GoldShelf
from ui.pages.evaluate_job import Evaluating, Wish
from ui.pages.evaluate_results import results_html
from ui.pages.frame import frame, html_part

LOOK = 1.0  # seconds between two looks at what runs
BROKEN = (
    "Something went wrong here that should not have, and the server's log says what. Load the page "
    "again; if that does not help, the folder runs/ in the library may hold a run that is damaged."
)

Update = dict[Any, Any]


@dataclass(frozen=True, slots=True)
class Seen:
    """What a browser shows.

    Attributes:
        query: Of the page's address.
        job: The number and the state of the evaluation that it was told of last.
    """

    query: str = ""
    job: tuple[int, str] | None = None


def lay_out(
    blocks: gr.Blocks, dateline: Dateline, counts: Counts, status: Callable[[], Html]
) -> None:
    """Make the page, inside of its route.

    Args:
        blocks: What `blocks.route` gave.
        dateline: Is measured.
        counts: Know whether readers are being answered, who come first.
        status: The slim line above the page.
    """
    frame(blocks, dateline.library, status, "evaluate", "Evaluate")
    shelf = GoldShelf(dateline.library)
    Page(dateline, Evaluating(dateline, shelf, lambda: counts.open > 0)).lay_out(blocks)


class Page:
    """The parts of the page and what each event does to them.

    Args:
        dateline: Is measured.
        evaluating: Measures it.
    """

    def __init__(self, dateline: Dateline, evaluating: Evaluating) -> None:
        self._dateline, self._evaluating = dateline, evaluating

    def lay_out(self, blocks: gr.Blocks) -> None:
        """Make the parts and say what happens when."""
        self.seen = gr.State(Seen())
        timer = gr.Timer(LOOK)
        with gr.Row(elem_id="evaluate", equal_height=False):
            with gr.Column(scale=1, min_width=280, elem_id="evaluate-side"):
                self.form = html_part("", "evaluate-form", _heard("run", "bring", "forget"))
                self.job = html_part(job_html(None), "evaluate-job", _heard("stop"))
            with gr.Column(scale=3, min_width=280, elem_id="evaluate-main"):
                self.results = html_part("", "evaluate-results", _heard("show"))
        parts = [self.seen, self.form, self.job, self.results]
        quiet: Update = {
            "inputs": [self.seen], "outputs": parts, "api_visibility": "private",
            "show_progress": "hidden", "queue": False,
        }  # fmt: skip
        alone = quiet | {"inputs": None}
        for event in (
            blocks.load(self._on_load, **quiet),
            timer.tick(self._on_look, **quiet),
            self.form.run(self._on_run, **quiet),
            self.form.bring(self._on_bring, **alone),
            self.form.forget(self._on_forget, **alone),
            self.job.stop(self._on_stop, **quiet),
            self.results.show(self._on_show, **quiet),
        ):
            event.failure(self._on_break, **alone | {"outputs": [self.job]})

    def _on_load(self, seen: Seen) -> Update:
        job = self._evaluating.job
        wish = job.wish if job else Wish(self._first())
        return {self.form: self._form(wish)} | self._whole(seen)

    def _on_look(self, seen: Seen) -> Update:
        """Time went by: what runs may have come further, or to its end."""
        job = self._evaluating.job
        now = (job.number, job.state) if job else None
        if now == seen.job and (job is None or job.over):
            return {self.seen: gr.skip()}
        update: Update = {self.job: job_html(job)}
        if now != seen.job:
            update[self.seen] = seen = replace(seen, job=now)
            if job and job.over and not seen.query:  # whoever opened a run goes on reading it
                update[self.results] = results_html(self._evaluating.root, seen.query)
        return update

    def _on_run(self, seen: Seen, event: gr.EventData) -> Update:
        try:
            self._evaluating.start(wish_of(event))
        except DatelineError as error:
            return {self.job: job_html(self._evaluating.job, str(error))}
        return self._now(replace(seen, query=""))

    def _on_stop(self, seen: Seen) -> Update:
        self._evaluating.stop()
        return self._now(seen)

    def _on_bring(self, event: gr.EventData) -> Update:
        wish = wish_of(event)
        try:
            gold = self._evaluating.shelf.add(str(event.name), str(event.text))
        except DatelineError as error:
            return {self.form: self._form(wish, str(error))}
        told = f"{gold.title} is here: {gold.line}."
        return {self.form: self._form(replace(wish, gold=gold.key), told=told)}

    def _on_forget(self, event: gr.EventData) -> Update:
        wish = wish_of(event)
        key = str(event.key)
        self._evaluating.shelf.remove(key)
        kept = replace(wish, gold=self._first()) if wish.gold == key else wish
        return {self.form: self._form(kept, told="Removed. Its runs stay.")}

    def _on_show(self, seen: Seen, event: gr.EventData) -> Update:
        return self._whole(replace(seen, query=str(event.query)[:1000]))

    def _on_break(self) -> Html:
        return job_html(self._evaluating.job, BROKEN)

    def _whole(self, seen: Seen) -> Update:
        return {self.results: results_html(self._evaluating.root, seen.query)} | self._now(seen)

    def _now(self, seen: Seen) -> Update:
        job = self._evaluating.job
        now = (job.number, job.state) if job else None
        return {self.seen: replace(seen, job=now), self.job: job_html(job)}

    def _form(self, wish: Wish, problem: str = "", told: str = "") -> Html:
        model = self._dateline.model
        choices = self._evaluating.shelf.choices()
        return form_html(choices, model.name if model else "quotes", wish, problem, told)

    def _first(self) -> str:
        """The first choice that can be asked."""
        usable = [one.key for one in self._evaluating.shelf.choices() if one.usable]
        return usable[0] if usable else SAMPLE


def wish_of(event: Any) -> Wish:
    """What a form says; nonsense is left out."""
    limit = str(getattr(event, "limit", "") or "")
    number = int(limit) if limit.isascii() and limit.isdigit() and len(limit) < 7 else 0
    return Wish(
        str(getattr(event, "gold", "") or SAMPLE),
        answers=bool(getattr(event, "answers", "")),
        limit=number or None,
    )


def _heard(*events: str) -> str:
    """Hands to the server what evaluate.js tells as events of the page, under these names."""
    return f"""
element.addEventListener('evaluate', (event) => {{
  if ({list(events)}.includes(event.detail.what)) trigger(event.detail.what, event.detail.told);
}});
"""
