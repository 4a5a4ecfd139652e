"""A conversation as its reader sees it: in order, with errors in words."""

from __future__ import annotations

import pytest

from rag.domain import Sentence
from rag.errors import IndexBroken
from rag.events import Checked, Evidence, Finished, Token
from rag.index.library import Library
from tests.ui.conftest import Scripted, answer, found
from ui.page_chat import Chat, converse
from ui.page_coming import Coming
from ui.page_counts import Counts
from ui.page_turn import Turn, beyond
from ui.page_welcome import EXAMPLES, masthead_html, status_html, welcome_html
from ui.render import turn_html

SAID = Sentence("Rovers won [1].", "supported", None, (1,))


def _pictures(*script, past=Chat(), question="Who won?"):  # noqa: B008 — frozen
    dateline = Scripted(*script)
    return list(converse(dateline, Counts(), past, question)), dateline


def test_the_question_is_seen_before_anything_was_found():
    pictures, _ = _pictures(Finished(answer()))
    assert pictures[0].live == Turn("Who won?")


def test_evidence_is_seen_before_the_first_word():
    pictures, _ = _pictures(Evidence(found()), Token("Rovers won."), Finished(answer()))
    assert pictures[1].live.found is not None
    assert pictures[1].live.pending == ""


def test_a_checked_sentence_leaves_what_is_pending():
    pictures, _ = _pictures(
        Evidence(found()), Token("Rovers won. They"), Checked(SAID), Finished(answer())
    )
    live = pictures[-2].live
    assert live.checked == (SAID,)
    assert live.pending == "They"


def test_the_answer_replaces_everything_that_came_before():
    pictures, _ = _pictures(Evidence(found()), Token("Rovers lost."), Finished(answer()))
    assert pictures[-1].live is None
    assert pictures[-1].past[-1].answer == answer()
    assert "lost" not in turn_html(pictures[-1].past[-1])


def test_a_receipt_is_kept_of_the_answer_alone():
    events = Scripted(Evidence(found()), Finished(answer()))
    pictures = list(converse(events, Counts(), Chat(), "q", lambda a: {"text": a.text}))
    assert pictures[-1].past[-1].receipt == {"text": "Rovers won [1]."}
    assert all(picture.live.receipt is None for picture in pictures[:-1])


def test_a_follow_up_brings_the_conversation_along():
    past = Chat((Turn("Who won?", answer=answer()), Turn("Stopped?", stopped=True)))
    _, dateline = _pictures(Finished(answer()), past=past, question="When?")
    assert [(e.question, e.answer) for e in dateline.history] == [("Who won?", "Rovers won [1].")]


def test_a_turn_remembers_what_it_could_refer_to():
    past = Chat((Turn("Who won?", answer=answer()), Turn("Stopped?", stopped=True)))
    pictures, dateline = _pictures(Finished(answer()), past=past, question="When?")
    assert pictures[-1].past[-1].history == dateline.history


def test_an_error_of_ours_is_shown_in_words():
    pictures, _ = _pictures(Evidence(found()), IndexBroken("run `dateline doctor --repair`"))
    page = turn_html(pictures[-1].past[-1])
    assert "run `dateline doctor --repair`" in page
    assert 'role="alert"' in page


def test_an_empty_question_asks_nothing():
    assert _pictures(question=" \n ")[0] == []


def test_a_stopped_answer_says_that_it_was_not_checked():
    chat = Chat(live=Turn("q", found(), pending="Rovers")).stopped()
    assert chat.live is None
    assert "was not checked" in turn_html(chat.past[-1])


def test_stopping_nothing_changes_nothing():
    assert Chat((Turn("q"),)).stopped() == Chat((Turn("q"),))


@pytest.mark.parametrize(
    ("pending", "rest"),
    [("Rovers won. They", "They"), ("Rovers  won.", ""), ("Something else.", "Something else.")],
)
def test_what_was_checked_is_no_longer_pending(pending, rest):
    assert beyond(pending, SAID) == rest


def test_an_empty_library_teaches_how_to_begin(library: Library):
    assert "dateline ingest" in welcome_html(library)
    assert "No articles yet" in masthead_html(library)


def test_the_samples_bring_examples_that_can_be_asked(sample_library: Library):
    page = welcome_html(sample_library)
    assert page.count("data-ask=") == len(EXAMPLES)


def test_nothing_to_say_leaves_no_status():
    assert status_html(None, None) == ""


class Pack:
    """A model whose files are not here."""

    name = "smollm2-135m-instruct"

    def __init__(self) -> None:
        self.here = False

    def ready(self) -> bool:
        return self.here


class Waiting:
    def __init__(self, model: Pack) -> None:
        self.model, self.warmed = model, False

    def warm(self) -> None:
        self.warmed = True


def test_the_model_on_its_way_says_how_far_it_is(tmp_path):
    lines: list[str | None] = []

    def fetch(pack, models, progress=None):
        progress(pack.name, 41_200_000, 98_362_432)
        lines.append(coming.line())

    waiting = Waiting(Pack())
    coming = Coming(waiting, tmp_path, fetch)
    coming.start()
    coming.join()
    assert (lines[0] or "").startswith("Language model is coming: 41 of 98 MB.")
    assert coming.line() is None
    assert waiting.warmed


def test_a_model_that_cannot_be_fetched_is_said_plainly(tmp_path):
    def fetch(pack, models, progress=None):
        raise OSError("no space left on device")

    waiting = Waiting(Pack())
    coming = Coming(waiting, tmp_path, fetch)
    coming.start()
    coming.join()
    assert "could not be fetched: no space left" in (coming.line() or "")
    assert not waiting.warmed
