"""Skatteetaten's limit on the number of requests a minute from one address."""

import threading
import time
from collections import defaultdict

REQUESTS_A_MINUTE = 60_000


class Throttle:
    def __init__(self, requests_a_minute: int) -> None:
        self._limit = requests_a_minute
        self._minute = 0
        self._counts: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()

    def wait_milliseconds(self, client: str) -> int:
        """0 when the request may go on; otherwise how long to wait until the next minute begins."""
        now = time.monotonic()
        with self._lock:
            if int(now // 60) != self._minute:
                self._minute = int(now // 60)
                self._counts.clear()
            self._counts[client] += 1
            allowed = self._counts[client] <= self._limit
        return 0 if allowed else int((60 - now % 60) * 1000) + 1
