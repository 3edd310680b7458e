"""Why a log-in came to nothing. The texts are for the log: no person, no token, nothing that the browser sent."""

import re

_CODE = re.compile(r"[a-z_]{1,60}", re.ASCII)


class OidcError(Exception):
    """A log-in or log-out that cannot go on. `reason` is a short word that may be logged and audited."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class ProviderUnavailable(OidcError):
    """The provider did not answer, or answered with something that is not the protocol."""


class ProviderRefused(OidcError):
    """The provider answered with an error. `access_denied` is a person who changed her mind."""

    def __init__(self, code: str) -> None:
        super().__init__(code if _CODE.fullmatch(code) else "unknown_error")

    @property
    def is_regret(self) -> bool:
        return self.reason == "access_denied"


class TokenRejected(OidcError):
    """A token, or the answer that carried the code, is not one that we may trust. `reason` names what failed."""
