"""Counting how often something was done."""

from datetime import timedelta

import pytest
from django.utils import timezone
from freezegun import freeze_time

from site_core import throttle
from site_core.models import Allowance

pytestmark = pytest.mark.django_db


def test_so_many_times_in_a_window_and_again_in_the_next():
    with freeze_time(timezone.now()) as clock:
        assert [throttle.take("a", 3, 60) for _n in range(5)] == [True, True, True, False, False]
        assert throttle.take("b", 1, 60)
        assert throttle.seconds_left("a") in (60, 61)
        clock.tick(timedelta(seconds=61))
        assert throttle.take("a", 3, 60)


def test_what_is_counted_cannot_be_read_in_the_database():
    throttle.take("sign-in:address:ana@example.org", 3, 60)
    assert "ana" not in Allowance.objects.get().key


def test_a_success_starts_over():
    throttle.take("a", 1, 60)
    throttle.forget("a")
    assert throttle.take("a", 1, 60)
