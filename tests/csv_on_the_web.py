"""The part of the standard of CSV on the Web that is used, held apart from what writes it.

A check of our own: no validator of others is among what the tests need.
"""

import csv
import io
import re

CSV = {
    "dialect": {"encoding": "utf-8", "delimiter": ",", "header": True, "lineTerminators": ["\r\n"]},
}
"""How the metadata say that a file is to be read; the reader below goes by it."""
METADATA = {
    "type": "object",
    "required": ["@context", "url", "dialect", "dc:title", "dc:description", "notes", "tableSchema"],
    "propertyNames": {"pattern": "^(@context|url|dialect|notes|tableSchema|(dc|prov):[A-Za-z]+)$"},
    "properties": {
        "@context": {"const": ["http://www.w3.org/ns/csvw", {"@language": "en"}]},
        "dialect": {"const": CSV["dialect"]},
        "notes": {"type": "array", "items": {"type": "object", "required": ["target", "body"]}},
        "tableSchema": {
            "type": "object",
            "required": ["columns", "primaryKey"],
            "additionalProperties": False,
            "properties": {
                "primaryKey": {"type": "array", "items": {"type": "string"}, "minItems": 1},
                "columns": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "required": ["name", "titles", "datatype", "dc:description", "required"],
                        "additionalProperties": False,
                        "properties": {
                            "name": {"pattern": "^[a-z][a-z_]*$"},
                            "titles": {"type": "array", "items": {"type": "string", "minLength": 1}},
                            "datatype": {
                                "enum": ["string", "integer", "double", {"base": "boolean", "format": "yes|no"}]
                            },
                            "dc:description": {"type": "string", "minLength": 1},
                            "required": {"type": "boolean"},
                        },
                    },
                },
            },
        },
    },
}
"""A schema of the metadata."""
PROPER = {
    "string": lambda text: True,
    "integer": lambda text: re.fullmatch(r"-?\d+", text),
    "double": lambda text: re.fullmatch(r"-?\d+\.\d+(e-?\d+)?", text),
    "boolean": lambda text: text in ("yes", "no"),
}


def csv_problems(metadata, place):
    """What in a CSV file is not as its metadata say: header, kinds, required fields, keys."""
    content = (place / metadata["url"]).read_bytes().decode("utf-8")
    assert not content.startswith("\ufeff")
    assert re.search(r"(?<!\r)\n", content) is None
    header, *rows = csv.reader(io.StringIO(content, newline=""), strict=True)
    columns = metadata["tableSchema"]["columns"]
    problems = []
    if header != [column["name"] for column in columns]:
        problems.append("header")
    for number, row in enumerate(rows, 1):
        for column, text in zip(columns, row, strict=True):
            kind = column["datatype"]
            if not text and column["required"]:
                problems.append(f"{number} {column['name']} blank")
            if text and not PROPER[kind["base"] if isinstance(kind, dict) else kind](text):
                problems.append(f"{number} {column['name']} {text}")
    names = [column["name"] for column in columns]
    key = [names.index(name) for name in metadata["tableSchema"]["primaryKey"]]
    if len({tuple(row[at] for at in key) for row in rows}) != len(rows):
        problems.append("key")
    return problems
