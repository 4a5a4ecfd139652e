from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.checking import ABSTENTIONS, Draft, Writing, abstention
from rag.prompts import CANNOT_ANSWER
from rag.sentences import sentences
from rag.spans import quotes_of
from tests.conftest import SAMPLES
from tests.eval.gold.test_sample import rows
from tests.rag.making import passage, the_gate

ARTICLES = [row for row in rows(SAMPLES) if "tunnel" in row["id"] or "bank" in row["id"]]
PASSAGES = [passage(row["text"], row["id"]) for row in ARTICLES]
SAID = sorted(
    {
        sentence
        for p in PASSAGES
        for sentence in sentences(p.text)
        if len(sentence) < 160 and not set('"“”\n') & set(sentence)
    }
)
BANK = passage("The bank cut its rate to 4 percent. Five members voted for it. Two did not.")


def written(tokens: list[str], shown: list = PASSAGES, cut: bool = False) -> Draft:
    writing = Writing(shown, shown, the_gate())
    for token in tokens:
        writing.feed(token)
    writing.cut = cut
    writing.end()
    return writing.draft()


def split(text: str, cuts: list[int]) -> list[str]:
    at = sorted({0, len(text), *(cut % (len(text) + 1) for cut in cuts)})
    return [text[a:b] for a, b in pairwise(at)]


ANSWERS = st.lists(
    st.tuples(
        st.sampled_from(
            [*SAID, "Eight whales sang.", "NO ANSWER", "He met Mr. Frenn on 3.5 days."]
        ),
        st.sampled_from(["", " [1]", " [2][3]", " [99]"]),
        st.booleans(),
    ),
    max_size=5,
).map(
    lambda said: " ".join(
        f"{text[:-1]}{mark}{text[-1:]}" if inside else text + mark for text, mark, inside in said
    )
)


@given(ANSWERS, st.lists(st.integers(0, 2000), max_size=60))
def test_however_an_answer_is_split_the_same_sentences_are_said(text: str, cuts: list[int]) -> None:
    whole = written([text])
    assert written(split(text, cuts)) == whole
    assert written(list(text)) == whole


def test_a_quotation_of_several_sentences_is_checked_as_one() -> None:
    said = "“I have read many such plans. The trams are always full in them.”"
    shown = [passage(f"The mayor spoke. {said} Then she left.")]
    assert written(list(said), shown) == written([said], shown)


def test_lines_of_an_answer_are_sentences_however_it_is_split() -> None:
    table = (
        "Halvane published its figures for the second quarter in million marls on Thursday, with "
        "those of last year in brackets.\nFreight revenue was 214.6 (198.3)\n"
        "Ferry revenue was 61.2 (70.4)\nOperating profit was 31.9 (40.2)"
    )
    shown = [passage(table)]
    assert written(list(table), shown) == written([table], shown)


@given(ANSWERS)
def test_what_is_said_is_numbered_from_one_by_first_use_and_quotes_are_verbatim(text: str) -> None:
    draft = written([text])
    used = [n for s in draft.said for n in s.citations]
    assert list(dict.fromkeys(used)) == [c.n for c in draft.citations]
    assert [c.n for c in draft.citations] == list(range(1, len(draft.citations) + 1))
    texts = {p.article_id: p.text for p in PASSAGES}
    for citation in draft.citations:
        assert citation.quote == texts[citation.article_id][citation.start : citation.end]


def test_a_supported_sentence_is_said_with_its_marker() -> None:
    draft = written(["The bank cut its rate to 4 percent [1]."], [BANK])
    assert draft.text == "The bank cut its rate to 4 percent [1]."
    assert draft.reason is None
    assert draft.citations[0].quote == "The bank cut its rate to 4 percent."


def test_a_citation_the_model_forgot_is_found_by_the_gate() -> None:
    assert written(["Five members voted for it."], [BANK]).text == "Five members voted for it [1]."


def test_a_citation_the_model_was_not_shown_is_dropped() -> None:
    assert written(["Five members voted for it [7]."], [BANK]).text.endswith("for it [1].")


def test_an_unsupported_sentence_is_removed_with_its_reason() -> None:
    draft = written(["The bank cut its rate to 4 percent. Otto Brandt voted for it."], [BANK])
    assert draft.text == "The bank cut its rate to 4 percent [1]."
    assert [r.text for r in draft.removed] == ["Otto Brandt voted for it."]
    assert "does not name 'Brandt'" in draft.removed[0].why


def test_a_wrong_number_is_put_right_from_the_span_and_that_is_told() -> None:
    draft = written(["Eight members voted for it."], [BANK])
    assert draft.text == "Five members voted for it [1]."
    (sentence,) = draft.sentences
    assert (sentence.status, sentence.written) == ("supported", "Eight members voted for it.")
    assert sentence.why == "put right: the article says Five, not Eight"
    assert draft.removed == ()


def test_what_was_said_already_is_not_said_again_put_right() -> None:
    draft = written(["Five members voted for it. Eight members voted for it."], [BANK])
    assert draft.text == "Five members voted for it [1]."
    assert [r.text for r in draft.removed] == ["Eight members voted for it."]


def test_an_answer_of_unsupported_sentences_alone_is_no_answer() -> None:
    draft = written(["Otto Brandt voted for it."], [BANK])
    assert (draft.text, draft.reason) == (ABSTENTIONS["unverified"], "unverified")
    assert len(draft.removed) == 1


@pytest.mark.parametrize(
    "said",
    [
        CANNOT_ANSWER,
        "No answer.",
        "The passages do not mention this.",
        "The articles don’t say who voted.",
        "It is not specified in the provided text.",
        "I cannot answer this from the passages.",
    ],
)
def test_declining_in_whatever_words_is_nothing_found(said: str) -> None:
    assert written(list(said), [BANK]).reason == "nothing_found"


def test_a_sentence_said_twice_is_said_once() -> None:
    draft = written(["Five members voted for it. Five members voted for it."], [BANK])
    assert draft.text == "Five members voted for it [1]."


def test_half_a_sentence_of_an_answer_that_was_cut_is_not_said() -> None:
    text = "The bank cut its rate to 4 percent. Five members voted"
    assert written([text], [BANK], cut=True).text == "The bank cut its rate to 4 percent [1]."
    assert written(["Five members voted"], [BANK], cut=True).reason == "unverified"


def test_what_is_shown_while_writing_has_no_markers() -> None:
    writing = Writing([BANK], [BANK], the_gate())
    shown = "".join(writing.feed(c)[0] for c in "The bank cut [1] its rate [1, 2]. Five [")
    assert shown == "The bank cut its rate. Five"


def test_quotes_are_an_answer_of_their_own() -> None:
    first, second, *_ = quotes_of([BANK])
    draft = Draft.of_quotes([first, second, first])
    assert [s.citations for s in draft.sentences] == [(1,), (2,), (1,)]
    assert [c.quote for c in draft.citations] == [first.text, second.text]


@pytest.mark.parametrize("reason", ABSTENTIONS)
def test_every_reason_to_abstain_has_its_words(reason: str) -> None:
    draft = abstention(reason)  # type: ignore[arg-type]
    assert draft.text == ABSTENTIONS[reason]  # type: ignore[index]
    assert (draft.sentences, draft.citations) == ((), ())
