"""The page of a run: whole in itself, valid, readable by all, and true to its figures."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree, html

from eval.report.page import write_report
from eval.report.view import MOST
from rag.errors import InputError
from tests.eval.report.making import HOSTILE, make_run, rows, summary_of, written

LOADING = ("src", "srcset", "poster", "data", "action", "background", "xlink:href", "href")


@pytest.fixture(scope="module")
def page(run: Path) -> html.HtmlElement:
    return html.document_fromstring(written(run)[0])


def test_the_page_asks_nothing_of_any_server(page: html.HtmlElement) -> None:
    assert page.xpath("//link | //img | //iframe | //object | //embed | //base | //form") == []
    for element in page.iter(etree.Element):
        for name in LOADING:
            assert element.get(name, "#").startswith("#")
        assert not any(name.startswith("on") for name in element.attrib)
    style = "".join(page.xpath("//style/text()"))
    assert not re.search(r"@import|url\(|https?:", style)
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'")


def test_the_page_has_one_script_and_needs_it_for_nothing(page: html.HtmlElement) -> None:
    (script,) = page.xpath("//script")
    assert script.get("src") is None
    assert page.xpath("//*[@id='tools']")[0].get("hidden") is not None
    assert page.xpath("//*[@hidden]") == page.xpath("//*[@id='tools']")


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_question_is_shown_as_text(page: html.HtmlElement, text: str) -> None:
    shown = [q.text_content() for q in page.xpath("//*[@class='question']")]
    asked = {r["id"] for r in rows() if r["question"] == text and r["correct"] is False}
    assert shown.count(text) == len(asked) > 0


def test_every_drawing_is_xml_and_every_chart_is_named(run: Path) -> None:
    drawings = re.findall(r"<svg.*?</svg>", written(run)[0], re.DOTALL)
    charts = [drawing for drawing in drawings if 'class="chart"' in drawing]
    assert len(charts) == 3
    for drawing in drawings:
        tree = etree.fromstring(drawing)
        if drawing not in charts:
            assert tree.get("aria-hidden") == "true"  # the figures stand beside it
            continue
        named = {e.get("id"): e.text for e in tree.iter() if e.get("id")}
        assert all(named[name] for name in tree.get("aria-labelledby").split())
        assert tree.get("role") == "img"


def test_charts_take_their_colours_and_face_from_the_page(run: Path) -> None:
    for chart in re.findall(r'<svg[^>]*class="chart".*?</svg>', written(run)[0], re.DOTALL):
        assert "var(--accent)" in chart
        assert not re.search(
            r"(fill|stroke): #|font-family|<style|<metadata|<svg[^>]* width=", chart
        )


def test_ids_are_unique_and_what_refers_to_them_finds_them(page: html.HtmlElement) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    refers = [name for value in page.xpath("//@aria-labelledby") for name in value.split()]
    refers += [value[1:] for value in page.xpath("//@href")]
    refers += re.findall(r"url\(#([^)]+)\)", html.tostring(page, encoding="unicode"))
    assert set(refers) <= set(ids)


def test_tables_have_heads_with_scope_and_scroll_in_themselves(page: html.HtmlElement) -> None:
    assert page.get("lang") == "en"
    for table in page.xpath("//table"):
        assert table.getparent().get("class") == "scroll"
        assert table.xpath("./thead//th")
    assert all(th.get("scope") for th in page.xpath("//th"))


def test_errors_are_told_before_the_figures(page: html.HtmlElement) -> None:
    (alarm,) = page.xpath("//header//*[@role='alert']")
    assert "2 of 40 questions ended in an error" in alarm.text_content()


def test_the_main_figures_are_those_of_the_summary(run: Path, page: html.HtmlElement) -> None:
    figures = {m["name"]: m for m in summary_of(run)["metrics"]}
    shown = {
        li.xpath("string(p[@class='name'])"): li.xpath("normalize-space(p[@class='value'])")
        for li in page.xpath("//ul[@class='main']/li")
    }
    assert list(shown) == [
        "correct", "answered", "supported sentences", "quote fidelity", "hit@5", "answer p50",
    ]  # fmt: skip
    assert shown["correct"] == f"{100 * figures['correct']['value']:.1f} %"


def test_what_is_unscored_is_a_dash_with_a_word_and_never_a_zero(page: html.HtmlElement) -> None:
    (row,) = page.xpath("//table[@class='figures']//tr[th[starts-with(., 'MAP@10')]]")
    assert row.xpath("string(td[1])").strip() == "—"
    assert "not scored" in row.xpath("string(td[1]/abbr/@title)")
    assert row.xpath("td[2]//*[local-name()='svg']") == []


def test_where_only_passages_were_asked_for_answers_are_unscored(retrieval_run: Path) -> None:
    page, twin = written(retrieval_run)
    assert "— not scored in this run: correct, exact match" in page
    assert "— not scored in this run: correct, exact match" in twin
    assert page.count('class="chart"') == 2
    assert "not all of the evidence was in the first ten articles" in page


def test_a_run_without_failures_says_so(tmp_path: Path) -> None:
    def mend(told: list[dict]) -> None:
        told[:] = [row for row in told if row.get("correct")]

    folder = make_run(tmp_path / "run", change=mend)
    write_report(folder)
    for text in written(folder):
        assert "every question that was scored went right" in text
        assert "ended in an error" not in text


def test_a_run_of_nothing_but_errors_has_a_report(tmp_path: Path) -> None:
    def spoil(told: list[dict]) -> None:
        told[:] = [{**row, "error": "no model", "scores": {}} for row in told]

    folder = make_run(tmp_path / "run", change=spoil, finished=None)
    write_report(folder)
    for text in written(folder):
        assert "40 of 40 questions ended in an error" in text
        assert "not finished" in text


def test_failures_beyond_the_most_are_counted_and_not_told(tmp_path: Path) -> None:
    def many(told: list[dict]) -> None:
        wrong = next(row for row in told if row.get("correct") is False)
        told[:] = [{**wrong, "id": f"q-{n}"} for n in range(MOST + 7)]

    folder = make_run(tmp_path / "run", change=many)
    write_report(folder)
    page, twin = written(folder)
    assert page.count("<details>") == MOST
    assert "the other 7 are in rows.jsonl" in page
    assert "The other 7 are in rows.jsonl" in twin


def test_writing_again_writes_the_same(run: Path) -> None:
    before = written(run)
    write_report(run)
    assert written(run) == before


def test_a_folder_without_a_run_has_no_report(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="holds no run"):
        write_report(tmp_path)


def test_matplotlib_is_loaded_only_to_write() -> None:
    code = "import sys, eval.report.page; sys.exit('matplotlib' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
