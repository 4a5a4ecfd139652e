"""What begins an evaluation, and what tells how far it is. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from eval.report.numbers import NONE
from ui.page_html import Html, join, tag
from ui.page_words import count
from ui.pages.evaluate_gold import FILE, LARGEST, Gold
from ui.pages.evaluate_job import Job, Wish
from ui.pages.evaluate_words import run_url, took

FORM = "One JSON object a line, or a SQuAD- or RealTimeQA-like file; up to {} MB."
EXAMPLE = '{"id": "1", "question": "Who won the cup?", "answers": ["Rovers"]}'
STATES = {
    "running": "Running",
    "stopping": "Stopping, after the question in hand",
    "done": "Done",
    "stopped": "Stopped",
    "failed": "Not finished",
}


def form_html(
    choices: Sequence[Gold], model: str, wish: Wish, problem: str = "", told: str = ""
) -> Html:
    """The form.

    Args:
        choices: Questions that can be chosen.
        model: Who writes answers.
        wish: What is filled in.
        problem: What is wrong with what was given last.
        told: What was done with it.
    """
    return tag(
        "form",
        tag("h2", "Evaluate"),
        tag("p", LEAD, class_="lead"),
        tag(
            "fieldset",
            tag("legend", "Which questions"),
            *(_choice(one, wish.gold) for one in choices),
            _drop(),
            tag("p", problem, class_="problem", role="alert", dir="auto") if problem else None,
            tag("p", told, class_="told", role="status", dir="auto") if told else None,
        ),
        tag(
            "fieldset",
            tag("legend", "What to measure"),
            _radio("answers", "", "What is found", "Passages only; takes seconds.",
                   checked=not wish.answers),
            _radio("answers", "yes", "Answers", _writer(model), checked=wish.answers),
        ),
        tag(
            "label",
            tag("span", "How many questions"),
            tag("input", type="number", name="limit", min="1", max="100000", step="1",
                inputmode="numeric", placeholder="all",
                value=str(wish.limit) if wish.limit else None),
            tag("small", "A random sample, the same each time. Empty: all."),
            class_="limit",
        ),
        tag("button", "Run", type="submit", class_="run"),
        class_="setup",
        data_run=True,
    )  # fmt: skip


LEAD = (
    "Ask questions whose answers are known, and see what was found, said, cited and rightly left "
    "unsaid."
)


def _choice(one: Gold, chosen: str) -> Html:
    radio = _radio(
        "gold", one.key, one.title, one.line, checked=one.key == chosen, usable=one.usable
    )
    if not one.key.startswith(FILE):
        return radio
    forget = tag(
        "button", "Remove", type="button", data_forget=one.key, aria_label=f"Remove {one.title}"
    )
    return tag("div", radio, forget, class_="kept")


def _radio(
    name: str, value: str, title: str, line: str, *, checked: bool, usable: bool = True
) -> Html:
    return tag(
        "label",
        tag("input", type="radio", name=name, value=value, checked=checked and usable,
            disabled=not usable),
        tag("span", tag("b", title, dir="auto"), tag("small", line)),
        class_="choice" if usable else "choice off",
    )  # fmt: skip


def _drop() -> Html:
    return tag(
        "div",
        tag(
            "label",
            tag("input", type="file", accept=".jsonl,.json,application/json", data_bring=True),
            tag("span", "Choose a file"),
            " or drop one here",
        ),
        tag(
            "details",
            tag("summary", "What a file looks like"),
            tag("p", FORM.format(LARGEST // 1_000_000)),
            tag("pre", tag("code", EXAMPLE), tabindex="0"),
            tag("p", "No answers, [], means that none should be given. It stays in the library."),
        ),
        class_="drop",
    )


def _writer(model: str) -> str:
    if model == "quotes":
        return "The articles’ own sentences, as this server gives them."
    return f"Written by {model}, as this server gives them; takes minutes."


def job_html(job: Job | None, problem: str = "") -> Html:
    """How far the evaluation is that runs, or what became of the last one.

    Args:
        job: The evaluation, if there was one since the server started.
        problem: Why none could begin.
    """
    wrong = tag("p", problem, class_="problem", role="alert", dir="auto") if problem else None
    if job is None:
        idle = tag("p", "Nothing is running.", class_="state", role="status")
        return tag("div", idle, wrong, class_="job idle")
    known = job.total > 0
    parts = [
        tag("p", tag("b", STATES[job.state]), join(": ", tag("bdi", job.gold.title)),
            class_="state", role="status"),
        tag("progress", value=str(job.done) if known or job.over else None,
            max=str(max(job.total, 1)), aria_label="Questions asked"),
        tag("p", progress_line(job), class_="line"),
    ]  # fmt: skip
    if job.message:
        parts.append(tag("p", job.message, class_="problem", role="alert", dir="auto"))
    if job.state == "running":
        parts.append(tag("button", "Stop", type="button", data_stop=True))
    if job.run:
        parts.append(tag("a", "See this run", href=run_url(job.run), data_show=True))
    return tag("div", *parts, wrong, class_="job", data_running=not job.over, data_state=job.state)


def progress_line(job: Job) -> str:
    """How many are asked, how quickly, and how long it may still take."""
    if not job.total:
        return "Reading questions and articles…" if not job.over else NONE
    parts = [f"{job.done} of {count(job.total, 'question')}"]
    if job.before:
        parts.append(f"{job.before} of them earlier")
    if job.each is not None:
        parts.append(f"{took(job.each)} each")
    return " · ".join([*parts, *_outlook(job)])


def _outlook(job: Job) -> list[str]:
    """What is to come, or how long it took."""
    if job.state == "running":
        if job.waiting:
            return ["waiting: readers come first"]
        return [f"about {took(job.left)} left"] if job.left is not None else []
    told = [f"in {took(job.seconds)}"] if job.over else []
    return [*told, "the same run again goes on there"] if job.state == "stopped" else told
