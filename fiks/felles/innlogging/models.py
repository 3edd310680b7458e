"""Sessions that are alive, and log-out tokens that have been used. Machinery: no rows of an organisation."""

import uuid

from django.db import models


class Oekt(models.Model):
    """One log-in that has not ended. What it contains lies in Django's session under `session_key`.

    A session without its row here has ended, whatever the browser's cookie says. `sid` and `sub` are how the provider
    names the log-in and the person; `seen_at` is kept within a minute.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    session_key = models.CharField(max_length=40, unique=True)
    sid = models.TextField()
    sub = models.TextField()
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "oekt"
        indexes = [
            models.Index(fields=["sid"], name="oekt_sid"),
            models.Index(fields=["sub"], name="oekt_sub"),
            models.Index(fields=["seen_at"], name="oekt_seen_at"),
            models.Index(fields=["started_at"], name="oekt_started_at"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Utloggingstoken(models.Model):
    """The `jti` of a log-out token that has been used, kept until the token is too old to be used again."""

    jti = models.TextField(primary_key=True)
    used_at = models.DateTimeField()

    class Meta:
        db_table = "utloggingstoken"
        indexes = [models.Index(fields=["used_at"], name="utloggingstoken_used_at")]

    def __str__(self) -> str:
        return f"{self.used_at:%Y-%m-%d %H:%M}"
