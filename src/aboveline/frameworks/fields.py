"""Reading one mapping of a document key by key; whatever does not fit becomes a problem, and reading goes on."""

from __future__ import annotations

from collections.abc import Iterable

from aboveline.frameworks.documents import Items, Mapping, lined
from aboveline.problems import Problem, near_miss
from aboveline.tables import is_number


class Fields:
    """One mapping being read. Each question asked of it names a key; `done` reports the keys nobody asked for."""

    def __init__(self, mapping: Mapping, problems: list[Problem], noun: str) -> None:
        """Read `mapping`; `noun` says in problems what it describes ("question psr-prepared")."""
        self.mapping, self.problems, self.noun = mapping, problems, noun
        self._asked: dict[str, None] = {}

    @property
    def file(self) -> str:
        """The file the mapping stands in."""
        return self.mapping.file

    def line(self, key: str = "") -> int:
        """The line of a key, or of the mapping itself."""
        return self.mapping.key_lines.get(key, self.mapping.line)

    def problem(self, code: str, key: str, what: str, do: str) -> None:
        """Report a problem at the line of a key."""
        self.problems.append(Problem(code, self.file, self.line(key), what, do))

    def has(self, key: str) -> bool:
        """Whether the key stands there with anything in it."""
        return self.mapping.get(key, "") != ""

    def text(self, key: str, default: str | None = None) -> str:
        """The text of a key; without a default the key must be there."""
        self._asked[key] = None
        value = self.mapping.get(key, "")
        if value == "":
            if default is None:
                self.problem("key-missing", "", f"The {self.noun} lacks {key!r}.", f"Add `{key}: …` to it.")
            return default or ""
        if isinstance(value, str):
            return value
        self.problem("value-kind", key, f"{key!r} of the {self.noun} must be text.", "Write one value after the colon.")
        return default or ""

    def option(self, key: str, options: Iterable[str], default: str | None = None) -> str:
        """The text of a key that must be one of the options; the default or first option where it is not."""
        options = list(options)
        value = self.text(key, default)
        if value in options or (value == default and not self.has(key)):
            return value
        if self._written(key):
            what = f"{value!r} is not a value of {key!r} in the {self.noun}."
            self.problem("value-unknown", key, what, near_miss(value, options) or f"Use one of: {', '.join(options)}.")
        return default if default is not None else options[0]

    def number(self, key: str) -> float:
        """The number of a key."""
        value = self.text(key)
        if is_number(value):
            return float(value)
        if self._written(key):
            what = f"{value!r} at {key!r} of the {self.noun} is not a number."
            self.problem("value-kind", key, what, "Write digits, with a point for decimals.")
        return 0.0

    def whole(self, key: str, default: int | None = None) -> int:
        """The whole number of a key, nought or more."""
        value = self.text(key, None if default is None else str(default))
        if value.isdecimal():
            return int(value)
        if self._written(key):
            what = f"{value!r} at {key!r} of the {self.noun} is not a whole number."
            self.problem("value-kind", key, what, "Write digits only.")
        return default or 0

    def truth(self, key: str, default: bool) -> bool:
        """True for yes, false for no."""
        return self.option(key, ("yes", "no"), "yes" if default else "no") == "yes"

    def words(self, key: str) -> tuple[str, ...]:
        """The texts of a list; none where the key is not there. One text alone counts as a list of one."""
        self._asked[key] = None
        value = self.mapping.get(key, "")
        if isinstance(value, str):
            return (value,) if value else ()
        if isinstance(value, list) and all(isinstance(item, str) for item in value):
            return tuple(str(item) for item in value)
        self.problem(
            "value-kind",
            key,
            f"{key!r} of the {self.noun} must be a list of words.",
            f"Write `{key}: [a, b]`.",
        )
        return ()

    def pairs(self, key: str) -> dict[str, str]:
        """A mapping of text to text; empty where the key is not there."""
        self._asked[key] = None
        value = self.mapping.get(key, "")
        if isinstance(value, dict) and all(isinstance(item, str) for item in value.values()):
            return {name: str(item) for name, item in value.items()}
        if value != "":
            what = f"{key!r} of the {self.noun} must be a mapping of words to values."
            self.problem("value-kind", key, what, f"Write `{key}: {{a: 1, b: 2}}`.")
        return {}

    def each(self, key: str, noun: str, required: bool = False) -> list[Fields]:
        """The mappings of a list, each as fields of its own, called `noun`."""
        self._asked[key] = None
        value = self.mapping.get(key, "")
        if value == "" or value == []:
            if required:
                self.problem("key-missing", key, f"The {self.noun} lacks {key!r}.", f"Add `{key}:` and a list to it.")
            return []
        if not isinstance(value, Items):
            what = f"{key!r} of the {self.noun} must be a list."
            self.problem("value-kind", key, what, "Start each item with a dash.")
            return []
        found = []
        for item, line in lined(value):
            if isinstance(item, Mapping):
                label = item.get("id", "")
                found.append(Fields(item, self.problems, f"{noun} {label}".strip() if isinstance(label, str) else noun))
            else:
                what = f"An item of {key!r} in the {self.noun} is not a mapping."
                self.problems.append(Problem("value-kind", self.file, line, what, "Write `- key: value` lines."))
        return found

    def named(self, key: str, noun: str) -> dict[str, Fields]:
        """The mappings of a mapping, by name, each as fields of its own."""
        self._asked[key] = None
        value = self.mapping.get(key, "")
        if value != "" and not isinstance(value, Mapping):
            what = f"{key!r} of the {self.noun} must be a mapping of names."
            self.problem("value-kind", key, what, "Write `name:` lines below it.")
        if not isinstance(value, Mapping):
            return {}
        found = {}
        for name, item in value.items():
            if isinstance(item, Mapping):
                found[name] = Fields(item, self.problems, f"{noun} {name}")
            else:
                what = f"The {noun} {name} is not a mapping."
                line = value.key_lines[name]
                self.problems.append(Problem("value-kind", self.file, line, what, "Write `key: value` lines below it."))
        return found

    def block(self, key: str) -> Mapping | None:
        """A whole mapping left for another room to read; nothing where the key is not there."""
        self._asked[key] = None
        value = self.mapping.get(key, "")
        if value != "" and not isinstance(value, Mapping):
            self.problem(
                "value-kind",
                key,
                f"{key!r} of the {self.noun} must be a mapping.",
                "Write `key: value` lines.",
            )
        return value if isinstance(value, Mapping) else None

    def _written(self, key: str) -> bool:
        return self.has(key) and isinstance(self.mapping[key], str)

    def done(self) -> None:
        """Report the keys nobody asked for."""
        for key in self.mapping:
            if key not in self._asked:
                do = near_miss(key, [k for k in self._asked if k not in self.mapping]) or "Remove it."
                self.problem("key-unknown", key, f"The {self.noun} has a key {key!r} that nobody reads.", do)
