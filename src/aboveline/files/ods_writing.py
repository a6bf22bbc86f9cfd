"""Pages as an ODS workbook. Loaded when one is written.

The document is put together here: a library that keeps an object for every cell took a hundred times as long, and
brought its own template along, in its language and with its date.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from aboveline.files.spreadsheet_writing import Page, column_sizes, is_number, number_columns

_MADE = (2000, 1, 1, 0, 0, 0)
"""Stands in every workbook as its date, so that the same content gives the same bytes."""
_ROWS_WITH_CHOICES = 10_000
_KIND = "application/vnd.oasis.opendocument.spreadsheet"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_NAMES = " ".join(
    f'xmlns:{short}="{_OASIS}:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("table", "table"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
        ("config", "config"),
    )
)
_START = '<?xml version="1.0" encoding="UTF-8"?>\n'
_MANIFEST = (
    f'{_START}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_KIND}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
    '<manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/>'
    "</manifest:manifest>"
)
_STYLES = (
    '<number:text-style style:name="N1"><number:text-content/></number:text-style>'
    '<style:style style:name="text" style:family="table-cell" style:data-style-name="N1">'
    '<style:table-cell-properties style:vertical-align="top"/></style:style>'
    '<style:style style:name="wrapped" style:family="table-cell" style:data-style-name="N1">'
    '<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"/></style:style>'
    '<style:style style:name="number" style:family="table-cell">'
    '<style:table-cell-properties style:vertical-align="top"/></style:style>'
    '<style:style style:name="title" style:family="table-cell" style:data-style-name="N1">'
    '<style:table-cell-properties style:vertical-align="top"/>'
    '<style:text-properties fo:font-weight="bold" fo:font-size="15pt"/></style:style>'
    '<style:style style:name="head" style:family="table-cell" style:data-style-name="N1">'
    '<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"'
    ' fo:border-bottom="0.5pt solid #000000"/><style:text-properties fo:font-weight="bold"/></style:style>'
)
_BELOW_HEADER = {
    "HorizontalSplitMode": ("short", 0),
    "VerticalSplitMode": ("short", 2),
    "VerticalSplitPosition": ("int", 1),
    "ActiveSplitRange": ("short", 2),
    "PositionTop": ("int", 0),
    "PositionBottom": ("int", 1),
}
"""The view of a sheet whose first row stays where it is."""
_SPACES = re.compile(r"^ | {2,}| $")


def workbook(pages: Sequence[Page]) -> bytes:
    """The pages as a workbook: every cell is text and formatted as text, also below the last row.

    The header stays in view and filters. A tab within a text becomes a space, for most programmes lose it. Where a page
    is a table to be read its numbers are numbers.
    """
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        # The kind stands first and unpacked, so that a file is known by its first bytes.
        for name, content, packing in (
            ("mimetype", _KIND, zipfile.ZIP_STORED),
            ("content.xml", "".join(_content(pages)), zipfile.ZIP_DEFLATED),
            ("settings.xml", _settings(pages), zipfile.ZIP_DEFLATED),
            ("META-INF/manifest.xml", _MANIFEST, zipfile.ZIP_DEFLATED),
        ):
            packed.writestr(zipfile.ZipInfo(name, _MADE), content.encode(), packing)
    return out.getvalue()


def _content(pages: Sequence[Page]) -> Iterator[str]:
    yield f'{_START}<office:document-content {_NAMES} xmlns:of="{_OASIS}:of:1.2" office:version="1.3">'
    yield f"<office:automatic-styles>{_STYLES}"
    for width in sorted({width for page in pages for width in column_sizes(page)}):
        yield f'<style:style style:name="w{width}" style:family="table-column">'
        yield f'<style:table-column-properties style:column-width="{width * 0.22:.2f}cm"/></style:style>'
    yield "</office:automatic-styles><office:body><office:spreadsheet>"
    choices = [_choices(page, number) for number, page in enumerate(pages)]
    if any(choices):
        yield "<table:content-validations>"
        for page, names in zip(pages, choices, strict=True):
            yield from (_validation(page, at, name) for at, name in names.items())
        yield "</table:content-validations>"
    for page, names in zip(pages, choices, strict=True):
        yield from _table(page, names)
    yield "<table:database-ranges>"
    for number, page in enumerate(pages):
        if page.header:
            first = len(page.above) + 1
            ends = f"{_place(page, 0, first)}:{_place(page, len(page.header) - 1, first + len(page.rows))}"
            name, filters = (page.table, "false") if page.table else (f"filter{number}", "true")
            yield f"<table:database-range table:name={quoteattr(name)} table:target-range-address={quoteattr(ends)}"
            yield f' table:display-filter-buttons="{filters}"/>'
    yield "</table:database-ranges></office:spreadsheet></office:body></office:document-content>"


def _choices(page: Page, number: int) -> dict[int, str]:
    """Place of a column with choices → the name of their rule."""
    return {at: f"choice{number}.{at}" for at, heading in enumerate(page.header) if page.choices.get(heading)}


def _validation(page: Page, at: int, name: str) -> str:
    """The rule of one column. Another value is warned of and let through: the check tells it better."""
    values = ";".join('"' + value.replace('"', '""') + '"' for value in page.choices[page.header[at]])
    return (
        f'<table:content-validation table:name="{name}"'
        f' table:condition={quoteattr(f"of:cell-content-is-in-list({values})")} table:allow-empty-cell="true"'
        f' table:display-list="unsorted" table:base-cell-address={quoteattr(_place(page, at, len(page.above) + 2))}>'
        '<table:error-message table:display="true" table:message-type="warning"/></table:content-validation>'
    )


def _table(page: Page, choices: Mapping[int, str]) -> Iterator[str]:
    yield f"<table:table table:name={quoteattr(page.name)}>"
    style, numbers = "wrapped" if page.table else "text", number_columns(page)
    for width in column_sizes(page) or [10]:
        yield f'<table:table-column table:style-name="w{width}" table:default-cell-style-name="{style}"/>'
    # Where a table follows its columns are narrow, and what stands over it runs on to the right.
    below = "text" if page.header else "wrapped"
    for number, line in enumerate(page.above):
        yield _row([_cell(line, f' table:style-name="{below if number else "title"}"')])
    if page.header or not page.above:
        yield _row([_cell(heading, ' table:style-name="head"') for heading in page.header])
    rules = {at: f' table:content-validation-name="{name}"' for at, name in choices.items()}
    for row in page.rows:
        yield _row([_cell(text, rules.get(at, ""), at in numbers) for at, text in enumerate(row)])
    if rules:
        blank = [_cell("", rules.get(at, "")) for at in range(len(page.header))]
        yield _row(blank, f' table:number-rows-repeated="{_ROWS_WITH_CHOICES}"')
    yield "</table:table>"


def _row(cells: Sequence[str], further: str = "") -> str:
    return f"<table:table-row{further}>{''.join(cells) or '<table:table-cell/>'}</table:table-row>"


def _cell(text: str, further: str = "", number: bool = False) -> str:
    if not text:
        return f"<table:table-cell{further}/>"
    if number and is_number(text):
        kind = f'table:style-name="number" office:value-type="float" office:value="{text}"'
        return f"<table:table-cell{further} {kind}><text:p>{text}</text:p></table:table-cell>"
    lines = "".join(f"<text:p>{_line(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell{further} office:value-type="string">{lines}</table:table-cell>'


def _line(text: str) -> str:
    """Spaces side by side are one to a reader of XML, and so are counted."""
    return _SPACES.sub(lambda found: f'<text:s text:c="{len(found[0])}"/>', escape(text.replace("\t", " ")))


def _place(page: Page, column: int, row: int) -> str:
    letters, left = "", column + 1
    while left:
        left, letter = divmod(left - 1, 26)
        letters = chr(ord("A") + letter) + letters
    name = page.name.replace("'", "''")
    return f"'{name}'.{letters}{row}"


def _settings(pages: Sequence[Page]) -> str:
    view = "".join(
        f'<config:config-item config:name="{name}" config:type="{kind}">{value}</config:config-item>'
        for name, (kind, value) in _BELOW_HEADER.items()
    )
    entries = "".join(
        f"<config:config-item-map-entry config:name={quoteattr(page.name)}>{view}</config:config-item-map-entry>"
        for page in pages
        if not page.table and not page.above
    )
    return (
        f'{_START}<office:document-settings {_NAMES} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings">'
        '<config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>'
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{entries}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    )
