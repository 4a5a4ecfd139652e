"""Which addresses are one article, and which are not, each row as real sites write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.identity import canonical, clean, spoken_for
from ingest.identity.addresses import same_site, undressed

A = "https://x.org/news/flood-7"

ONE_ARTICLE = [
    # how it was reached
    (A, "https://x.org/news/flood-7?utm_source=rss&utm_medium=feed&utm_campaign=top"),
    (A, "https://x.org/news/flood-7?UTM_Source=Twitter"),
    (A, "https://x.org/news/flood-7?fbclid=IwAR0x"),
    (A, "https://x.org/news/flood-7?gclid=1&gbraid=2&gad_source=3"),
    (A, "https://x.org/news/flood-7?mc_cid=1&mc_eid=2"),
    (A, "https://x.org/news/flood-7?ref=home&referrer=search"),
    (A, "https://x.org/news/flood-7?CMP=Share_iOSApp_Other"),
    (A, "https://x.org/news/flood-7?ns_mchannel=social&at_medium=RSS&at_campaign=KARANGA"),
    (A, "https://x.org/news/flood-7?xtor=RSS-3208&_ga=2.1.3"),
    (A, "https://x.org/news/flood-7?ICID=sidebar&ocid=wspmsg&ncid=txtlnk"),
    (A, "https://x.org/news/flood-7?share=twitter&replytocom=99"),
    (A, "https://x.org/news/flood-7?pk_campaign=feed&mtm_source=mail&WT.mc_id=e"),
    (A, "https://x.org/news/flood-7?_hsenc=p2&_hsmi=3&mkt_tok=4"),
    (A, "https://x.org/news/flood-7?PHPSESSID=a1b2"),
    (A, "https://x.org/news/flood-7;jsessionid=0A1B.node2"),
    ("https://www.wsj.com/a/b-1", "https://www.wsj.com/a/b-1?mod=rss_markets_main&st=x1&reflink=y"),
    ("https://www.nytimes.com/a.html", "https://www.nytimes.com/a.html?partner=rss&emc=rss&smid=s"),
    ("https://x.org/a?id=7", "https://x.org/a?id=7&utm_source=rss"),
    ("https://x.org/a?id=7&p=2", "https://x.org/a?id=7&amp;p=2&amp;utm_source=rss"),
    # how it is written
    (A, "HTTPS://X.ORG/news/flood-7"),
    (A, "http://x.org/news/flood-7"),
    (A, "https://www.x.org/news/flood-7"),
    (A, "https://x.org:443/news/flood-7"),
    (A, "http://x.org:80/news/flood-7"),
    (A, "https://x.org./news/flood-7"),
    (A, "https://x.org/news/flood-7#comments"),
    (A, "https://x.org/news/flood-7#:~:text=the%20river"),
    (A, "https://x.org/news/flood-7?"),
    (A, "https://x.org/news/flood-7/"),
    (A, "https://x.org/news/flood-7/index.html"),
    (A, "https://x.org//news//flood-7"),
    (A, "  https://x.org/news/flood-7\n"),
    ("https://x.org/?p=7", "https://x.org/index.php?p=7"),
    ("https://x.org/a?a=1&b=2", "https://x.org/a?b=2&a=1"),
    ("https://x.org/a?a=1", "https://x.org/a?a=1&a=1"),
    ("https://x.org/caf%C3%A9", "https://x.org/café"),
    ("https://x.org/caf%C3%A9", "https://x.org/caf%c3%a9"),
    ("https://x.org/~jo/a", "https://x.org/%7Ejo/a"),
    ("https://xn--bcher-kva.example/a", "https://bücher.example/a"),
    # AMP
    (A, "https://x.org/news/flood-7/amp"),
    (A, "https://x.org/news/flood-7/amp/"),
    (A, "https://x.org/news/flood-7/amp.html"),
    (A, "https://x.org/amp/news/flood-7"),
    (A, "https://amp.x.org/news/flood-7"),
    (A, "https://x.org/news/amp/flood-7"),
    (A, "https://x.org/news/flood-7.amp"),
    (A, "https://x.org/news/flood-7?amp"),
    (A, "https://x.org/news/flood-7?amp=1&amp_js_v=0.1&usqp=mq331AQ"),
    (A, "https://x.org/news/flood-7?outputType=amp"),
    ("https://x.org/a-7.html", "https://x.org/a-7.amp.html"),
    ("https://x.org/a-7.html", "https://x.org/a-7_amp.html"),
    (A, "https://x-org.cdn.ampproject.org/c/s/x.org/news/flood-7"),
    (A, "https://cdn.ampproject.org/v/s/www.x.org/news/flood-7/amp?amp_js_v=0.1"),
    (A, "https://www-x-org.cdn.ampproject.org/c/www.x.org/news/flood-7"),
    (A, "https://www.google.com/amp/s/amp.x.org/news/flood-7"),
    (A, "https://www.google.co.uk/amp/s/x.org/news/flood-7?usqp=1"),
    (A, "https://www-x-org.bing-amp.com/c/s/www.x.org/news/flood-7"),
    # mobile
    (A, "https://m.x.org/news/flood-7"),
    (A, "https://mobile.x.org/news/flood-7"),
    (A, "https://x.org/m/news/flood-7"),
    (A, "https://x.org/mobile/news/flood-7"),
    (A, "https://x.org/news/flood-7?m=1"),
    (A, "https://x.org/news/flood-7?view=mobile"),
    ("https://en.wikipedia.org/wiki/Flood", "https://en.m.wikipedia.org/wiki/Flood?wprov=sfti1"),
    # print
    (A, "https://x.org/news/flood-7/print"),
    (A, "https://x.org/news/flood-7/print/"),
    (A, "https://x.org/print/news/flood-7"),
    (A, "https://x.org/news/flood-7?print=1"),
    (A, "https://x.org/news/flood-7?view=print"),
    (A, "https://x.org/news/flood-7?printable=true"),
    (A, "https://x.org/news/flood-7/imprimir"),
    ("https://x.org/a-7.html", "https://x.org/a-7-druck.html"),
    ("https://x.org/a-7.html", "https://x.org/a-7.print.html"),
]


@pytest.mark.parametrize(("known", "met"), ONE_ARTICLE)
def test_addresses_of_one_article_fold_into_one(known: str, met: str) -> None:
    assert canonical(met) == canonical(known)


APART = [
    ("https://x.org/a?id=7", "https://x.org/a?id=8"),
    ("https://x.org/a?id=7", "https://x.org/a"),
    ("https://x.org/story.php?sid=12", "https://x.org/story.php?sid=13"),
    ("https://x.org/?p=101", "https://x.org/?p=102"),
    ("https://x.org/a?cid=1", "https://x.org/a?cid=2"),
    ("https://x.org/a?article=1", "https://x.org/a?article=2"),
    ("https://x.org/index.php?mod=news&id=7", "https://x.org/index.php?mod=sport&id=7"),
    ("https://x.org/a?reference=7", "https://x.org/a?reference=8"),
    ("https://x.org/a?source=7", "https://x.org/a?source=8"),
    ("https://x.org/a?m=202605", "https://x.org/a?m=202606"),
    ("https://x.org/a?view=7", "https://x.org/a?view=8"),
    ("https://x.org/a?format=pdf", "https://x.org/a"),
    ("https://x.org/a?lang=de", "https://x.org/a?lang=fr"),
    # pages of one listing or story
    ("https://x.org/a?page=2", "https://x.org/a?page=3"),
    ("https://x.org/a?page=2", "https://x.org/a"),
    ("https://x.org/a/2", "https://x.org/a/3"),
    ("https://x.org/a/page/2", "https://x.org/a"),
    # different articles
    ("https://x.org/2026/05/flood", "https://x.org/2026/06/flood"),
    ("https://x.org/News/A", "https://x.org/news/a"),
    ("https://x.org/amplifier", "https://x.org/lifier"),
    ("https://x.org/camp", "https://x.org/c"),
    ("https://x.org/news/amp-review", "https://x.org/news/review"),
    ("https://x.org/printers", "https://x.org/ers"),
    ("https://x.org/print/a", "https://x.org/print/b"),
    ("https://x.org/a.html", "https://x.org/a"),
    ("https://x.org/a%2Fb", "https://x.org/a/b"),
    ("https://x.org/#!/story/7", "https://x.org/#!/story/8"),
    ("https://x.org/app#/a/7", "https://x.org/app#/a/8"),
    # different sites
    ("https://x.org/a", "https://x.com/a"),
    ("https://x.org/a", "https://x.org:8443/a"),
    ("https://news.x.org/a", "https://sport.x.org/a"),
    ("https://mx.org/a", "https://x.org/a"),
    ("https://m.org/a", "https://org/a"),
    ("https://x-org.translate.goog/a", "https://x.org/a"),
    ("https://cdn.ampproject.org/c/s/x.org/a", "https://cdn.ampproject.org/c/s/y.org/a"),
    ("https://www.google.com/amp/s/x.org/a", "https://www.google.com/amp/s/x.org/b"),
]


@pytest.mark.parametrize(("one", "other"), APART)
def test_what_may_be_two_articles_is_never_folded(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize("url", ["", "a.html", "urn:x:7", "http://[bad", "http://x.org:99999/a"])
def test_what_is_no_address_of_the_web_stays_as_it_is(url: str) -> None:
    assert canonical(url) == clean(url) == url


@given(st.text(), st.from_regex(r"https?://[A-Za-z.]{1,9}(:\d{1,5})?/[^\s]{0,30}", fullmatch=True))
def test_a_canonical_address_stays_as_it_is(anything: str, address: str) -> None:
    for url in (anything, address):
        assert canonical(canonical(url)) == canonical(url)
        assert clean(clean(url)) == clean(url)


@given(st.from_regex(r"https?://[a-z.]{1,9}/[^\s#]{0,30}", fullmatch=True))
def test_cleaning_an_address_never_changes_which_article_it_is(url: str) -> None:
    assert canonical(clean(url)) == canonical(url)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("HTTPS://WWW.X.org:443/News/A/?utm_source=t&id=3#top", "https://www.x.org/News/A/?id=3"),
        ("https://m.x.org/a/amp?b=2&a=1", "https://m.x.org/a/amp?b=2&a=1"),
        ("https://x.org/app#!/story/7", "https://x.org/app#!/story/7"),
        ("https://x.org/a;jsessionid=1?q=caf%c3%a9+b", "https://x.org/a?q=caf%c3%a9+b"),
        ("https://u@X.org/a", "https://u@x.org/a"),
        ("http://[2001:DB8::1]:80/a", "http://[2001:db8::1]/a"),
    ],
)
def test_a_clean_address_still_leads_to_the_page(url: str, shown: str) -> None:
    assert clean(url) == shown


PAGE = "https://www.x.org/news/2026/flood-7?utm_source=rss"


@pytest.mark.parametrize(
    ("references", "chosen"),
    [
        (["https://www.x.org/news/2026/flood-7"], "https://www.x.org/news/2026/flood-7"),
        (["/news/2026/flood-7"], "https://www.x.org/news/2026/flood-7"),
        (["https://x.org/other-address"], "https://x.org/other-address"),
        (["https://m.x.org/news/flood-7"], "https://m.x.org/news/flood-7"),
        (["https://news.x.org/flood-7"], "https://news.x.org/flood-7"),
        (["", " ", "http://[bad", "https://x.org/a"], "https://x.org/a"),
        # not where it would make many articles one
        (["https://www.x.org/"], PAGE),
        (["https://www.x.org"], PAGE),
        (["https://www.x.org/index.html"], PAGE),
        (["https://www.x.org/home"], PAGE),
        (["https://www.x.org/news"], PAGE),
        (["https://www.x.org/news/"], PAGE),
        # not where it speaks for another site
        (["https://y.org/news/2026/flood-7"], PAGE),
        (["https://evilx.org/news/2026/flood-7"], PAGE),
        (["https://x.org.evil.example/a"], PAGE),
        (["javascript:alert(1)"], PAGE),
        (["mailto:a@x.org"], PAGE),
        (["https://y.org/a", "https://www.x.org/flood-7"], "https://www.x.org/flood-7"),
        ([], PAGE),
    ],
)
def test_a_page_speaks_for_itself_and_for_nothing_else(references: list[str], chosen: str) -> None:
    assert spoken_for(PAGE, references) == chosen


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ("https://amp.x.org/a-7", "https://www.x.org/a-7"),
        ("https://m.x.org/a-7", "https://x.org/a-7"),
        ("https://x.org/a/b-7/amp", "https://x.org/a/b-7"),
        ("https://x.org/story/print", "https://x.org/story"),
        ("https://x-org.cdn.ampproject.org/c/s/x.org/a-7", "https://x.org/a-7"),
        (None, "https://x.org/a-7"),
    ],
)
def test_the_dress_of_a_page_may_name_the_page(url: str | None, named: str) -> None:
    assert spoken_for(url, [named]) == named


def test_a_saved_page_without_an_address_has_none() -> None:
    assert spoken_for(None, ["/a", "https://x.org/"]) is None


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://www.x.org/a", "http://x.org/b", True),
        ("https://edition.x.org/a", "https://x.org/b", True),
        ("https://a.blogs.example/1", "https://b.blogs.example/1", False),
        ("https://x.org/a", "https://x.com/a", False),
    ],
)
def test_a_site_is_a_host_and_what_is_beneath_it(one: str, other: str, same: bool) -> None:
    assert same_site(one, other) is same
    assert same_site(other, one) is same


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://www.x.org/a?id=7&utm_source=rss#top", True),
        ("https://x.org/a/", True),
        ("https://m.x.org/a", False),
        ("https://x.org/a/amp", False),
        ("https://x.org/a?print=1", False),
        ("https://x-org.cdn.ampproject.org/c/s/x.org/a", False),
        ("notes.txt", True),
    ],
)
def test_the_dress_of_an_address_is_told(url: str, plain: bool) -> None:
    assert undressed(url) is plain
