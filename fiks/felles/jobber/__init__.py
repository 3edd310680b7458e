"""The queue and the clock: jobs are put in the queue in the transaction of the act that asks for them."""

from fiks.felles.jobber.queue import defer, periodic, task

__all__ = ["defer", "periodic", "task"]
