"""Drawing a sample from a frame, repeating a draw, and replacing a case: read, think, write."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

from aboveline import __version__
from aboveline.cases.table import IDENTITIES, case_table
from aboveline.files.csv import csv_table, csv_text
from aboveline.files.folder import write_files
from aboveline.frameworks.model import Framework
from aboveline.problems import Faulty, Problem
from aboveline.sampling.cells import OWN, Sized, minimum_problems, planned_size, wanted
from aboveline.sampling.commitment import commitment_problems, origin_of, seal_differs, sealed_caseload
from aboveline.sampling.frame import frame_hash
from aboveline.sampling.plan import SamplingPlan, sampling_plan
from aboveline.sampling.receipt import plan_differs, receipt, verify, with_replacement
from aboveline.sampling.seal import seal_problems
from aboveline.sampling.shape import shape_problems
from aboveline.sampling.top_up import NAMED, NAMED_BY_BODY
from aboveline.steps.plans import Planned, planned
from aboveline.tables import RawTable, Table, TableSpec, checked_table

SCHEMA = Path(__file__).parent / "receipt.schema.json"
_COLUMNS = ("number", "case", "place", "way", "cell", "probability", "weight", "random")


class Asked(NamedTuple):
    """What whoever draws asks for.

    framework: edition; plan: an inspection's own, by id or path; size, caseload: None where the plan and the seal say;
    minima: one's own numbers for groups, by title; told: what a public seed is, else blank; commitment: to the seed;
    seal: the file that the draw is held to.
    """

    framework: str
    seed: str
    plan: str | None = None
    size: int | None = None
    caseload: int | None = None
    reserves: int = 2
    minima: Mapping[str, int] = {}
    told: str = ""
    commitment: str | None = None
    seal: Path | None = None


class Verified(NamedTuple):
    """A receipt that comes out the same, and a sentence for what could not be compared."""

    content: dict[str, Any]
    notes: tuple[str, ...]


def draw_sample(
    frame: Path, asked: Asked, output: Path, named: Path | None = None, identities: Path | None = None
) -> dict[str, Any]:
    """The receipt of a draw under the plan, written with the files beside it (`files_beside`).

    `named`: a table of the cases that the body named, to be topped up; with `identities`, by its own references.
    `Faulty` where anything is amiss; then nothing is written.
    """
    seal = None if asked.seal is None else _json(asked.seal, "seal.json", "seal")
    asked = asked if seal is None else _under_seal(asked, seal)
    _check(asked, output)
    item = planned(asked.framework, asked.plan)
    plan, problems = sampling_plan(item.framework)
    problems += minimum_problems(plan, asked.minima)
    if problems:
        raise Faulty(problems)
    origin = origin_of(asked.seed, asked.told, asked.commitment)
    made = {
        "framework": {"id": item.framework.id, "hash": item.framework.hash},
        "code": f"aboveline {__version__}",
        "seal": asked.seal and _file_hash(asked.seal),
    }
    # Before anything is drawn: what another edition lacks in this frame is no news then.
    _hold({**made, "plan": {"source": item.id}, "seed_origin": origin._asdict()}, seal, asked.seal, [])
    table = _table(frame, item.framework)
    cases = None if named is None else _named(named, identities)
    want = wanted(plan, _sized(plan, item, asked, len(table)), asked.reserves, asked.minima, item.id)
    content, problems = receipt(table, want, asked.seed, made, origin, cases)
    _hold({"frame": content["frame"] if content else {"hash": frame_hash(table)}}, seal, asked.seal, problems)
    _write(output, content)
    return content


def verified(frame: Path, path: Path, seal: Path | None = None, plan: str | None = None) -> Verified:
    """The receipt, where the draw repeated from the frame comes out the same; `Faulty` says what differs.

    With the seal of the frame, the receipt is held to that too. Its plan is compared with that of the edition, or with
    the inspection's own, which is found by its id or named here.
    """
    content = receipt_content(path)
    held = None if seal is None else _json(seal, "seal.json", "seal")
    item, note = _planned(content, plan)
    problems = _edition_differs(content, item.framework, path)
    problems += verify(_table(frame, item.framework), content, path.name)
    if not note and not problems:
        problems += plan_differs(content, sampling_plan(item.framework)[0], path.name)
    notes = [note] if note else []
    if seal is not None and held is not None:
        problems += seal_differs(content, held, str(seal)) or _another_seal(content, seal)
        notes += [] if content["seal"] else ["The draw was made without a seal, and fits this one."]
    if problems:
        raise Faulty(problems)
    return Verified(content, tuple(notes))


def replace_case(frame: Path, path: Path, case: str, reason: str) -> dict[str, Any]:
    """The new receipt, in which the next reserve of its cell stands for the case, written with the files beside it.

    The old entries stay. The receipt is verified first; `Faulty` where it differs, or nobody can stand in.
    """
    _check_text("--reason", reason)
    content = with_replacement(verified(frame, path).content, case, reason, path.name)
    if frame.resolve() in [beside.resolve() for beside in files_beside(path)]:
        _check_free(frame)
    _write(path, content)
    return content


def files_beside(path: Path) -> tuple[Path, Path]:
    """What stands beside the receipt: the sample as CSV, and the receipt as a page."""
    return path.with_suffix(".csv"), path.with_suffix(".html")


def sample_csv(content: Mapping[str, Any]) -> str:
    """The numbered list as CSV text with probability and weight as decimals: a fraction is a date to spreadsheets."""
    titles = {cell["number"]: cell["title"] for cell in content["cells"]}
    rows = []
    for row in content["list"]:
        chance, weight = _decimal(row["probability"]), _decimal(row["weight"])
        said = [row[key] for key in ("number", "case", "place", "way")]
        rows.append((*said, titles[row["cell"]], chance, weight, row["random"]))
    return csv_text(_COLUMNS, rows)


def receipt_json(content: Mapping[str, Any]) -> str:
    """The receipt as the JSON text that `receipt.schema.json` describes."""
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def receipt_content(path: Path) -> dict[str, Any]:
    """The receipt in that file, of the right shape; `Faulty` says in what it is none."""
    return _json(path, path.name, "receipt")


def _json(path: Path, name: str, noun: str) -> dict[str, Any]:
    shape, do = _READ[noun]
    try:
        content = json.loads(path.read_text("utf-8"))
        json.dumps(content, ensure_ascii=False).encode()
    except FileNotFoundError:
        raise Faulty([Problem("file-missing", str(path), None, "The file is not there.", do)]) from None
    except OSError as fault:
        what = f"The file cannot be opened: {fault.strerror}."
        raise Faulty([Problem("file-unreadable", str(path), None, what, do)]) from fault
    except (ValueError, RecursionError) as fault:
        what = f"This is no {noun}: it is not JSON text."
        raise Faulty([Problem(f"{noun}-faulty", name, None, what, do)]) from fault
    problems = shape(content, name)
    if problems:
        raise Faulty(problems)
    found: dict[str, Any] = content
    return found


_READ = {
    "receipt": (shape_problems, "Give the file that `aboveline sample draw` wrote."),
    "seal": (seal_problems, "Give the seal.json that `aboveline caseload seal` wrote."),
}


def _under_seal(asked: Asked, seal: Mapping[str, Any]) -> Asked:
    """What is asked, with what only the seal says."""
    own = seal["plan"]["id"] if seal["plan"]["id"] != seal["framework"]["id"] else None
    return asked._replace(
        plan=asked.plan or own,
        caseload=sealed_caseload(seal) if asked.caseload is None else asked.caseload,
        commitment=seal["commitment"] if asked.commitment is None else asked.commitment,
    )


def _check(asked: Asked, output: Path) -> None:
    problems = _text_problems("--seed", asked.seed)
    problems += _text_problems("--public", asked.told) if asked.told else []
    problems += commitment_problems(asked.seed, asked.told, asked.commitment)
    numbers = {"--size": (asked.size, 1), "--caseload": (asked.caseload, 1), "--reserves": (asked.reserves, 0)}
    for option, (number, low) in [*numbers.items(), *(("--minimum", (least, 0)) for least in asked.minima.values())]:
        if number is not None and number < low:
            what = f"{number} is not a number this option can have."
            problems.append(Problem("option-value", option, None, what, f"Give {low} or more."))
    if problems:
        raise Faulty(problems)
    _check_free(output, *files_beside(output))


def _hold(
    content: Mapping[str, Any], seal: Mapping[str, Any] | None, path: Path | None, problems: list[Problem]
) -> None:
    """Raise these problems, after what is another than was sealed."""
    differs = [] if seal is None else seal_differs(content, seal, str(path))
    if differs or problems:
        raise Faulty(differs + problems)


def _sized(plan: SamplingPlan | None, item: Planned, asked: Asked, frame: int) -> Sized:
    if asked.size is not None:
        return Sized(asked.size, OWN, OWN, asked.caseload)
    found = planned_size(plan, frame, asked.caseload) if plan else None
    if found is not None:
        return found
    if plan is not None and plan.sizes:
        what = f"The size that {item.id} plans goes by the whole caseload of the body, which is not known here."
        raise Faulty([Problem("option-value", "--caseload", None, what, "Give the number of cases, or a size.")])
    what = f"{item.id} has no sampling plan that says how many, and no size is given."
    raise Faulty([Problem("option-value", "--size", None, what, "Give the number of cases.")])


def _table(path: Path, framework: Framework) -> Table:
    raw = _raw(path, "Give the case table of the edition as a CSV file.")
    table, problems = checked_table(case_table(framework), raw)
    if problems:
        raise Faulty(problems)
    return table


def _named(path: Path, identities: Path | None) -> list[str]:
    """The cases of the body's list in its order, by the references of the frame."""
    if identities is None:
        return list(_one_column(path, NAMED).columns["case"])
    table, known = _one_column(path, NAMED_BY_BODY), _raw(identities, "Give the identities.csv of the frame.")
    who, problems = checked_table(IDENTITIES, known)
    cases = dict(zip(who.columns["reference"], who.columns["case"], strict=True))
    for own, line in zip(table.columns["reference"], table.lines, strict=True):
        if own not in cases:
            what, do = f"The case {own!r} is not among the identities.", "Take it out of the list if it was left out."
            problems.append(Problem("row-orphan", table.file, line, what, do))
    if problems:
        raise Faulty(problems)
    return [cases[own] for own in table.columns["reference"]]


