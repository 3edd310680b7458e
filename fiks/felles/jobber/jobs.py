"""The clock's housekeeping of the queue itself."""

import asyncio
from datetime import datetime

from fiks.felles.jobber.queue import periodic
from fiks.felles.jobber.worker import separate_app

STALLED_SECONDS = 60
KEPT_HOURS = 24 * 14


@periodic("jobber.retry_stalled", cron="* * * * *")
def retry_stalled(at: datetime) -> None:
    """Put jobs back in the queue when the worker that had them is gone."""
    asyncio.run(_retry_stalled(at))


async def _retry_stalled(at: datetime) -> None:
    async with separate_app().open_async() as opened:
        for job in await opened.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_SECONDS):
            await opened.job_manager.retry_job(job, retry_at=at)


@periodic("jobber.delete_old", cron="17 3 * * *")
def delete_old(_at: datetime) -> None:
    """Delete finished jobs after two weeks."""
    asyncio.run(_delete_old())


async def _delete_old() -> None:
    async with separate_app().open_async() as opened:
        await opened.job_manager.delete_old_jobs(nb_hours=KEPT_HOURS, include_failed=True, include_cancelled=True)
