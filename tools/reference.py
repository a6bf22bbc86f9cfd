"""Writes docs/reference from the code, so that what is written there is so. `--check` only says what is out of date."""

import argparse
import importlib
import json
import pkgutil
import sys
from collections.abc import Iterable
from pathlib import Path

import aboveline
from aboveline.cases.columns import caseload_table
from aboveline.cli import COMMANDS
from aboveline.frameworks.facts import fact_catalogue
from aboveline.frameworks.rules import MISSING_BY_OPERATOR, OPERATORS
from aboveline.problems import CODES, KINDS
from aboveline.sampling.national import NATIONAL
from aboveline.sampling.readers import READERS
from aboveline.scoring.trace import rule_sentence
from aboveline.steps.data import SCHEMA
from aboveline.steps.drawing import SCHEMA as RECEIPT
from aboveline.steps.editions import edition, edition_folders
from aboveline.steps.inspections import inspection_tables
from aboveline.steps.sealing import SCHEMA as SEAL
from aboveline.tables import TableSpec

FOLDER = Path(__file__).parent.parent / "docs" / "reference"
MADE = "<!-- Written by tools/reference.py from the code; `make docs` writes it anew. -->"


def pages() -> dict[str, str]:
    return {
        "commands.md": commands(),
        "frameworks.md": frameworks(),
        "operators.md": operators(),
        "problems.md": problems(),
        "rooms.md": rooms(),
        "receipt-json.md": of_schema("A receipt as JSON", RECEIPT, "What `aboveline sample draw` writes", "receipt"),
        "scores-json.md": scores_json(),
        "seal-json.md": of_schema("A seal as JSON", SEAL, "What `aboveline caseload seal` writes", "seal"),
        "tables.md": tables(),
    }


def page(title: str, *blocks: str) -> str:
    return "\n\n".join([MADE, f"# {title}", *blocks]) + "\n"


def grid(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    header = list(header)
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell).replace("|", "\\|") for cell in row) + " |" for row in lines)


def commands() -> str:
    blocks = ["What each command does and takes, as `--help` prints it. Exit codes: see [problems](problems.md)."]
    for name, (module, line) in COMMANDS.items():
        parser = argparse.ArgumentParser(
            prog=f"aboveline {name}",
            formatter_class=lambda prog: argparse.RawDescriptionHelpFormatter(prog, width=80),
        )
        command = importlib.import_module(module)
        command.arguments(parser)
        blocks += [f"## {name}", line, f"```text\n{parser.format_help().rstrip()}\n```"]
        for action, inner in getattr(command, "ACTIONS", {}).items():
            told = argparse.ArgumentParser(prog=f"aboveline {name} {action}", formatter_class=parser.formatter_class)
            inner.arguments(told)
            blocks += [f"### {name} {action}", f"```text\n{told.format_help().rstrip()}\n```"]
    return page("Commands", *blocks)


def frameworks() -> str:
    blocks = ["The editions that ship with Aboveline, and every rule in them with its source and standing."]
    for item in (edition(str(folder)) for folder in edition_folders().values()):
        scored = sum(question.role == "scored" for question in item.questions.values())
        blocks += [
            f"## {item.id}: {item.title}",
            item.about,
            f"{len(item.questions)} questions, {scored} of them scored. Content hash `{item.hash}`.",
            grid(
                ("rule", "does", "standing", "source"),
                ((rule.id, rule_sentence(rule), rule.standing, rule.source) for rule in item.rules.values()),
            ),
        ]
    facts = fact_catalogue()[0].values()
    blocks += [
        "## Case facts",
        "What an edition may name in its conditions; the case table is built from those it lists.",
        grid(
            ("fact", "title", "kind", "codes"),
            ((fact.id, fact.title, fact.kind, ", ".join(fact.codes) or "–") for fact in facts),
        ),
    ]
    return page("Frameworks", *blocks)


def operators() -> str:
    missing = [MISSING_BY_OPERATOR.get(name, ("drop", "absent")) for name in OPERATORS]
    return page(
        "Operators",
        "How a rule of an edition makes a score, a rating or a grade. `missing:` says what a missing part does: "
        "`drop` leaves it out, `absent` leaves no result, `rescale` lets the other shares grow.",
        grid(
            ("operator", "gives", "missing"),
            ((name, text, ", ".join(words)) for (name, text), words in zip(OPERATORS.items(), missing, strict=True)),
        ),
        "The folder `tests/examples/made-up` holds an edition that uses every one of them.",
    )


