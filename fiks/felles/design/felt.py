"""Form fields as Designsystemet draws them: label, help, control and fault, tied together for screen readers.

Everything is written here on the server, so that it holds without JavaScript. A form's own `required` attributes are
left out: people may press the button and are then told what is missing.
"""

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, RadioSelect
from django.forms.boundfield import BoundWidget
from django.forms.forms import BaseForm


@dataclass(frozen=True, slots=True)
class Fault:
    """One line of the error summary; `anchor` is empty for faults of the form as a whole."""

    text: str
    anchor: str


def is_group(field: BoundField) -> bool:
    """Whether the field is several controls under one legend."""
    return isinstance(field.field.widget, RadioSelect | CheckboxSelectMultiple)


def is_single_checkbox(field: BoundField) -> bool:
    return isinstance(field.field.widget, CheckboxInput)


def control(field: BoundField, *, width: str = "") -> str:
    """The input, select or textarea itself."""
    field.form.use_required_attribute = False
    given = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": " ".join(f"ds-input {given} {width}".split())})


def options(field: BoundField) -> list[BoundWidget]:
    """The radios or checkboxes of a group, each to be written with `tag` and `choice_label`."""
    field.form.use_required_attribute = False
    widget = field.field.widget
    attrs: dict[str, Any] = {"class": "ds-input", "id": field.auto_id}
    if field.errors and isinstance(widget, CheckboxSelectMultiple):
        attrs["aria-invalid"] = "true"
    if field.field.disabled:
        attrs["disabled"] = True
    found = widget.subwidgets(field.html_name, field.value(), attrs=attrs)
    return [BoundWidget(widget, data, field.form.renderer) for data in found]


def describe(field: BoundField, *, search: bool = False) -> dict[str, Any]:
    """What the templates of a field need to know."""
    return {
        "field": field,
        "help_id": f"{field.auto_id}_helptext" if field.help_text else "",
        "error_id": f"{field.auto_id}_error" if field.errors else "",
        "optional": not (field.field.required or search or is_single_checkbox(field)),
    }


def faults(forms: tuple[BaseForm | None, ...]) -> list[Fault]:
    """Every fault of the forms in the order of their fields, first those that belong to no field."""
    found = []
    for form in (form for form in forms if form is not None and form.is_bound):
        found += [Fault(str(text), "") for text in form.non_field_errors()]
        for field in form:
            found += [Fault(str(text), anchor(field)) for text in field.errors]
    return found


def anchor(field: BoundField) -> str:
    """The id of the control that a fault leads to: in a group, its first."""
    return f"{field.auto_id}_0" if is_group(field) else field.auto_id
