"""The test world running in a thread, for tests: real servers on free loopback ports."""

import asyncio
import queue
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from testmiljo.folkeregisteret.register import Register
from testmiljo.players import LOOPBACK, Player, play

_SECONDS = 20


@contextmanager
def running(players: Sequence[Player], register: Register) -> Iterator[Mapping[str, str]]:
    """Run players and give their base addresses by name; they have stopped when the block ends.

    Raises what a player raised when it could not start.
    """
    started: queue.Queue[Mapping[str, str] | BaseException] = queue.Queue()
    loop = asyncio.new_event_loop()
    stop = asyncio.Event()
    ports = dict.fromkeys((player.name for player in players), 0)

    def run() -> None:
        try:
            playing = play(players, register, ports=ports, host=LOOPBACK, ready=started.put, stop=stop)
            loop.run_until_complete(playing)
        except BaseException as error:  # noqa: BLE001 – handed to the waiting thread, which raises it
            started.put(error)
        finally:
            loop.close()

    thread = threading.Thread(target=run, name="testmiljo", daemon=True)
    thread.start()
    addresses = started.get(timeout=_SECONDS)
    if isinstance(addresses, BaseException):
        raise addresses
    try:
        yield addresses
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(timeout=_SECONDS)
