"""From the form to the preview and on: who may, when, and what stands afterwards."""

import base64
import hashlib
import json

import pytest
from django.test import Client
from django.urls import reverse

from consultation_blocks.models import Contribution, Decision, Proposal
from tests.factories import make_activity, make_moderator, make_person, make_superuser, set_phase

from .helpers import errors_of, name_of, new_url, proposals_activity, question, send, start, written

pytestmark = pytest.mark.django_db
GROUP = {"is_collective": "on", "workshop_name": "Reading circle", "workshop_headcount": "12"}


@pytest.fixture
def activity():
    return proposals_activity()


def preview_url(proposal: Proposal) -> str:
    return reverse("proposal_preview", args=[proposal.reference])


def solved_captcha(client) -> str:
    """What the browser does for a few hundred milliseconds."""
    asked = client.get(reverse("captcha")).json()
    number = next(
        n
        for n in range(asked.get("maxnumber", asked.get("maxNumber", 200_000)) + 1)
        if hashlib.sha256(f"{asked['salt']}{n}".encode()).hexdigest() == asked["challenge"]
    )
    solution = {key: asked[key] for key in ("algorithm", "challenge", "salt", "signature")} | {
        "number": number
    }
    return base64.b64encode(json.dumps(solution).encode()).decode()


@pytest.mark.point("P2", "X1", "I1")
def test_an_anonymous_proposal_is_previewed_sent_and_waits_for_its_address(client, activity):
    draft = start(client, activity)
    assert (draft.status, draft.author) == ("draft", None)
    page = client.get(preview_url(draft))
    assert page.status_code == 200
    assert "A covered market hall" in page.content.decode()
    response = send(client, draft)
    draft.refresh_from_db()
    assert draft.status == "unconfirmed"
    assert draft.author.email == "awa@example.org"
    assert response["Location"] == reverse("confirm_contribution", args=[draft.reference])
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.point("P2")
@pytest.mark.parametrize(("moderation", "status"), [("before", "pending"), ("after", "published")])
def test_somebody_signed_in_sends_to_the_queue_or_to_the_page(client, moderation, status):
    activity = proposals_activity(moderation=moderation)
    person = make_person("Awa")
    client.force_login(person)
    draft = start(client, activity)
    response = send(client, draft)
    draft.refresh_from_db()
    assert (draft.status, draft.author) == (status, person)
    assert response["Location"] == reverse("receipt", args=[draft.reference])
    receipt = client.get(response["Location"])
    assert draft.reference in receipt.content.decode()


@pytest.mark.point("P2", "I2")
def test_the_address_is_kept_between_preview_and_sending_but_not_in_the_database(client, activity):
    draft = start(client, activity, email="secret@example.org")
    row = Contribution.objects.filter(pk=draft.pk).values().get()
    assert "secret@example.org" not in str(row)
    assert "secret@example.org" in client.get(preview_url(draft)).content.decode()


@pytest.mark.point("I2")
def test_where_everyone_may_write_a_captcha_does_instead_of_an_address(client):
    activity = proposals_activity(access="open")
    draft = start(client, activity, email="", captcha=solved_captcha(client))
    send(client, draft)
    draft.refresh_from_db()
    assert (draft.status, draft.author) == ("pending", None)


@pytest.mark.point("I2")
def test_where_everyone_may_write_neither_captcha_nor_address_is_refused(client):
    response = client.post(new_url(proposals_activity(access="open")), written(email=""))
    assert response.status_code == 422
    assert "email" in errors_of(response)
    assert not Proposal.objects.exists()


@pytest.mark.point("I2")
def test_an_address_is_required_where_it_must_be_confirmed(client, activity):
    response = client.post(new_url(activity), written(email=""))
    assert response.status_code == 422
    assert list(errors_of(response)) == ["email"]


