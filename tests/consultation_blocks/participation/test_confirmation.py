"""Taking part without a password: the code, the link, the receipt, and what nobody else may see."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from consultation_blocks.models import Comment, Confirmation, Contribution
from consultation_blocks.participation import confirmation, services
from consultation_blocks.participation.contribute import RECEIPTS
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.rules import Refused
from tests.factories import actor, make_activity, make_person

pytestmark = pytest.mark.django_db
SECRET = "Nobody but me may read this"


@pytest.fixture
def activity():
    return make_activity("debate")


@pytest.fixture
def sent(activity, django_capture_on_commit_callbacks):
    """A contribution that waits for its code, and the mail about it."""
    with django_capture_on_commit_callbacks(execute=True):
        return services.submit(
            Comment(activity=activity, text=SECRET, author_name="Ana"), actor=actor(), email="ana@example.org"
        )


@pytest.fixture
def browser(client, sent):
    """The browser that sent it."""
    session = client.session
    session[RECEIPTS] = [sent.reference]
    session.save()
    return client


def code_in(message) -> str:
    return re.search(r"\b(\d{3}) (\d{3})\b", message.body).group(0)


def link_in(message) -> str:
    return re.search(r"http\S+/confirm/\S+", message.body).group(0).removeprefix("http://127.0.0.1:8000")


def confirm_url(contribution) -> str:
    return reverse("confirm_contribution", args=[contribution.reference])


@pytest.mark.point("I1")
def test_the_code_confirms_signs_in_and_leads_to_the_receipt(browser, sent):
    before = browser.session.session_key
    response = browser.post(confirm_url(sent), {"code": code_in(mail.outbox[0])}, follow=True)
    sent.refresh_from_db()
    assert sent.status == Status.PENDING
    assert response.redirect_chain == [(reverse("receipt", args=[sent.reference]), 302)]
    assert sent.reference in response.content.decode()
    assert response.context["user"] == sent.author
    assert browser.session.session_key != before, (
        "a session known before signing in must not be the one after"
    )
    assert browser.cookies["pf_session"].value == "1"
    assert sent.author.display_name == "Ana"


@pytest.mark.point("I1")
@pytest.mark.parametrize("as_draft", [False, True])
def test_an_account_has_no_name_before_its_address_is_confirmed(activity, as_draft):
    comment = Comment(activity=activity, text="In her name", author_name="A rude word")
    sent = services.submit(comment, actor=actor(), email="ana@example.org", as_draft=as_draft)
    if as_draft:
        services.send_draft(sent, actor=actor(), email="ana@example.org")
    sent.refresh_from_db()
    assert (sent.author.display_name, sent.author_name) == ("", "A rude word")


@pytest.mark.point("I1")
def test_the_page_asks_for_a_one_time_code_and_shows_neither_the_text_nor_the_address(browser, sent):
    page = browser.get(confirm_url(sent)).content.decode()
    assert 'autocomplete="one-time-code"' in page
    assert SECRET not in page
    assert "ana@example.org" not in page
    assert "a…a@example.org" in page


@pytest.mark.parametrize("typed", ["", "12345", "abcdef", "1234567"])
def test_what_is_no_code_is_refused_without_costing_a_try(browser, sent, typed):
    assert browser.post(confirm_url(sent), {"code": typed}).status_code == 422
    assert Confirmation.objects.get().attempts == 0


def test_a_code_may_be_typed_with_the_digits_of_an_arabic_keyboard(browser, sent):
    eastern = code_in(mail.outbox[0]).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    browser.post(confirm_url(sent), {"code": eastern})
    sent.refresh_from_db()
    assert sent.status == Status.PENDING


def wrong_code(message) -> str:
    right = code_in(message).replace(" ", "")
    return f"{(int(right) + 1) % 1_000_000:06d}"


def test_five_wrong_codes_end_it_even_for_the_right_one_until_a_new_code_is_asked_for(
    browser, sent, django_capture_on_commit_callbacks
):
    for _try in range(5):
        assert browser.post(confirm_url(sent), {"code": wrong_code(mail.outbox[0])}).status_code == 422
    response = browser.post(confirm_url(sent), {"code": code_in(mail.outbox[0])})
    assert response.status_code == 429
    sent.refresh_from_db()
    assert sent.status == Status.UNCONFIRMED
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(confirm_url(sent), {"action": "resend"})
    browser.post(confirm_url(sent), {"code": code_in(mail.outbox[1])})
    sent.refresh_from_db()
    assert sent.status == Status.PENDING


def test_sending_again_in_somebodys_name_gives_no_more_tries_at_their_code(activity, sent):
    person = sent.author
    others = [
        Comment.objects.create(activity=activity, text=str(n), status=Status.UNCONFIRMED, author=person)
        for n in range(3)
    ]
    for other in others:
        confirmation.ask(other)
    tries = 0
    with pytest.raises(Refused) as refused:
        for other in [*others, sent]:
            for _try in range(5):
                confirmation.check_code(other, "no code")
                tries += 1
    assert (refused.value.status, tries) == (429, confirmation.TRIES_PER_HOUR)
    assert refused.value.retry_after > 3000


def test_a_code_is_good_for_two_hours(browser, sent):
    with freeze_time(timezone.now() + timedelta(hours=2, seconds=1)):
        assert browser.post(confirm_url(sent), {"code": code_in(mail.outbox[0])}).status_code == 410
    sent.refresh_from_db()
    assert sent.status == Status.UNCONFIRMED


def test_new_codes_are_sent_once_a_minute_and_four_times_a_day(
    browser, sent, django_capture_on_commit_callbacks
):
    answers = []
    with freeze_time(timezone.now()) as clock, django_capture_on_commit_callbacks(execute=True):
        answers.append(browser.post(confirm_url(sent), {"action": "resend"}).status_code)
        hasty = browser.post(confirm_url(sent), {"action": "resend"})
        for _again in range(4):
            clock.tick(61)
            answers.append(browser.post(confirm_url(sent), {"action": "resend"}).status_code)
    assert (hasty.status_code, 0 < int(hasty["Retry-After"]) <= 61) == (429, True)
    assert answers == [302, 302, 302, 302, 429]
    assert len(mail.outbox) == 5


def test_another_browser_learns_nothing_from_the_reference(client, sent):
    assert client.get(confirm_url(sent)).status_code == 404
    assert client.post(confirm_url(sent), {"code": code_in(mail.outbox[0])}).status_code == 404
    receipt = client.get(reverse("receipt", args=[sent.reference]))
    unknown = client.get(reverse("receipt", args=["ABCDEFGH"]))
    assert receipt.status_code == unknown.status_code == 302
    assert receipt["Location"].startswith(reverse("account_login"))
    client.force_login(make_person())
    assert client.get(reverse("receipt", args=[sent.reference])).status_code == 404
    sent.refresh_from_db()
    assert sent.status == Status.UNCONFIRMED


@pytest.mark.point("I1")
def test_the_link_confirms_from_any_browser_but_only_by_its_button(client, sent):
    url = link_in(mail.outbox[0])
    for method in (client.get, client.head):
        page = method(url)
        assert page.status_code == 200
        assert SECRET not in page.content.decode()
    sent.refresh_from_db()
    assert sent.status == Status.UNCONFIRMED, "programs that read mails follow links"
    response = client.post(url, follow=True)
    sent.refresh_from_db()
    assert sent.status == Status.PENDING
    assert response.context["user"] == sent.author


def test_a_used_link_says_so_signs_nobody_in_and_shows_no_text(client, sent):
    url = link_in(mail.outbox[0])
    client.post(url)
    client.logout()
    for response in (client.get(url), client.post(url)):
        assert response.status_code == 200
        assert SECRET not in response.content.decode()
        assert "_auth_user_id" not in client.session
    assert Contribution.objects.get().decisions.count() == 1


def test_a_cut_link_and_an_old_link_are_told_apart_in_plain_words(client, sent):
    url = link_in(mail.outbox[0])
    assert client.get(url[:-3] + "/").status_code == 404
    with freeze_time(timezone.now() + timedelta(days=15)):
        assert client.post(url).status_code == 410
    sent.refresh_from_db()
    assert sent.status == Status.UNCONFIRMED


def test_somebody_signed_in_already_stays_so_when_confirming_for_another_address(client, sent):
    other = make_person()
    client.force_login(other)
    response = client.post(link_in(mail.outbox[0]), follow=True)
    sent.refresh_from_db()
    assert sent.status == Status.PENDING
    assert response.context["user"] == other
    assert SECRET not in response.content.decode()


def test_a_closed_account_is_not_signed_in(client, sent):
    sent.author.is_active = False
    sent.author.save()
    client.post(link_in(mail.outbox[0]))
    assert "_auth_user_id" not in client.session


def test_an_unconfirmed_contribution_is_not_among_those_of_the_address(client, sent):
    client.force_login(sent.author)
    assert SECRET not in client.get(reverse("my_contributions")).content.decode()
    assert client.get(reverse("edit_contribution", args=[sent.reference])).status_code == 404
    assert client.post(reverse("withdraw_contribution", args=[sent.reference])).status_code == 404


def test_the_receipt_without_an_address_is_for_the_browser_that_sent_it(client, activity):
    activity.access = "open"
    comment = services.submit(
        Comment(activity=activity, text=SECRET, author_name="Ana"),
        actor=actor(abuse_hash="h"),
        is_proven=True,
    )
    url = reverse("receipt", args=[comment.reference])
    assert client.get(url).status_code == 302
    session = client.session
    session[RECEIPTS] = [comment.reference]
    session.save()
    page = client.get(url).content.decode()
    assert comment.reference in page
    assert SECRET in page
