"""The queue's application as a worker needs it: with connections of its own, outside Django's."""

from contextlib import AbstractContextManager

from procrastinate import App
from procrastinate.connector import BaseAsyncConnector
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector


def connector() -> BaseAsyncConnector:
    """A pool of connections with the app's rights. A running worker has replaced the application's own."""
    return DjangoConnector(alias="default").get_worker_connector()


def worker_app() -> AbstractContextManager[App]:
    """The application with the worker's connector in place of Django's, for as long as the block lasts."""
    return app.replace_connector(connector())


def separate_app() -> App:
    """An application beside the running worker's, for a job that looks after the queue."""
    return app.with_connector(connector())