def problems() -> str:
    return page(
        "Problems and exit codes",
        "Every fault is told with the file and line where it stands, what is wrong and what to do; all at once. "
        "The exit code is that of the first of these kinds among the problems. 0 is well, 130 is stopped by hand.",
        grid(("exit code", "kind", "meaning"), ((code, kind, text) for kind, (code, text) in KINDS.items())),
        grid(("problem", "kind", "meaning"), ((code, kind, text) for code, (kind, text) in CODES.items())),
    )


def rooms() -> str:
    blocks = [
        "The river runs from the first room to the last; the bank stands beside it. Each card stands in the code."
    ]
    order = "frameworks cases sampling assessments evidence scoring comparisons reports".split()
    found = [module.name for module in pkgutil.iter_modules(aboveline.__path__) if module.ispkg]
    for name in sorted(found, key=lambda name: (order.index(name) if name in order else len(order), name)):
        card = (importlib.import_module(f"aboveline.{name}").__doc__ or "").strip().splitlines()
        lines = [line for line in card[1:] if line.strip()]
        blocks += [
            f"## {name}",
            card[0],
            "\n".join(f"- {line}" if _starts(line) else f"  {line}" for line in lines),
        ]
    return page("Rooms", *blocks)


def _starts(line: str) -> bool:
    return line.startswith(("Takes:", "Gives:", "Never:"))


def scores_json() -> str:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    fields = schema["$defs"]["score"]["properties"]
    return page(
        "Scores as JSON",
        "What `aboveline score --format json` prints. The schema ships in the package as "
        "`aboveline/steps/scores.schema.json` and every output is held to it by a test.",
        grid(
            ("field of a score", "meaning"),
            ((name, spec.get("description", "")) for name, spec in fields.items()),
        ),
        f"```json\n{json.dumps(schema, indent=2, ensure_ascii=False)}\n```",
    )


def of_schema(title: str, path: Path, told: str, noun: str) -> str:
    schema = json.loads(path.read_text("utf-8"))
    return page(
        title,
        f"{told}. The schema ships in the package as `aboveline/steps/{path.name}`.",
        grid(
            (f"field of a {noun}", "meaning"),
            ((name, spec.get("description", "")) for name, spec in schema["properties"].items()),
        ),
        f"```json\n{json.dumps(schema, indent=2, ensure_ascii=False)}\n```",
    )


def tables() -> str:
    blocks = [
        "The tables of an inspection folder, each declared once by its room: `name.csv` to edit by hand, or "
        "`name.parquet` for size. Columns that are not required may be left out. The case table has a column for "
        "each fact that the edition lists; this one is that of omi-2006."
    ]
    blocks += [block for spec in inspection_tables(edition("omi-2006")) for block in _table(spec)]
    blocks.append(
        "Beside them stand the tables of a sample: a caseload (again as omi-2006 asks for it), the people who read, "
        "and national shares."
    )
    blocks += [block for spec in (caseload_table(edition("omi-2006")), READERS, NATIONAL) for block in _table(spec)]
    return page("Tables", *blocks)


def _table(spec: TableSpec) -> tuple[str, ...]:
    rows = (
        (column.name, column.kind, "yes" if column.required else "", column.about, ", ".join(column.options))
        for column in spec.columns
    )
    key = f" One row for each {' and '.join(spec.key)}." if spec.key else ""
    optional = " May be left out." if spec.optional else ""
    return (
        f"## {spec.name}",
        f"{spec.about.capitalize()}.{key}{optional}",
        grid(("column", "kind", "required", "holds", "values"), rows),
    )


def main() -> int:
    checking = sys.argv[1:] == ["--check"]
    stale = [name for name, text in pages().items() if not _current(FOLDER / name, text)]
    if checking:
        print(
            "\n".join(f"docs/reference/{name} is out of date: run make docs" for name in stale),
            end="\n" * bool(stale),
        )
        return int(bool(stale))
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (FOLDER / name).write_text(pages()[name], encoding="utf-8")
    print(f"docs/reference: {len(stale)} pages written.")
    return 0


def _current(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main())
