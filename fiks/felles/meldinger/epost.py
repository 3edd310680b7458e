"""The e-mail that tells that a notice has come, and sending it."""

import smtplib
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

_PERMANENT = range(500, 600)
_NOT_AN_ADDRESS = 501


class AddressRefused(Exception):
    """The address takes no mail. `code` is the server's answer by RFC 5321, or 501 when it is no address at all."""

    def __init__(self, code: int) -> None:
        super().__init__(str(code))
        self.code = code


class ServerSilent(Exception):
    """The server could not be reached, or asked us to come back later."""


def compose(melding_id: UUID, adresse: str, tittel: str) -> EmailMessage:
    """Subject, title and the address of Fiks; nothing more. In Bokmål, since we do not know the reader's language.

    The Message-ID follows the notice, so that a message sent twice (a sender died before he could note it) is seen as one.
    """
    with override("nb"):
        subject = str(_("Du har en ny melding i Fiks"))
        lines = [
            _("Du har en ny melding i Fiks: %(tittel)s.") % {"tittel": tittel.rstrip(".")},
            "",
            _("Logg inn for å lese den:"),
            f"{settings.BASE_URL}{reverse('meldinger:oversikt')}",
            "",
            _("E-posten er sendt automatisk og kan ikke besvares."),
        ]
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    headers = {"Message-ID": f"<{melding_id}@{domain}>", "Auto-Submitted": "auto-generated"}
    return EmailMessage(subject, "\n".join(lines) + "\n", to=[adresse], headers=headers)


def send(melding_id: UUID, adresse: str, tittel: str) -> None:
    """Hand the e-mail to the SMTP server of the settings.

    Raises:
        AddressRefused, ServerSilent
    """
    try:
        compose(melding_id, adresse, tittel).send()
    except smtplib.SMTPRecipientsRefused as error:
        code = max((int(answer[0]) for answer in error.recipients.values()), default=0)
        if code in _PERMANENT:
            raise AddressRefused(code) from None  # the cause carries the address
        raise ServerSilent(str(code)) from None
    except ValueError:
        raise AddressRefused(_NOT_AN_ADDRESS) from None
    except (smtplib.SMTPException, OSError) as error:
        raise ServerSilent(type(error).__name__) from None
