"""Who acts, for whom, and through which channel."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self
from uuid import UUID


class ActorSlag(StrEnum):
    """What kind of actor an audit row names."""

    BRUKER = "BRUKER"
    INTEGRASJON = "INTEGRASJON"
    OPERATOER = "OPERATOER"
    SYSTEM = "SYSTEM"
    ANONYM = "ANONYM"


class Kanal(StrEnum):
    """How the act reached us."""

    WEB = "WEB"
    API = "API"
    KOMMANDOLINJE = "KOMMANDOLINJE"
    JOBB = "JOBB"


class Acr(StrEnum):
    """Level of the log-in, as ID-porten writes it. `INGEN` means that nobody logged in."""

    INGEN = ""
    SUBSTANTIAL = "idporten-loa-substantial"
    HIGH = "idporten-loa-high"

    def covers(self, needed: "Acr") -> bool:
        """Tell whether this level is at least `needed`."""
        order = list(Acr)
        return order.index(self) >= order.index(needed)


@dataclass(frozen=True, slots=True)
class Actor:
    """One who acts. `id` is a user's or integration's id, an OS user, or the name of a job.

    `ressurs_id` is the role chosen in the role switcher; `formaal` and `sak` what the work is for. They follow the
    actor into the database context and into every audit row.
    """

    slag: ActorSlag
    id: str
    navn: str
    kanal: Kanal
    virksomhet_id: UUID | None = None
    ressurs_id: UUID | None = None
    acr: Acr = Acr.INGEN
    formaal: str = ""
    sak: str = ""
    on_behalf_of: str = ""
    request_id: str = ""
    ip: str = ""
    os_bruker: str = ""

    @classmethod
    def anonymous(cls, *, request_id: str = "", ip: str = "") -> Self:
        """One who has not logged in."""
        return cls(ActorSlag.ANONYM, "", "", Kanal.WEB, request_id=request_id, ip=ip)

    @classmethod
    def operator(
        cls,
        os_bruker: str,
        *,
        virksomhet_id: UUID | None = None,
        aarsak: str = "",
        kanal: Kanal = Kanal.KOMMANDOLINJE,
    ) -> Self:
        """One who runs the installation, from its command line or by its jobs. Works under the role fiks_operator."""
        return cls(
            ActorSlag.OPERATOER,
            os_bruker,
            os_bruker,
            kanal,
            virksomhet_id=virksomhet_id,
            formaal=aarsak,
            os_bruker=os_bruker,
        )

    @classmethod
    def command_line(
        cls,
        os_bruker: str,
        *,
        bruker_id: UUID,
        navn: str,
        virksomhet_id: UUID,
        ressurs_id: UUID,
        formaal: str = "",
        sak: str = "",
    ) -> Self:
        """A person that an OS user acts for. She has not logged in herself, so the level is none."""
        return cls(
            ActorSlag.BRUKER,
            str(bruker_id),
            navn,
            Kanal.KOMMANDOLINJE,
            virksomhet_id=virksomhet_id,
            ressurs_id=ressurs_id,
            formaal=formaal,
            sak=sak,
            on_behalf_of=navn,
            os_bruker=os_bruker,
        )

    @classmethod
    def system(cls, jobb: str, *, virksomhet_id: UUID | None = None) -> Self:
        """A job that acts on its own, by the clock."""
        return cls(ActorSlag.SYSTEM, jobb, jobb, Kanal.JOBB, virksomhet_id=virksomhet_id)

    @property
    def tenant(self) -> UUID:
        """The organisation to narrow a query to; without one, an id that matches nothing."""
        return self.virksomhet_id or UUID(int=0)

    @property
    def is_anonymous(self) -> bool:
        return self.slag == ActorSlag.ANONYM

    @property
    def is_operator(self) -> bool:
        return self.slag == ActorSlag.OPERATOER

    def with_purpose(self, formaal: str, sak: str = "") -> Self:
        """The same actor at work on another purpose."""
        return replace(self, formaal=formaal, sak=sak)