def _one_column(path: Path, spec: TableSpec) -> Table:
    """The one column that is read of a list; of others that a body sends along nothing is."""
    (name,) = spec.column_names
    raw = _raw(path, f"Give the list that the body named as a CSV file with a column `{name}`.")
    kept = [at for at, given in enumerate(raw.header) if given == name]
    columns = [raw.columns[at] for at in kept]
    table, problems = checked_table(spec, RawTable(raw.file, tuple(raw.header[at] for at in kept), columns, raw.lines))
    if problems:
        raise Faulty(problems)
    return table


def _raw(path: Path, do: str) -> RawTable:
    if not path.exists():
        raise Faulty([Problem("file-missing", str(path), None, "The file is not there.", do)])
    raw, problems = csv_table(path)
    if raw is None:
        raise Faulty(problems)
    return raw


def _planned(content: Mapping[str, Any], plan: str | None) -> tuple[Planned, str]:
    """The edition under the receipt's plan, and a sentence where that plan is not here."""
    name, source = content["framework"]["id"], content["plan"]["source"]
    try:
        return planned(name, plan or (None if source == name else source)), ""
    except Faulty:
        if plan is not None or source == name:
            raise
    note = f"The plan {source} is not here, so its numbers are taken as the receipt has them. Name it with --plan."
    return planned(name), note


