from datetime import datetime

import psycopg
import pytest
from django.db import connection, transaction
from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from fiks.felles import jobber
from fiks.felles.jobber.worker import worker_app

pytestmark = pytest.mark.django_db(transaction=True)
done: list[str] = []


@jobber.task("test.note", attempts=2)
def note(text: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        done.append(f"{text} as {cursor.fetchone()[0]}")


@jobber.periodic("test.by_clock", cron="0 0 1 1 *")
def by_clock(at: datetime) -> None:
    done.append(at.isoformat())


def _work() -> None:
    with worker_app() as app:
        app.run_worker(wait=False, install_signal_handlers=False, listen_notify=False)


def test_a_job_runs_as_the_app() -> None:
    done.clear()
    jobber.defer("test.note", text="hei")
    _work()
    assert done == ["hei as fiks_app"]


def test_a_job_is_gone_when_the_act_is_undone() -> None:
    def act() -> None:
        with transaction.atomic():
            jobber.defer("test.note", text="hei")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        act()
    assert not ProcrastinateJob.objects.exists()


def test_the_clock_gives_the_time_it_was_due() -> None:
    done.clear()
    jobber.defer("test.by_clock", timestamp=0)
    _work()
    assert done == ["1970-01-01T00:00:00+00:00"]


def test_a_job_of_a_dead_worker_is_taken_up_again(owner: psycopg.Connection) -> None:
    done.clear()
    number = jobber.defer("test.note", text="igjen")
    owner.execute("update procrastinate_jobs set status = 'doing' where id = %s", [number])
    jobber.defer("jobber.retry_stalled", timestamp=int(timezone.now().timestamp()))
    _work()
    _work()
    assert done == ["igjen as fiks_app"]
