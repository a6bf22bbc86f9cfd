import re

import pytest

from aboveline.comparisons.bodies import BEYOND, FAR, WITHIN
from aboveline.reports.funnel_charts import HEIGHT, WIDTH, funnel_chart, legend
from aboveline.reports.funnels import benchmark_page
from tests.unit.reports.funnels import BODIES, PAGES, WIDENED, content, made


@pytest.mark.parametrize("name", PAGES)
def test_the_same_content_gives_the_same_page(name):
    page = benchmark_page(PAGES[name])
    assert page == benchmark_page(PAGES[name])
    assert "\r" not in page
    assert "None" not in page
    assert "nan" not in re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL).casefold().split()


def test_a_page_is_internal_until_somebody_decided():
    assert "Internal: not for publication." in benchmark_page(PAGES["internal"])
    published = benchmark_page(PAGES["published"])
    assert "nternal:" not in re.sub(r"<style>.*?</style>", "", published, flags=re.DOTALL)
    assert "A. Lead, 2025-01-01: because" in published


def test_a_page_carries_its_cautions_and_what_is_modelled_says_so():
    page = benchmark_page(PAGES["internal"])
    assert "Do not rank." in page
    assert '<span class="tag assumed">modelled</span>' in page
    assert "2 of 5" in page
    assert "Nobody has a score for: 1.2." in page
    assert "Too few. That holds for Does &lt;assessment&gt; do?." in page
    assert "modelled" not in benchmark_page(PAGES["published"]).split("</style>")[1]


def test_every_body_stands_in_the_table_in_the_order_given():
    page = benchmark_page(PAGES["internal"])
    table = page[page.index("The same as a table") :]
    places = [
        table.index(f'<th scope="row">{name}')
        for name in ("Ashdown", "Birchfield &amp; Colne", "Dunmoor", "East &lt;well&gt;")
    ]
    assert places == sorted(places)


def test_a_chart_describes_every_point():
    drawn = funnel_chart(made(), "b0")
    told = re.search(r"<desc[^>]*>(.*?)</desc>", drawn)[1]
    assert told.startswith("All cases pooled: 60%. Ashdown, 30 cases: 60%, within the limits; ")
    assert "Dunmoor, 60 cases: 39%, beyond 99.8% limits" in told
    assert "East &lt;well&gt;, 61 cases: 47%, beyond 95% limits" in told
    assert {point.verdict for point in made().points} == {WITHIN, BEYOND, FAR}
    assert drawn.count("<circle") == 6 + 1


def test_names_stand_inside_the_chart_and_run_into_none_other():
    for scores in ((60, 62, 35, 45, 59, 61, 60, 60), (50,) * 8, (2, 98, 3, 97, 1, 99, 50, 50)):
        drawn = funnel_chart(made(scores=scores), "b7")
        assert ">Harrowdene</text>" in drawn
        for x, y in re.findall(r'<text x="([\d.-]+)" y="([\d.-]+)"', drawn):
            assert 0 <= float(x) <= WIDTH
            assert 0 <= float(y) <= HEIGHT


def test_names_that_find_no_room_are_left_to_the_table():
    crowd = made()
    points = tuple(crowd.points[0]._replace(body=f"c{at}", name=f"A rather long name {at}") for at in range(80))
    drawn = funnel_chart(crowd._replace(points=points), "c79")
    assert 0 < drawn.count('class="name"') < 80
    assert ">A rather long name 79</text>" in drawn
    assert 'class="leader"' in drawn


def test_widened_limits_leave_those_of_chance_dotted():
    assert funnel_chart(WIDENED, "b0").count('class="chance"') == 4
    assert funnel_chart(made(), "b0").count('class="chance"') == 0
    told = [name for _, name in legend([WIDENED])]
    assert "limits of chance alone, where the others are widened" in told
    assert "beyond those of 99.8%" not in [name for _, name in legend([made(scores=(60,) * 8)])]
    assert "the dotted lines are those of chance alone" in benchmark_page(PAGES["widened"])


def test_few_bodies_are_too_few_to_tell_how_much_they_vary():
    few = made()._replace(points=made().points[:2], dispersion=made().dispersion._replace(ratio=None))
    assert "Too few bodies to tell whether they vary more than chance." in benchmark_page(content(funnels=(few,)))


def test_a_large_number_of_cases_has_an_axis_too():
    huge = made()
    points = tuple(point._replace(cases=90_000.0 + at) for at, point in enumerate(huge.points))
    assert ">80,000</text>" in funnel_chart(huge._replace(points=points), BODIES[0].id)
