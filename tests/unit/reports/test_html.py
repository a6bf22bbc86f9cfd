import re
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from aboveline.reports import html, words
from aboveline.reports.content import Page
from tests.unit.reports.made_up import BARE, EVERY_STATE, HAMPSHIRE

PAGES = {"hampshire": HAMPSHIRE, "every state": EVERY_STATE, "bare": BARE}
VOID = {"meta", "link"}


class Reader(HTMLParser):
    """Reads a page into its tags, ids, links and text, and holds it to closing what it opens."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [given for name, given in self.tags if name == tag]


@pytest.fixture(params=PAGES)
def content(request: pytest.FixtureRequest) -> Page:
    return PAGES[request.param]


@pytest.fixture
def read(content: Page) -> Reader:
    return Reader(html.page(content))


def test_the_same_content_gives_the_same_page(content: Page) -> None:
    first = html.page(content)
    html._templates.cache_clear()
    assert html.page(content) == first
    assert "\r" not in first


def test_the_page_stands_alone(read: Reader) -> None:
    assert not {"script", "img", "iframe", "object"} & {tag for tag, _ in read.tags}
    assert [link["href"] for link in read.all("link")] == ["data:,"]
    assert all((link["href"] or "").startswith("#") for link in read.all("a"))
    assert not any(name.startswith("on") for _, given in read.tags for name in given)


def test_every_link_arrives_and_every_id_is_there_once(read: Reader) -> None:
    ids = [given["id"] for _, given in read.tags if given.get("id")]
    assert len(ids) == len(set(ids))
    assert {(link["href"] or "")[1:] for link in read.all("a")} <= set(ids)
    named = " ".join(given.get("aria-labelledby") or "" for _, given in read.tags).split()
    assert set(named) <= set(ids)


def test_headings_go_down_one_step_at_a_time(read: Reader) -> None:
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_every_table_has_a_caption_and_says_what_its_headers_head(read: Reader) -> None:
    assert len(read.all("table")) == len(read.all("caption"))
    assert all(header.get("scope") in {"col", "row"} for header in read.all("th"))
    regions = [given["aria-label"] for given in read.all("div") if given.get("role") == "region"]
    assert len(regions) == len(set(regions))
    assert all(given.get("tabindex") == "0" for given in read.all("div") if given.get("role") == "region")


def test_the_caution_stands_beside_the_scores(read: Reader) -> None:
    assert words.CAUTION in read.text


def test_constructed_cases_are_told_before_anything_else() -> None:
    text = Reader(html.page(HAMPSHIRE)).text
    assert text.index("Constructed cases. The cases behind this page are not real people.") < text.index("Contents")
    assert "Constructed" not in Reader(html.page(EVERY_STATE)).text


def test_the_figures_of_hampshire_are_all_there() -> None:
    text = Reader(html.page(HAMPSHIRE)).text
    for row in HAMPSHIRE.scores[:-7]:
        assert f"{row.id} {row.title} {words.percent(row.score)} 109" in text
    assert "Risk of Harm thread assumed 69% 109 cases printed: 69%" in text
    assert "3.2 Sustainability of progress 66% 109 64% differs" in text
    assert "4.5 Review and evaluation assumed Not met Not met assumed" in text
    assert "Fieldwork: November 2007 Published: February 2008" in text


def test_a_question_shows_share_base_choices_and_what_is_outside() -> None:
    text = Reader(html.page(HAMPSHIRE)).text
    told = "psr-concise 58% 50 of 86 cases Printed: 58% Yes: 50 No: 36 23 not applicable, 1 not asked"
    assert f"Report concise Asked where the sentence is a community order. {told}" in text


def test_no_percentage_stands_without_its_base() -> None:
    text = Reader(html.page(HAMPSHIRE)).text
    results = text[
        text.index("1 Assessment and sentence planning Section score: 68% 109 cases 1.1") : text.index(
            "The board sets a clear direction"
        )
    ]
    shown = re.findall(r"(?<!rinted: )\b\d+% (.*?cases)", results)
    assert len(shown) == 3 + 14 + sum(len(criterion.questions) for criterion in HAMPSHIRE.criteria)
    assert all(re.fullmatch(r"(\d+ of )?\d+ cases", base) for base in shown)


def test_an_absent_score_is_told_and_never_nought() -> None:
    text = Reader(html.page(EVERY_STATE)).text
    assert "A1 Work with victims Not scored: nobody to whom it applies. no score 0 – 72% differs" in text
    assert "q-none no score 0 cases" in text
    assert "0%" not in re.sub(r"[1-9]\d*0%|from 0%", "", text)


def test_what_is_assumed_is_marked_wherever_it_decides() -> None:
    text = Reader(html.page(EVERY_STATE)).text
    assert "X1 Under no section assumed 50% 1 Fair" in text
    assert "Quality <of> it assumed q-scale 50% 2 of 4 cases 5 judgements counted Printed: two of the four" in text
    assert "Score A mean. the whole Nobody says assumed" in text


def test_discretion_is_told_with_its_reason() -> None:
    text = Reader(html.page(EVERY_STATE)).text
    assert "discretion Worked out as 88%; set to 99.5% by the lead inspector: seen on site." in text


def test_questions_that_are_not_scored_say_why() -> None:
    text = Reader(html.page(EVERY_STATE)).text
    assert (
        "Why it was late Gives a reason; not scored. Asked where the report was late."
        " Several choices may be ticked. q-reason not scored 1 case Workload: 1 Leave: 1 none"
    ) in text
    assert "Describes the case; not scored. q-fact not scored 1 case none" in text
    assert "Follows from other questions; not scored. q-derived not scored 1 case none" in text


def test_text_is_escaped_and_markup_in_it_stays_text() -> None:
    page = html.page(EVERY_STATE)
    assert "North &amp; &lt;South&gt;" in page
    assert "<South>" not in page
    assert "&amp;amp;" not in page


def test_the_page_names_what_it_was_made_from() -> None:
    text = Reader(html.page(HAMPSHIRE)).text
    assert f"omi-2006 {HAMPSHIRE.provenance.framework_hash}" in text
    assert f"hampshire-2008 {HAMPSHIRE.provenance.snapshot_hash}" in text
    assert "aboveline 0.1.0 Counted by memory" in text


def test_parts_with_nothing_to_say_are_left_out() -> None:
    text = Reader(html.page(BARE)).text
    for absent in (
        "Recommendations",
        "What people said",
        "Performance",
        "assumed rules",
        "in conflict",
        "Results",
    ):
        assert absent not in text
    assert "Printed" not in re.sub("Printed figures", "", text)


def test_no_printed_column_where_nothing_was_printed() -> None:
    headers = re.findall('<th scope="col"[^>]*>(.*?)</th>', html.page(EVERY_STATE))
    assert "Printed" in headers
    assert "Printed" not in re.findall('<th scope="col"[^>]*>(.*?)</th>', html.page(BARE))
