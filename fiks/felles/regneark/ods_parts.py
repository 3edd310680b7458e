"""The parts of an OpenDocument spreadsheet around the rows."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from fiks.felles.regneark.plan import Area, Plan

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
TABLE_END = b"</table:table>"

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns"
_MAX_WIDTH = 120


def _names(*prefixes: str) -> str:
    known = {"style": "style:1.0", "table": "table:1.0", "text": "text:1.0", "number": "datastyle:1.0"}
    known |= {"fo": "xsl-fo-compatible:1.0", "office": "office:1.0", "meta": "meta:1.0", "config": "config:1.0"}
    return " ".join(f'xmlns:{prefix}="{_NAMESPACE}:{known[prefix]}"' for prefix in ("office", *prefixes))


def _cell_style(name: str, number: str, properties: str = "") -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:data-style-name="{number}">'
        f"{properties}</style:style>"
    )


# Styles stand before the rows, so there is one for every width that a column can ask for.
_WIDTHS = "".join(
    f'<style:style style:name="c{width}" style:family="table-column">'
    f'<style:table-column-properties style:column-width="{width * 0.2 + 0.2:.1f}cm"/></style:style>'
    for width in range(1, _MAX_WIDTH + 1)
)

# t text · d date · h heading · w text that wraps. Text cells have the text format, so that they stay text when somebody
# edits them.
CONTENT_START = (
    f'{_XML}<office:document-content {_names("style", "table", "text", "number", "fo")} office:version="1.3">'
    "<office:automatic-styles>"
    '<number:text-style style:name="nt"><number:text-content/></number:text-style>'
    '<number:date-style style:name="nd"><number:day number:style="long"/><number:text>.</number:text>'
    '<number:month number:style="long"/><number:text>.</number:text><number:year number:style="long"/></number:date-style>'
    + _cell_style("t", "nt")
    + _cell_style("d", "nd")
    + _cell_style("h", "nt", '<style:text-properties fo:font-weight="bold"/>')
    + _cell_style("w", "nt", '<style:table-cell-properties fo:wrap-option="wrap" style:vertical-align="top"/>')
    + f"{_WIDTHS}</office:automatic-styles><office:body><office:spreadsheet>"
).encode()

# Says which program, and neither who nor when.
META = (
    f'{_XML}<office:document-meta {_names("meta")} office:version="1.3"><office:meta>'
    "<meta:generator>Fiks</meta:generator></office:meta></office:document-meta>"
).encode()

MANIFEST = (
    f'{_XML}<manifest:manifest xmlns:manifest="{_NAMESPACE}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MEDIA_TYPE}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{part}.xml" manifest:media-type="text/xml"/>'
        for part in ("content", "settings", "meta")
    )
    + "</manifest:manifest>"
).encode()


def table_start(plan: Plan) -> bytes:
    """Everything before the first row."""
    widths = (min(max(column.bredde, 1), _MAX_WIDTH) for column in plan.columns)
    parts = "".join(f'<table:table-column table:style-name="c{width}"/>' for width in widths)
    return f"<table:table table:name={quoteattr(plan.name)}>{parts}".encode()


def content_end(sheets: Sequence[Area]) -> bytes:
    """Everything after the last table: the filters."""
    ranges = "".join(
        f'<table:database-range table:name="__Anonymous_Sheet_DB__{place}" table:display-filter-buttons="true" '
        f"table:target-range-address={quoteattr(_address(sheet))}/>"
        for place, sheet in enumerate(sheets)
        if sheet.plan.headings
    )
    filters = f"<table:database-ranges>{ranges}</table:database-ranges>" if ranges else ""
    return f"{filters}</office:spreadsheet></office:body></office:document-content>".encode()


def _address(sheet: Area) -> str:
    column, row = sheet.corner
    return f"'{sheet.plan.name}'.A1:'{sheet.plan.name}'.{column}{row}"


def settings(sheets: Sequence[Area]) -> bytes:
    """Which sheets have their first row frozen."""
    views = "".join(_frozen(sheet.plan.name) for sheet in sheets if sheet.plan.headings)
    return (
        f'{_XML}<office:document-settings {_names("config")} office:version="1.3"><office:settings>'
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        "<config:config-item-map-entry>"
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        f'<config:config-item-map-named config:name="Tables">{views}</config:config-item-map-named>'
        "</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set>"
        "</office:settings></office:document-settings>"
    ).encode()


def _frozen(name: str) -> str:
    values = {"HorizontalSplitMode": 0, "VerticalSplitMode": 2, "VerticalSplitPosition": 1, "ActiveSplitRange": 2}
    values |= {"PositionTop": 0, "PositionBottom": 1}
    items = "".join(
        f'<config:config-item config:name="{key}" config:type="{"short" if key.endswith("Mode") else "int"}">{value}'
        "</config:config-item>"
        for key, value in values.items()
    )
    return f'<config:config-item-map-entry config:name="{escape(name)}">{items}</config:config-item-map-entry>'
