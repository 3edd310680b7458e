"""What the pages where people write share. No page of its own."""

from fiks.felles.kontekst import FiksRequest

# What stands in the address instead of an id, of a scenario or measure that is not there yet.
NEW = "ny"


def shown_version(request: FiksRequest) -> int:
    """The version that the form was made of. What cannot be read is the version of nothing."""
    typed = request.POST.get("versjon", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1