@pytest.mark.point("I2")
def test_a_form_for_accounts_leads_to_the_sign_in(client):
    activity = proposals_activity(access="account")
    response = client.get(new_url(activity))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))
    response = client.post(new_url(activity), written())
    assert response.status_code == 403
    assert reverse("account_login") in response.content.decode()
    assert not Proposal.objects.exists()


def test_a_draft_whose_sender_was_forgotten_is_not_sent_without_address(client, activity):
    draft = start(client, activity)
    session = client.session
    del session["proposal_senders"]
    session.save()
    response = send(client, draft)
    draft.refresh_from_db()
    assert draft.status == "draft"
    assert response["Location"] == reverse("proposal_edit", args=[draft.reference])


@pytest.mark.point("X4")
@pytest.mark.parametrize("who", ["anonymous", "citizen", "moderator", "superuser"])
@pytest.mark.parametrize("phase", ["before", "after", "archived"])
def test_nobody_writes_while_it_is_closed(client, activity, phase, who):
    people = {
        "citizen": make_person,
        "moderator": lambda: make_moderator(activity.campaign),
        "superuser": make_superuser,
    }
    if who in people:
        client.force_login(people[who]())
    draft = start(client, activity)
    set_phase(activity, phase)
    assert client.get(new_url(activity)).status_code == 403
    assert client.post(new_url(activity), written()).status_code == 403
    assert client.get(reverse("proposal_edit", args=[draft.reference])).status_code == 403
    assert (
        client.post(reverse("proposal_edit", args=[draft.reference]), written(title="Other")).status_code
        == 403
    )
    assert send(client, draft).status_code == 403
    assert list(Proposal.objects.values_list("pk", "status", "title")) == [(draft.pk, "draft", draft.title)]


@pytest.mark.point("P2", "X9")
@pytest.mark.parametrize("who", ["anonymous", "citizen", "moderator", "superuser"])
def test_a_draft_is_seen_by_nobody_else(client, activity, who):
    draft = start(client, activity)
    other = Client()
    people = {
        "citizen": make_person,
        "moderator": lambda: make_moderator(activity.campaign),
        "superuser": make_superuser,
    }
    if who in people:
        other.force_login(people[who]())
    for name in ("proposal_preview", "proposal_edit", "proposal_detail", "contribution"):
        url = reverse(name, args=[draft.reference])
        assert other.get(url).status_code == 404
        assert other.post(url, written(title="Stolen")).status_code in (404, 405)
    draft.refresh_from_db()
    assert (draft.status, draft.title) == ("draft", "A covered market hall")


@pytest.mark.point("X9")
@pytest.mark.parametrize("status", ["draft", "pending"])
def test_a_draft_of_an_account_is_not_open_to_the_next_person_at_the_same_computer(client, activity, status):
    client.force_login(make_person())
    draft = start(client, activity)
    if status == "pending":
        send(client, draft)
    client.logout()
    assert client.get(preview_url(draft)).status_code == 404
    assert client.get(reverse("proposal_edit", args=[draft.reference])).status_code == 404


@pytest.mark.point("P2")
def test_the_form_sent_twice_makes_one_draft(client, activity):
    values = written()
    first = client.post(new_url(activity), values)
    second = client.post(new_url(activity), values)
    assert first["Location"] == second["Location"]
    assert Proposal.objects.count() == 1


def test_going_back_and_sending_the_form_again_changes_the_draft(client, activity):
    draft = start(client, activity)
    again = start(client, activity, submission_key=str(draft.submission_key), title="A market garden")
    assert again.pk == draft.pk
    assert again.title == "A market garden"
    assert Proposal.objects.count() == 1


@pytest.mark.parametrize("signed_in", [True, False])
def test_send_pressed_twice_sends_once_and_leads_to_the_same_place(client, activity, signed_in, mailoutbox):
    if signed_in:
        client.force_login(make_person())
    draft = start(client, activity)
    first, second = send(client, draft), send(client, draft)
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    assert Decision.objects.filter(contribution_id=draft.pk).count() == (1 if signed_in else 0)


