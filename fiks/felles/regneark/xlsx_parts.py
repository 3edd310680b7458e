"""The parts of a SpreadsheetML package around the rows."""

from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from fiks.felles.regneark.plan import Area, Plan

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

ROOT_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/relationships/extended-properties" Target="docProps/app.xml"/>'
    "</Relationships>"
).encode()

# Says which program, and neither who nor when.
PROPERTIES = (
    f'{_XML}<Properties xmlns="{_OFFICE}/extended-properties"><Application>Fiks</Application></Properties>'
).encode()

# 0 general · 1 text · 2 date · 3 heading · 4 text that wraps. Text cells have the text format, so that they stay text
# when somebody edits them: leading zeros remain, and nothing turns into a formula.
STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy"/></numFmts>'
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="5"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
).encode()

_FROZEN = '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft"/>'


def sheet_start(plan: Plan, *, active: bool) -> bytes:
    """Everything before the first row."""
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{column.bredde}" customWidth="1"/>'
        for place, column in enumerate(plan.columns, 1)
    )
    selected = ' tabSelected="1"' if active else ""
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView{selected} workbookViewId="0">'
        f"{_FROZEN if plan.headings else ''}</sheetView></sheetViews><cols>{widths}</cols><sheetData>"
    ).encode()


def sheet_end(area: Area) -> bytes:
    """Everything after the last row: the filter, and that numbers kept as text are meant so."""
    on = f'<autoFilter ref="{_relative(area)}"/>' if area.plan.headings else ""
    ignored = f'<ignoredErrors><ignoredError sqref="{_relative(area)}" numberStoredAsText="1"/></ignoredErrors>'
    return f"</sheetData>{on}{ignored}</worksheet>".encode()


def _relative(area: Area) -> str:
    column, row = area.corner
    return f"A1:{column}{row}"


def _absolute(area: Area) -> str:
    column, row = area.corner
    return f"'{area.plan.name}'!$A$1:${column}${row}"


def workbook(sheets: Sequence[Area]) -> bytes:
    """The list of sheets, and the hidden names that Excel keeps its filters by."""
    entries = "".join(
        f'<sheet name={quoteattr(sheet.plan.name)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{place}" hidden="1">'
        f"{escape(_absolute(sheet))}</definedName>"
        for place, sheet in enumerate(sheets)
        if sheet.plan.headings
    )
    names = f"<definedNames>{filters}</definedNames>" if filters else ""
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships"><bookViews><workbookView/></bookViews>'
        f"<sheets>{entries}</sheets>{names}</workbook>"
    ).encode()


def workbook_relations(count: int) -> bytes:
    """Where the sheets and the styles lie."""
    sheets = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/relationships/worksheet" Target="worksheets/sheet{number}.xml"/>'
        for number in range(1, count + 1)
    )
    styles = f'<Relationship Id="rId{count + 1}" Type="{_OFFICE}/relationships/styles" Target="styles.xml"/>'
    return f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">{sheets}{styles}</Relationships>'.encode()


def content_types(count: int) -> bytes:
    """What kind each part of the package is."""
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in range(1, count + 1)
    )
    return (
        f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
        '<Override PartName="/docProps/app.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        f"{sheets}</Types>"
    ).encode()
