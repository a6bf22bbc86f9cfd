import pytest

from aboveline.reports.profiles import profile_page
from tests.unit.reports.profiles import EVERY_STATE, PAGES


@pytest.fixture(params=PAGES)
def page(request):
    return profile_page(PAGES[request.param])


def test_the_same_profile_gives_the_same_page(page):
    assert page in [profile_page(one) for one in PAGES.values()]
    assert "\r" not in page


def test_a_page_asks_nobody_for_anything(page):
    assert "default-src 'none'" in page
    assert "http" not in page.replace("http-equiv", "").replace("http://www.w3.org/2000/svg", "")


def test_every_value_has_its_row():
    page = profile_page(PAGES["every-state"])
    for fact in EVERY_STATE.facts:
        for row in fact.rows:
            assert f'<th scope="row">{row.label}</th>' in page
    assert page.count('<tr class="marked">') == 2
    assert '<td class="beyond">yes <span class="base">p below 0.001</span></td>' in page
    assert "no <span" in page
    assert "fixed by the plan" in page
    assert "not tested" in page
    assert "not published" in page
    assert "−23.3" in page
    assert "Edition &amp; more" in page


def test_what_nobody_knows_is_said_to_be_so():
    page = profile_page(PAGES["named"])
    assert "the body named cases" in page
    assert '<span class="absent">not known</span>' in page
