"""The jobs that extracts are made in, by organisation."""

import threading
import time
import uuid
from array import array
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from testmiljo.folkeregisteret.answers import Refused

AT_ONCE = 10
_KEPT = 100


@dataclass(frozen=True, slots=True)
class Job:
    """`made` are numbers; with `lines` they stand for documents as they were after so many lines of the life."""

    consumer: str
    made: "Future[array[int]]"
    lines: int | None


class Extracts:
    """`seconds` is how long a job takes at least, so that a consumer meets one that is not ready."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._jobs: dict[str, Job] = {}
        self._lock = threading.Lock()
        self._workers = ThreadPoolExecutor(2 * AT_ONCE, thread_name_prefix="uttrekk")

    def start(self, consumer: str, make: Callable[[], Iterable[int]], lines: int | None = None) -> str:
        """The identifier of a new job. Raises Refused when the organisation has ten going."""
        with self._lock:
            going = [job for job in self._jobs.values() if job.consumer == consumer and not job.made.done()]
            if len(going) >= AT_ONCE:
                raise Refused(429, f"Virksomheten har {AT_ONCE} uttrekk i gang.", {"Retry-After": "5000"})
            identifier = str(uuid.uuid4())
            self._jobs[identifier] = Job(consumer, self._workers.submit(self._make, make), lines)
            for old in list(self._jobs)[:-_KEPT]:
                del self._jobs[old]
        return identifier

    def job(self, identifier: str, consumer: str) -> Job:
        """A job that is ready. Raises Refused."""
        job = self._jobs.get(identifier)
        if job is None or job.consumer != consumer:
            raise Refused(410, "Uttrekket finnes ikke.")
        if not job.made.done():
            raise Refused(404, "Uttrekket er ikke ferdig.")
        return job

    def _make(self, make: Callable[[], Iterable[int]]) -> "array[int]":
        ready = time.monotonic() + self._seconds
        found = array("Q", make())
        time.sleep(max(0.0, ready - time.monotonic()))
        return found