def _edition_differs(content: Mapping[str, Any], framework: Framework, path: Path) -> list[Problem]:
    if content["framework"]["hash"] == framework.hash:
        return []
    what = f"framework.hash: the edition {framework.id} here has another content than the one the plan was taken from."
    do = "Verify with that edition; its folder may be named by ABOVELINE_FRAMEWORKS."
    return [Problem("receipt-differs", path.name, None, what, do)]


def _another_seal(content: Mapping[str, Any], seal: Path) -> list[Problem]:
    """A problem where the receipt was held to a seal with another text than this one."""
    if content["seal"] in (None, _file_hash(seal)):
        return []
    what = f"The seal's hash is {_file_hash(seal)}; the receipt was held to {content['seal']}: one was changed."
    return [Problem("seal-differs", str(seal), None, what, "Find the seal.json that the draw was made with.")]


def _file_hash(path: Path) -> str:
    return f"sha256:{sha256(path.read_bytes()).hexdigest()}"


def _write(path: Path, content: Mapping[str, Any]) -> None:
    # The page needs the templates' library, which takes longer to load than a small draw.
    page = import_module("aboveline.reports.draws").draw_page(content)
    sample, beside = files_beside(path)
    write_files({path: receipt_json(content), sample: sample_csv(content), beside: page})


def _decimal(fraction: str | None) -> str:
    if fraction is None:
        return ""
    above, _, below = fraction.partition("/")
    return str(int(above) / int(below))


def _check_free(*paths: Path) -> None:
    do = "Choose another name, or move it away."
    taken = [path for path in dict.fromkeys(paths) if path.exists() or path.is_symlink()]
    problems = [Problem("file-in-the-way", str(path), None, "This is already there.", do) for path in taken]
    if len({*paths}) < len(paths):
        what = f"The receipt cannot end in {paths[0].suffix}: another file stands there."
        problems.append(Problem("option-value", "--output", None, what, "Let its name end in .json."))
    if problems:
        raise Faulty(problems)


def _check_text(option: str, text: str) -> None:
    if problems := _text_problems(option, text):
        raise Faulty(problems)


def _text_problems(option: str, text: str) -> list[Problem]:
    if text.strip() and text.isprintable():
        return []
    what = f"The text of {option} is blank, or holds a sign that cannot be printed."
    return [Problem("option-value", option, None, what, "Write it in plain signs on one line.")]
