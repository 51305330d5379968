"""What deletes itself: unsent and unconfirmed contributions after 14 days, with their files and addresses."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.utils import timezone

from consultation_blocks.models import Attachment, Contribution
from consultation_blocks.participation.confirmation import find_or_create_person
from consultation_blocks.participation.kinds import Status
from site_core import throttle
from site_core.models import Allowance, OutgoingMail
from tests.factories import make_activity, make_contribution, make_moderator, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def purge(django_capture_on_commit_callbacks):
    def run():
        with django_capture_on_commit_callbacks(execute=True):
            call_command("purge_expired")

    return run


@pytest.mark.parametrize("status", Status.values)
@pytest.mark.parametrize(("days", "hours"), [(14, 1), (13, 23)])
def test_only_drafts_and_unconfirmed_ones_older_than_fourteen_days_go(purge, status, days, hours):
    row = make_contribution(make_activity("proposals"), status)
    Contribution.objects.update(created_at=timezone.now() - timedelta(days=days, hours=hours))
    purge()
    gone = status in (Status.DRAFT, Status.UNCONFIRMED) and days == 14
    assert Contribution.objects.filter(pk=row.pk).exists() is not gone


def test_their_files_go_with_them_and_nobody_elses(purge):
    activity = make_activity("proposals")
    names = {}
    for status in (Status.DRAFT, Status.PENDING):
        row = make_contribution(activity, status)
        attachment = Attachment(contribution_id=row.pk, name="plan.pdf")
        attachment.file.save("plan.pdf", ContentFile(b"%PDF-1.7"))
        names[status] = attachment.file
    Contribution.objects.update(created_at=timezone.now() - timedelta(days=20))
    purge()
    assert not names[Status.DRAFT].storage.exists(names[Status.DRAFT].name)
    assert names[Status.PENDING].storage.exists(names[Status.PENDING].name)


def test_the_address_that_nobody_confirmed_goes_and_real_accounts_stay(purge):
    activity = make_activity("proposals")
    unconfirmed = find_or_create_person("never@example.org", "fr")
    make_contribution(activity, Status.UNCONFIRMED, author=unconfirmed)
    author = find_or_create_person("author@example.org", "fr")
    make_contribution(activity, Status.REJECTED, author=author)
    used = make_person(last_login=timezone.now())
    moderator = make_moderator(activity.campaign)
    old = timezone.now() - timedelta(days=20)
    Contribution.objects.update(created_at=old)
    get_user_model().objects.update(date_joined=old)
    new = find_or_create_person("new@example.org", "fr")
    purge()
    left = set(get_user_model().objects.values_list("pk", flat=True))
    assert unconfirmed.pk not in left
    assert {author.pk, used.pk, moderator.pk, new.pk} <= left


def test_old_mails_and_ended_counts_of_tries_go(purge):
    OutgoingMail.objects.create(to="a@example.org", created_at=timezone.now() - timedelta(days=15))
    kept = OutgoingMail.objects.create(to="b@example.org")
    throttle.take("over", 1, -1)
    throttle.take("running", 1, 60)
    purge()
    assert list(OutgoingMail.objects.all()) == [kept]
    assert Allowance.objects.count() == 1
