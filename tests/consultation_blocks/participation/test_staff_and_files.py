"""What the citizens' side must not do for staff, and what it says when a file is gone."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from consultation_blocks.models import Attachment, Contribution
from consultation_blocks.participation import services
from consultation_blocks.participation.kinds import Status
from tests.factories import (
    actor,
    make_activity,
    make_contribution,
    make_moderator,
    make_person,
    make_superuser,
)

pytestmark = pytest.mark.django_db


@pytest.mark.point("I1")
def test_staff_cannot_enter_by_a_code_in_a_mail(client, mailoutbox):
    for person in (make_superuser(), make_moderator()):
        response = client.post(reverse("account_login"), {"email": person.email, "name": "x"})
        assert response.status_code == 403
    assert mailoutbox == [] and "_auth_user_id" not in client.session
    citizen = make_person()
    assert client.post(reverse("account_login"), {"email": citizen.email, "name": "x"}).status_code == 302


def test_asking_for_a_new_staff_password_is_limited(client):
    url = reverse("wagtailadmin_password_reset")
    answers = [client.post(url, {"email": "somebody@example.org"}).status_code for _ in range(6)]
    assert answers == [302] * 5 + [429]


def test_a_draft_that_was_thrown_away_is_not_for_moderators():
    activity = make_activity("proposals")
    author = make_person()
    draft = make_contribution(activity, Status.DRAFT, author=author)
    sent = make_contribution(activity, Status.PENDING, author=author)
    for contribution in (draft, sent):
        services.withdraw(contribution, actor=actor(author))
    seen = Contribution.objects.moderated_by(make_superuser())
    assert list(seen.values_list("pk", flat=True)) == [sent.pk]


def test_a_file_that_is_gone_from_the_disk_is_a_404(client):
    contribution = make_contribution(make_activity("debate"))
    attachment = Attachment(contribution=contribution, is_image=True, name="a.webp")
    attachment.file = ContentFile(b"x", name="a.webp")
    attachment.save()
    attachment.file.storage.delete(attachment.file.name)
    assert client.get(attachment.get_absolute_url()).status_code == 404
