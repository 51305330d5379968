"""The mails of a contribution's life: who gets which, in which language, and what they never say."""

import pytest
from django.core import mail

from consultation_blocks.models import Comment, DecisionReason
from consultation_blocks.participation import services
from consultation_blocks.participation.kinds import Moderation, Status
from site_core.mail import no_mail
from site_core.models import OutgoingMail
from tests.factories import actor, make_activity, make_contribution, make_moderator, make_person

pytestmark = pytest.mark.django_db
SECRET = "Trees in the school yard"


@pytest.fixture
def activity():
    return make_activity("debate", title="Which trees?")


@pytest.fixture
def reason():
    return DecisionReason.objects.create(
        label="Insult",
        message_fr="Propos insultants.",
        message_en="Insulting words.",
        message_ar="كلام مهين.",
    )


@pytest.fixture
def author():
    return make_person("Ana")


@pytest.fixture
def commit(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def subjects() -> list[str]:
    return [message.subject for message in mail.outbox]


def test_the_confirmation_says_where_it_was_sent_and_not_what(activity, commit):
    with commit():
        services.submit(
            Comment(activity=activity, text=SECRET, author_name="Ana"), actor=actor(), email="Ana@Example.org"
        )
    (message,) = mail.outbox
    html = message.alternatives[0].content
    assert message.to == ["ana@example.org"]
    for body in (message.body, html):
        assert "Which trees?" in body
        assert SECRET not in body
        assert "http://127.0.0.1:8000/fr/confirm/" in body


@pytest.mark.parametrize("moderation", Moderation.values)
def test_what_somebody_signed_in_sends_is_receipted_once(activity, author, commit, moderation):
    activity.moderation = moderation
    with commit():
        sent = services.submit(
            Comment(activity=activity, text=SECRET, author_name="Ana"), actor=actor(author)
        )
    (message,) = mail.outbox
    assert sent.reference in message.subject
    assert SECRET in message.body
    assert f"/fr/c/{sent.reference}/receipt/" in message.body


@pytest.mark.point("Q2")
@pytest.mark.parametrize(
    ("language", "message", "direction"),
    [("fr", "Propos insultants.", "ltr"), ("en", "Insulting words.", "ltr"), ("ar", "كلام مهين.", "rtl")],
)
def test_a_refusal_gives_the_reason_in_the_authors_language_whatever_the_moderators_is(
    activity, reason, commit, language, message, direction
):
    author = make_person("Ana", language=language)
    comment = make_contribution(activity, Status.PENDING, author=author)
    moderator = make_moderator(activity.campaign)
    with commit():
        services.transition(comment, "reject", actor=moderator, reason=reason, note="See article 3.")
    sent = mail.outbox[-1]
    html = sent.alternatives[0].content
    assert sent.to == [author.email]
    for body in (sent.body, html):
        assert message in body
        assert "See article 3." in body
        assert f"/{language}/me/" in body
        assert moderator.email not in body
    assert f'lang="{language}" dir="{direction}"' in html


@pytest.mark.parametrize(
    ("before", "action", "told"),
    [
        (Status.PENDING, "approve", True),
        (Status.PENDING, "reject", True),
        (Status.PUBLISHED, "hide", True),
        (Status.HIDDEN, "restore", True),
        (Status.PUBLISHED, "withdraw", False),
        (Status.PUBLISHED, "resubmit", False),
    ],
)
def test_the_author_is_told_of_decisions_and_not_of_their_own_acts(
    activity, author, commit, before, action, told
):
    with commit():
        comment = make_contribution(activity, before, author=author)
    mail.outbox.clear()
    with commit():
        services.transition(comment, action)
    assert [message.to for message in mail.outbox] == ([[author.email]] if told else [])


@pytest.mark.parametrize("case", ["imported", "without author", "closed account", "inside no_mail"])
def test_nobody_is_written_to_for_what_was_imported_or_has_no_reader(activity, author, commit, case):
    fields = {"author": None if case == "without author" else author}
    if case == "imported":
        fields |= {"source": "nanterre", "source_key": "1"}
    if case == "closed account":
        author.is_active = False
        author.save()
    with commit():
        if case == "inside no_mail":
            with no_mail():
                make_contribution(activity, **fields)
        else:
            make_contribution(activity, **fields)
    assert not OutgoingMail.objects.exists()
    assert not mail.outbox


def test_markup_in_what_people_write_stays_text(activity, reason, commit):
    attack = '<img src=x onerror="alert(1)">'
    author = make_person(attack)
    comment = make_contribution(activity, Status.PENDING, author=author, text=attack, title=attack)
    with commit():
        services.transition(comment, "reject", reason=reason, note=attack)
    html = mail.outbox[-1].alternatives[0].content
    assert "<img" not in html
    assert html.count("&lt;img") == 4


def test_a_title_cannot_add_headers(activity, author, commit):
    with commit():
        make_contribution(activity, Status.PENDING, author=author, title="A\nBcc: everybody@example.org")
    assert "\n" not in mail.outbox[-1].subject
    assert mail.outbox[-1].recipients() == [author.email]


def test_a_refused_write_sends_no_mail(activity, author, commit):
    comment = make_contribution(activity, Status.PENDING, author=author)
    OutgoingMail.objects.all().delete()
    stale = type(comment).objects.get(pk=comment.pk)
    with commit():
        services.transition(comment, "approve")
    with commit(), pytest.raises(services.Conflict):
        services.transition(stale, "reject")
    assert OutgoingMail.objects.count() == 1
