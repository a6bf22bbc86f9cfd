"""The few words in which the specifications are written.

    criterion("operator: mean, questions: own, missing: drop", one="yyn", two="y--").score

A criterion is given its questions, each with one letter a case: y above the line, n below it, - not applicable,
. unanswered. A section is given its parts, each with the score (whole percent), or the rating, that it comes to; None
for a part that comes to nothing. Rules stand as an edition would write them, without source and standing.
"""

import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from textwrap import dedent

from aboveline.assessments.code import coded
from aboveline.assessments.tables import ASSESSMENTS, JUDGEMENTS
from aboveline.cases.table import case_table
from aboveline.engines import memory
from aboveline.frameworks.documents import document_of
from aboveline.frameworks.fields import Fields
from aboveline.frameworks.model import Choice, Framework, Part, Question, Rule, Scale, Thread
from aboveline.frameworks.read import framework
from aboveline.frameworks.rules import read_rule
from aboveline.scoring.discretions import Discretion
from aboveline.scoring.groups import Groups, together, whole_sample
from aboveline.scoring.plan import plan
from aboveline.scoring.results import QuestionResult, Score, question_results, score_rows
from aboveline.scoring.roll_up import Opinion, rolled_up
from aboveline.scoring.tally import tally
from aboveline.tables import RawTable, Table, TableSpec, checked_table

LETTERS = {"y": "yes", "n": "no", "-": "not-applicable", ".": ""}
YES_NO = Scale("yes-no", (Choice("yes", "Yes", True), Choice("no", "No", False)))
SCALES = {"verdict": ("Poor", "Fair", "Good", "Excellent"), "strength": ("weak", "satisfactory", "good", "strong")}
HUNDRED = 100


def rule(text: str, name: str = "rule") -> Rule:
    """The rule that the text writes, as the reader of editions reads it."""
    lines = dedent(text).strip()
    lines = "{" + lines + "}" if "\n" not in lines else lines
    mapping, problems = document_of(f"rule: {lines}" if lines[0] == "{" else _block(lines), "rule")
    (fields,) = Fields(mapping, problems, "rule").named("rule", "rule").values() if False else [_inner(mapping, problems)]
    found = read_rule(name, fields, SCALES)
    assert not [problem for problem in problems if "'source'" not in problem.what and "'standing'" not in problem.what]
    return found
