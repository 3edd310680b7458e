"""Words of the tables of assessments, for prints."""

from fiks.digiorden.models import Tiltaksstatus


def tiltaksstatuser() -> dict[str, str]:
    """What each status of a measure is called."""
    return {status.value: str(status.label) for status in Tiltaksstatus}
