"""The admin's sign-in takes ten tries, then nothing for a quarter of an hour."""

import pytest
from django.test import Client
from django.utils import timezone
from freezegun import freeze_time

from site_core.staff_login import TRIES, WINDOW_SECONDS
from tests.factories import make_superuser

pytestmark = pytest.mark.django_db
PASSWORD = "a long password 1"


@pytest.fixture
def staff():
    return make_superuser()


def attempt(email, password, address="192.0.2.1"):
    client = Client(REMOTE_ADDR=address)
    response = client.post("/admin/login/", {"username": email, "password": password, "next": "/admin/"})
    return response, "_auth_user_id" in client.session


@pytest.mark.point("I1")
def test_after_ten_wrong_passwords_the_right_one_is_refused_too_and_a_message_says_for_how_long(staff):
    answers = [attempt(staff.email, "wrong")[0].status_code for _n in range(TRIES)]
    assert answers == [200] * TRIES
    response, signed_in = attempt(staff.email, PASSWORD)
    assert (response.status_code, signed_in) == (429, False)
    assert 0 < int(response["Retry-After"]) <= WINDOW_SECONDS + 1
    assert "15" in str(response.context["form"].non_field_errors()[0])


def test_the_account_is_protected_from_tries_spread_over_many_addresses(staff):
    for number in range(TRIES):
        attempt(staff.email.upper(), "wrong", f"192.0.2.{number}")
    assert attempt(staff.email, PASSWORD, "198.51.100.1")[0].status_code == 429


def test_one_address_cannot_try_one_password_on_many_accounts(staff):
    for number in range(TRIES):
        attempt(f"person{number}@example.org", "wrong")
    assert attempt(staff.email, PASSWORD)[0].status_code == 429
    assert attempt(staff.email, PASSWORD, "198.51.100.1")[1]


def test_the_block_ends_by_itself(staff):
    for _n in range(TRIES + 1):
        attempt(staff.email, "wrong")
    with freeze_time(timezone.now() + timezone.timedelta(seconds=WINDOW_SECONDS + 2)):
        assert attempt(staff.email, PASSWORD)[1]


def test_signing_in_rightly_starts_the_count_anew(staff):
    for _round in range(2):
        for _n in range(TRIES - 1):
            attempt(staff.email, "wrong")
        assert attempt(staff.email, PASSWORD)[1]


@pytest.mark.parametrize("method", ["get", "post"])
def test_there_is_no_second_page_that_takes_passwords(client, staff, method):
    # Wagtail's own, for pages that only some may read, counts no tries: readers sign in by a code instead.
    data = {"data": {"username": staff.email, "password": PASSWORD}} if method == "post" else {}
    response = getattr(client, method)("/fr/_util/login/?next=/fr/", **data)
    assert response.status_code == 302
    assert response["Location"].startswith("/fr/account/login/?next=")
    assert "_auth_user_id" not in client.session
