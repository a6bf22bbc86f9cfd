"""`aboveline frameworks`: list, show and check editions; tell what of one is what of another."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from aboveline.cli.maps import map_lines
from aboveline.cli.run import told
from aboveline.cli.words import aligned, paragraph
from aboveline.frameworks.model import Framework, Part
from aboveline.frameworks.read import framework_and_problems
from aboveline.problems import Faulty, Problem
from aboveline.scoring.trace import rule_sentence
from aboveline.steps.edition_check import edition_check
from aboveline.steps.editions import edition, edition_folders


def arguments(parser: argparse.ArgumentParser) -> None:
    """list | show ID | check PATH | map ID ID."""
    parser.description = (
        "Frameworks are documents: what an inspection judges by, each rule with its\n"
        "source and standing. Lists those there are, shows one, checks one, and tells\n"
        "what of one edition is what of another."
    )
    parser.epilog = "examples:\n  aboveline frameworks show omi-2006\n  aboveline frameworks check my-edition/"
    actions = parser.add_subparsers(dest="action", required=True, title="actions", metavar="ACTION")
    text = "the editions installed"
    actions.add_parser("list", help=text, description=f"Lists {text}, and your own.")
    text = "what an edition judges, and by which rules"
    show = actions.add_parser("show", help=text, description=f"Shows {text}.")
    show.add_argument("id", help="the id of an edition, or its folder")
    show.add_argument("--questions", action="store_true", help="list the questions too")
    text = "every fault of an edition folder, worked examples included"
    check = actions.add_parser("check", help=text, description=f"Tells {text}.")
    check.add_argument("path", help="the folder of an edition, or the id of one installed")
    text = "what of one edition is what of another: equal, part of it, more, or overlapping"
    between = actions.add_parser("map", help=text, description=f"Tells {text}.")
    between.add_argument("one", help="the id of an edition")
    between.add_argument("other", help="the id of another")
    between.add_argument("--questions", action="store_true", help="list the questions too, and why")


def run(given: argparse.Namespace) -> int:
    """Do the action."""
    if given.action == "list":
        print("\n".join(_listed()))
        return 0
    if given.action == "show":
        print("\n".join(_shown(edition(given.id), given.questions)))
        return 0
    if given.action == "map":
        print("\n".join(map_lines(given.one, given.other, given.questions)))
        return 0
    return _checked(given.path)


def _listed() -> list[str]:
    rows = [["id", "title", "years", "criteria", "questions"]]
    faulty = False
    for name, folder in edition_folders().items():
        item, problems = framework_and_problems(folder)
        if problems:
            faulty = True
            rows.append([name, "(faulty)", "", "", ""])
            continue
        criteria = sum(part.level == "criterion" for part in item.parts())
        rows.append([item.id, item.title, item.years, str(criteria), str(len(item.questions))])
    advice = "`aboveline frameworks check ID` tells what is wrong with those called faulty."
    return [*aligned(rows, right=(3, 4)), *([advice] if faulty else [])]


def _checked(path: str) -> int:
    folder = edition_folders().get(path, Path(path))
    if not (folder / "framework.yaml").exists():
        what = "There is no framework.yaml here."
        raise Faulty([Problem("file-missing", str(folder), None, what, "Give the folder of an edition.")])
    found, problems = edition_check(folder)
    if problems:
        return told(problems, most=None)
    count = len(found.examples)
    print(f"{found.id}: no problems. {len(found.questions)} questions, {count} worked examples come out as written.")
    print(f"hash {found.hash}")
    return 0


def _shown(item: Framework, questions: bool) -> list[str]:
    lines = [f"{item.title} ({item.id}), {item.years}", paragraph(item.about), f"hash {item.hash}", ""]
    for top in item.tree:
        lines += _part_lines(item, top, 0, questions)
    lines += [f"{thread.id}  {thread.title}  (thread)" for thread in item.threads]
    lines += [f"theme {name}: questions asked where an inspection says so" for name in item.themes]
    lines += [f"reading {name}: {reading.title}" for name, reading in item.readings.items()]
    lines += ["", "Rules"]
    for rule in item.rules.values():
        lines += [
            f"  {rule.id} [{rule.standing}]",
            paragraph(f"{rule_sentence(rule)}. Source: {rule.source}", "    "),
        ]
    return lines


def _part_lines(item: Framework, part: Part, depth: int, questions: bool) -> Iterator[str]:
    rules = " + ".join(name for name in (part.score, part.rating) if name)
    indent = "  " * depth
    yield paragraph(f"{part.id}  {part.title}" + (f"  ({rules})" if rules else ""), indent, indent + "      ")
    if questions and part.level == "criterion":
        for question in item.questions_of(part.id):
            role = "" if question.role == "scored" else f" ({question.role})"
            yield paragraph(f"{question.id}{role}: {question.text}", indent + "    ", indent + "      ")
    for inner in part.parts:
        yield from _part_lines(item, inner, depth + 1, questions)
