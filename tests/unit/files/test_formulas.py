import pytest

from aboveline.files.formulas import guarded, unguarded


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "- called on Monday",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        '"=1',
        "'=1",
        " '\" @x",
        "＝1",
        "-",
        "+",
        "+44=1",
        "-5)",
    ],
)
def test_what_a_programme_would_run_is_made_text(text):
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


@pytest.mark.parametrize(
    "text", ["-5", "-5.25", "-1,000", "-5%", "+44 (0)20 7946", "", "Smith-Jones", "a=b", "'quoted'", "\t", "' \t"]
)
def test_plain_text_negative_numbers_and_telephone_numbers_stay_as_they_are(text):
    assert unguarded(text) == text
    assert guarded(text) == text