def test_a_stolen_submission_key_opens_nothing(client, activity):
    draft = start(client, activity)
    other = Client()
    other.post(
        new_url(activity),
        written(submission_key=str(draft.submission_key), title="Stolen", email="x@example.org"),
    )
    draft.refresh_from_db()
    assert draft.title == "A covered market hall"
    assert other.get(preview_url(draft)).status_code == 404


@pytest.mark.parametrize("key", ["", "not-a-uuid", "\x00"])
def test_a_broken_submission_key_is_no_server_error(client, activity, key):
    response = client.post(new_url(activity), written(submission_key=key))
    assert response.status_code in (302, 422)


@pytest.mark.point("P2")
def test_changing_a_draft_keeps_everything_that_was_typed(client):
    activity = proposals_activity(question("text", "Who else?"))
    draft = start(client, activity, **GROUP, **{name_of(activity, "Who else?"): "The school"})
    form = client.get(reverse("proposal_edit", args=[draft.reference])).context["form"]
    assert form["title"].value() == "A covered market hall"
    assert form["email"].value() == "awa@example.org"
    assert form["workshop_name"].value() == "Reading circle"
    assert form["workshop_headcount"].value() == 12
    assert form[name_of(activity, "Who else?")].value() == "The school"


@pytest.mark.point("P2")
def test_a_changed_draft_comes_back_to_its_preview_and_goes_to_the_new_address(client, activity):
    draft = start(client, activity, **GROUP)
    response = client.post(
        reverse("proposal_edit", args=[draft.reference]),
        written(title="A market garden", email="new@example.org"),
    )
    assert response["Location"] == preview_url(draft)
    send(client, draft)
    draft.refresh_from_db()
    assert (draft.title, draft.author.email, draft.workshop) == ("A market garden", "new@example.org", None)


@pytest.mark.point("CC1", "P7")
def test_a_group_is_kept_with_its_number(client, activity):
    draft = start(client, activity, **GROUP)
    assert (draft.workshop.name, draft.headcount) == ("Reading circle", 12)


@pytest.mark.point("CC1", "P2")
def test_the_preview_says_when_the_group_met(client, activity):
    draft = start(client, activity, **GROUP, workshop_date="2026-03-07")
    assert 'datetime="2026-03-07"' in client.get(preview_url(draft)).content.decode()


def test_the_form_of_another_kind_of_activity_does_not_exist(client):
    debate = make_activity("debate")
    assert client.get(new_url(debate)).status_code == 404
    assert client.post(new_url(debate), written()).status_code == 404


@pytest.mark.point("X9")
def test_the_form_of_a_campaign_that_is_not_readable_does_not_exist(client, activity):
    draft = start(client, activity)
    activity.campaign.is_live = False
    activity.campaign.save()
    assert client.get(new_url(activity)).status_code == 404
    assert (
        client.post(reverse("proposal_edit", args=[draft.reference]), written(title="Other")).status_code
        == 404
    )


def test_the_field_that_people_do_not_see_stops_scripts(client, activity):
    response = client.post(new_url(activity), written(website="https://spam.example"))
    assert response.status_code == 422
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client, activity, method):
    draft = start(client, activity)
    assert getattr(client, method)(new_url(activity)).status_code == 405
    assert getattr(client, method)(preview_url(draft)).status_code == 405


def test_sending_to_one_address_again_and_again_is_slowed_down(client, activity, settings):
    settings.FLOOD_ANONYMOUS_SECONDS = 30
    send(client, start(client, activity))
    second = start(Client(), activity, title="Another")
    other = Client()
    second = start(other, activity, title="A third")
    response = send(other, second)
    assert response.status_code == 429
    assert response["Retry-After"] == "30"
    second.refresh_from_db()
    assert second.status == "draft"


def test_csrf_is_asked_for(activity):
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(new_url(activity), written()).status_code == 403
