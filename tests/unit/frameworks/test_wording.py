import pytest

from aboveline.frameworks.conditions import condition
from aboveline.frameworks.read import installed_framework
from aboveline.frameworks.wording import condition_sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("sentence is licence", "kind of sentence is Licence"),
        ("sentence in (licence, custody)", "kind of sentence is Licence or In custody"),
        ("ppo is not yes", "it is not so that prolific or other priority offender is yes"),
        (
            "months-served >= 12 and ppo is yes",
            "months served in custody so far is at least 12, and prolific or other priority offender is yes",
        ),
        ("judged psr-prepared is yes", "“Was a pre-sentence report, or the like of one, prepared?” is judged Yes"),
    ],
)
def test_a_condition_reads_as_a_phrase(text, sentence):
    assert condition_sentence(installed_framework("omi-2006"), condition(text)) == sentence
