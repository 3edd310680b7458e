"""A call that has come through the door: who asks for what, and what it is asked of."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from starlette.datastructures import QueryParams

from testmiljo.folkeregisteret.answers import Kind, Refused
from testmiljo.folkeregisteret.disturbance import Disturbances
from testmiljo.folkeregisteret.extracts import Extracts
from testmiljo.folkeregisteret.parts import Package, Selection, UnknownPart, select
from testmiljo.folkeregisteret.soek.index import Searcher
from testmiljo.folkeregisteret.throttle import Throttle
from testmiljo.folkeregisteret.tokens import TokenChecker
from testmiljo.liv import LivingRegister


@dataclass(frozen=True, slots=True)
class Service:
    register: LivingRegister
    searcher: Searcher
    extracts: Extracts
    tokens: TokenChecker
    throttle: Throttle
    disturbances: Disturbances
    clock: Callable[[], datetime]


@dataclass(frozen=True)
class Call:
    """`kind` is what the answer is to be told in."""

    service: Service
    package: Package
    consumer: str
    path: Mapping[str, str]
    query: QueryParams
    headers: Mapping[str, str]
    body: bytes
    kind: Kind
    base: str
    now: datetime

    @property
    def register(self) -> LivingRegister:
        return self.service.register

    @property
    def body_kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @cached_property
    def selection(self) -> Selection:
        """The parts that are asked for; raises Refused for one that is not known."""
        try:
            return select(self.query.getlist("part"))
        except UnknownPart as unknown:
            raise Refused(400, f"Ukjent verdi for part: {unknown}") from unknown

    def flag(self, name: str) -> bool:
        return self.query.get(name, "false").lower() == "true"

    def require_hjemmel(self) -> None:
        if not self.package.confidential:
            raise Refused(403, "Tjenesten er bare for offentlig-med-hjemmel.")
