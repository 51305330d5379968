"""The flood figures: who must wait, for how long, and who is never stopped."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from freezegun import freeze_time

from consultation_blocks.models import Comment, Contribution
from consultation_blocks.participation import services
from consultation_blocks.participation.kinds import Access, Moderation, Status
from consultation_blocks.participation.rules import Refused
from tests.factories import actor, make_activity, make_person

pytestmark = pytest.mark.django_db
START = datetime(2026, 5, 12, 10, 0, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.fixture(autouse=True)
def real_pauses(settings):
    settings.FLOOD_ANONYMOUS_SECONDS = 30
    settings.FLOOD_REGISTERED_SECONDS = 10


@pytest.fixture
def activity():
    return make_activity("debate", access=Access.OPEN)


@pytest.fixture
def clock():
    with freeze_time(START) as frozen:
        yield frozen


def send(activity, text, *, person=None, email="", address="town-hall", **options):
    comment = Comment(activity=activity, text=text, author_name="Ana")
    proven = not email and person is None
    sender = actor(person, abuse_hash=address)
    return services.submit(comment, actor=sender, email=email, is_proven=proven, **options)


def refusal_of(*arguments, **options) -> Refused:
    with pytest.raises(Refused) as refused:
        send(*arguments, **options)
    assert refused.value.status == 429
    assert refused.value.message
    return refused.value


def test_without_an_address_one_in_thirty_seconds(activity, clock):
    send(activity, "one")
    clock.tick(29)
    assert refusal_of(activity, "two").retry_after == 1
    clock.tick(1)
    send(activity, "two")
    assert Contribution.objects.count() == 2


def test_without_an_address_ten_an_hour_from_one_connection(activity, clock):
    for number in range(10):
        send(activity, f"text {number}")
        clock.tick(60)
    refusal = refusal_of(activity, "one more")
    assert refusal.retry_after == 3000  # the first of the ten leaves the hour in fifty minutes
    assert "e-mail" in refusal.message
    send(activity, "from elsewhere", address="library")
    clock.tick(3001)
    send(activity, "one more")


def test_thirty_people_an_hour_behind_one_address_pass_with_an_e_mail_each(activity, clock):
    for number in range(30):
        send(activity, f"text {number}", email=f"person{number}@example.org")
        clock.tick(2)
    assert Contribution.objects.filter(status=Status.UNCONFIRMED).count() == 30


def test_one_connection_cannot_send_mail_to_more_than_sixty_addresses_an_hour(activity, clock):
    for number in range(60):
        send(activity, f"text {number}", email=f"person{number}@example.org")
    refusal_of(activity, "too many", email="person60@example.org")


def test_nobody_is_sent_more_than_ten_codes_an_hour_by_strangers(activity, clock):
    for number in range(10):
        send(activity, f"text {number}", email="ana@example.org", address=f"address {number}")
        clock.tick(31)
    refusal_of(activity, "one more", email="Ana@Example.org", address="another")


def test_somebody_signed_in_waits_ten_seconds(activity, clock):
    person = make_person()
    send(activity, "one", person=person)
    clock.tick(9)
    assert refusal_of(activity, "two", person=person).retry_after == 1
    send(activity, "two", person=make_person())
    clock.tick(1)
    send(activity, "two", person=person)


@pytest.mark.parametrize("who", ["anonymous", "e-mail", "signed in"])
def test_the_same_text_is_refused_for_five_minutes(activity, clock, who):
    options = {
        "anonymous": {},
        "e-mail": {"email": "ana@example.org"},
        "signed in": {"person": make_person() if who == "signed in" else None},
    }[who]
    send(activity, "The same text", **options)
    clock.tick(299)
    assert refusal_of(activity, "The same text", **options).retry_after == 1
    send(activity, "Another text", **options)
    clock.tick(60)
    send(activity, "The same text", **options)


def test_trying_out_the_preview_is_not_sending(activity, clock):
    person = make_person()
    send(activity, "A draft", person=person, as_draft=True)
    draft = send(activity, "A draft", person=person, as_draft=True)
    assert services.send_draft(draft, actor=actor(person)).status == Status.PENDING


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("https://a.example.org and www.b.example.org", Status.PUBLISHED),
        ("https://a.example.org http://b.example.org www.c.example.org", Status.PENDING),
    ],
)
def test_more_than_two_links_wait_for_a_moderator_even_where_publication_comes_first(activity, text, status):
    activity.moderation = Moderation.AFTER
    sent = send(activity, text, person=make_person())
    assert sent.status == status
    assert bool(sent.hold_reason) == (status == Status.PENDING)


def test_adding_links_later_sends_it_back_to_the_moderators(activity, clock):
    activity.moderation = Moderation.AFTER
    activity.save()
    person = make_person()
    sent = send(activity, "Nothing to see", person=person)
    links = "http://a.example.org http://b.example.org http://c.example.org"
    services.edit(sent, actor=actor(person), changes={"text": links})
    assert Contribution.objects.get().status == Status.PENDING


def test_the_address_is_never_kept_and_its_hash_says_nothing_tomorrow(rf, clock):
    from consultation_blocks.participation.flood import address_hash

    request = rf.get("/", REMOTE_ADDR="192.0.2.7")
    today = address_hash(request)
    assert "192.0.2.7" not in today
    assert today == address_hash(request)
    clock.tick(timedelta(days=1))
    assert address_hash(request) != today


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (0, "203.0.113.9", "192.0.2.7"),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        (2, "198.51.100.1, 203.0.113.9", "198.51.100.1"),
        (2, "203.0.113.9", "192.0.2.7"),
    ],
)
def test_only_what_our_own_proxies_wrote_is_believed(rf, settings, proxies, forwarded, expected):
    from site_core.addresses import client_address

    settings.TRUSTED_PROXIES = proxies
    request = rf.get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == expected
