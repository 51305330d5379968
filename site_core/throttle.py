"""How often something may be done: counted by the database, so that parallel requests cannot slip through together.

A cache would not do: neither `add` nor `incr` of Django's file cache is atomic, and one machine runs without Redis.
"""

import hashlib
import hmac
from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from .models import Allowance


def _key(name: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), name.encode(), hashlib.sha256).hexdigest()


def take(name: str, limit: int, seconds: int) -> bool:
    """Whether `name` may be done once more: at most `limit` times in a window of `seconds` that its first use opens."""
    key, now = _key(name), timezone.now()
    ends = now + timedelta(seconds=seconds)
    row = Allowance.objects.filter(key=key)
    while True:
        if row.filter(expires_at__gt=now, used__lt=limit).update(used=F("used") + 1):
            return True
        if row.filter(expires_at__lte=now).update(used=1, expires_at=ends):
            return True
        try:
            with transaction.atomic():
                Allowance.objects.create(key=key, used=1, expires_at=ends)
            return True
        except IntegrityError:
            # Either the limit is reached, or another request has opened the window this very moment: ask again.
            if row.filter(expires_at__gt=now, used__gte=limit).exists():
                return False


def seconds_left(name: str) -> int:
    """Seconds until the window of `name` ends: what `Retry-After` says."""
    ends = Allowance.objects.filter(key=_key(name)).values_list("expires_at", flat=True).first()
    return max(1, int((ends - timezone.now()).total_seconds()) + 1) if ends else 1


def forget(*names: str) -> None:
    """Start over, after a success."""
    Allowance.objects.filter(key__in=[_key(name) for name in names]).delete()


def purge_expired() -> int:
    """Delete windows that have ended; returns how many."""
    deleted, _per_model = Allowance.objects.filter(expires_at__lte=timezone.now()).delete()
    return deleted
