"""An account that is deleted: its votes and reports go, what it said stays, and every figure is right."""

import pytest
from django.contrib.auth import get_user_model
from django.core import signing
from django.urls import reverse

from consultation_blocks.models import Activity, Campaign, Comment, Contribution, Report, Vote
from consultation_blocks.participation import confirmation, counters, services
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.services import WorkshopClaim
from consultation_blocks.participation.uploads import image_attachment
from tests.consultation_blocks.proposals.helpers import photo
from tests.factories import actor, make_activity, make_contribution, make_person, make_superuser

pytestmark = pytest.mark.django_db


def one_who_did_everything():
    """Somebody who voted up and down on what stands and on what is hidden, reported, and wrote of every status."""
    person, author = make_person("Ana"), make_person()
    debate, proposals = make_activity("debate"), make_activity("proposals")
    comments = [make_contribution(debate, author=author) for _n in range(3)]
    proposal = make_contribution(proposals, author=author)
    about = make_contribution(proposals, model=Comment, subject=proposal)
    for voter, values in ((person, (1, -1, 1, 1, 1)), (make_person(), (1, 1, -1, 1, -1))):
        for row, value in zip((*comments, proposal, about), values, strict=True):
            services.cast_vote(row, value, actor=actor(voter))
    services.report(comments[0], "spam", "", actor=actor(person))
    services.transition(comments[2], "hide")
    for status in (Status.PENDING, Status.PUBLISHED, Status.HIDDEN):
        make_contribution(debate, status, author=person)
    make_contribution(debate, author=person, workshop_claim=WorkshopClaim("School", 12))
    return person


@pytest.mark.point("D4", "C3")
@pytest.mark.parametrize("how", ["one", "several", "admin"])
def test_after_an_account_is_deleted_every_counter_equals_its_rows(client, how):
    person = one_who_did_everything()
    if how == "one":
        person.delete()
    elif how == "several":
        get_user_model().objects.filter(pk__in=[person.pk, make_person().pk]).delete()
    else:
        client.force_login(make_superuser())
        assert client.post(reverse("wagtailusers_users:delete", args=[person.pk])).status_code == 302
    assert not Vote.objects.filter(voter=person.pk).exists() and not Report.objects.exists()
    assert Vote.objects.count() == 5
    scores = dict(Contribution.objects.values_list("pk", "score"))
    assert counters.recompute_all(fix=False) == []
    counters.recompute_all()
    assert dict(Contribution.objects.values_list("pk", "score")) == pytest.approx(scores)
    assert Activity.objects.get(kind="debate").votes_count == 2


def test_what_a_deleted_account_published_stays_under_its_name_and_counts_as_nobodys():
    person = one_who_did_everything()
    before = Campaign.objects.with_figures().get(activities__kind="debate")
    mine = Contribution.objects.filter(author=person)
    kept = list(mine.order_by("pk").values_list("pk", "status", "author_name"))
    person.delete()
    rows = Contribution.objects.filter(pk__in=[pk for pk, *_rest in kept]).order_by("pk")
    assert list(rows.values_list("pk", "status", "author_name")) == kept
    assert set(rows.values_list("author", flat=True)) == {None}
    after = Campaign.objects.with_figures().get(activities__kind="debate")
    assert (after.contributions, after.participants) == (before.contributions, before.participants - 1)


@pytest.mark.point("I4")
def test_what_a_deleted_account_never_sent_goes_with_it_and_its_link_says_so(
    client, django_capture_on_commit_callbacks
):
    activity = make_activity("debate")
    waiting = services.submit(
        Comment(activity=activity, text="Nobody will confirm this", author_name="Ana"),
        actor=actor(),
        email="ana@example.org",
        attachments=[image_attachment(photo())],
    )
    file = waiting.attachments.get().file
    make_contribution(activity, Status.DRAFT, author=waiting.author)
    with django_capture_on_commit_callbacks(execute=True):
        waiting.author.delete()
    assert not Contribution.objects.exists()
    assert not file.storage.exists(file.name)
    token = signing.dumps(waiting.reference, salt=confirmation.SALT)
    assert client.get(reverse("confirm_link", args=[token])).status_code == 410


def test_pages_with_the_figures_are_made_anew(client, settings, django_capture_on_commit_callbacks):
    settings.PUBLIC_PAGE_CACHE_SECONDS = 60
    comment = make_contribution(make_activity("debate"))
    person = make_person()
    with django_capture_on_commit_callbacks(execute=True):
        services.cast_vote(comment, 1, actor=actor(person))
    url = reverse("comment_detail", args=[comment.reference])
    with_vote = client.get(url)["ETag"]
    assert client.get(url)["ETag"] == with_vote
    with django_capture_on_commit_callbacks(execute=True):
        person.delete()
    assert client.get(url)["ETag"] != with_vote
