"""Writing comments: who may, when, on what, and what becomes of the words."""

import itertools
import uuid

import pytest
from django.urls import reverse

from consultation_blocks.models import Activity, Comment
from consultation_blocks.participation import services
from consultation_blocks.participation.kinds import Access, Moderation, Status
from tests.factories import PHASES, make_activity, make_contribution, make_moderator, make_person, set_phase

pytestmark = pytest.mark.django_db
ROLES = ("anonymous", "known", "author", "moderator")


def form_url(activity, **query) -> str:
    asked = "&".join(f"{key}={value}" for key, value in query.items())
    return reverse("debate_comment", args=[activity.pk]) + (f"?{asked}" if asked else "")


def filled(**changes) -> dict:
    return {
        "text": "A bench in the shade",
        "author_name": "Ana",
        "email": "ana@example.org",
        "submission_key": str(uuid.uuid4()),
    } | changes


@pytest.fixture
def be(client, debate):
    """A function that makes the client's browser that of somebody."""

    def become(role: str):
        person = {
            "anonymous": lambda: None,
            "known": make_person,
            "author": lambda: make_contribution(debate, author=make_person()).author,
            "moderator": lambda: make_moderator(debate.campaign),
        }[role]()
        if person:
            client.force_login(person)
        return person

    return become


@pytest.mark.point("X4")
@pytest.mark.parametrize(("role", "phase", "access"), [*itertools.product(ROLES, PHASES, Access.values)])
def test_only_an_open_debate_takes_comments_and_only_of_those_it_is_for(
    client, debate, be, role, phase, access
):
    person = be(role)
    Activity.objects.filter(pk=debate.pk).update(access=access)
    set_phase(debate, phase)
    before = Comment.objects.count()
    response = client.post(form_url(debate), filled())
    sent = Comment.objects.order_by("pk")[before:]
    if phase != "open":
        assert response.status_code == 403
        assert len(sent) == 0
    elif access == Access.ACCOUNT and person is None:
        assert response.status_code == 403
        assert reverse("account_login") in response.content.decode()
        assert len(sent) == 0
    else:
        assert response.status_code == 302
        [comment] = sent
        assert comment.status == (Status.PENDING if person else Status.UNCONFIRMED)
        assert (comment.text, comment.author_name) == ("A bench in the shade", "Ana")


@pytest.mark.parametrize(
    ("moderation", "status"), [(Moderation.BEFORE, "pending"), (Moderation.AFTER, "published")]
)
def test_a_comment_goes_to_the_queue_or_to_the_page_as_the_debate_says(
    client, debate, be, moderation, status
):
    be("known")
    Activity.objects.filter(pk=debate.pk).update(moderation=moderation)
    client.post(form_url(debate), filled())
    assert Comment.objects.get().status == status


def test_the_same_form_sent_twice_is_one_comment(client, debate, be):
    be("known")
    data = filled()
    first, second = client.post(form_url(debate), data), client.post(form_url(debate), data)
    assert first.url == second.url
    assert Comment.objects.count() == 1


def test_without_a_session_the_sender_is_led_to_the_code(client, debate):
    response = client.post(form_url(debate), filled())
    assert response.url == reverse("confirm_contribution", args=[Comment.objects.get().reference])


def test_an_open_debate_asks_for_an_address_or_a_solved_captcha(client, debate):
    Activity.objects.filter(pk=debate.pk).update(access=Access.OPEN)
    response = client.post(form_url(debate), filled(email=""))
    assert response.status_code == 422
    assert Comment.objects.count() == 0


@pytest.mark.parametrize(
    "changes", [{"text": "  "}, {"text": "x" * 4097}, {"author_name": ""}, {"stance": "perhaps"}]
)
def test_what_is_wrong_is_said_and_what_was_written_is_kept(client, debate, changes):
    response = client.post(form_url(debate), filled(**changes))
    shown = response.content.decode()
    assert response.status_code == 422
    assert "form-errors" in shown
    assert filled(**changes)["text"] in shown
    assert "ana@example.org" in shown
    assert Comment.objects.count() == 0


def test_a_line_break_counts_once_as_it_does_in_the_browser(client, debate, be):
    be("known")
    text = "\r\n".join(["x" * 1023] * 4)
    assert len(text) > 4096
    client.post(form_url(debate), filled(text=text))
    assert Comment.objects.get().text == text.replace("\r\n", "\n")


def test_stance_and_clause_are_kept_and_only_clauses_of_this_debate_are_taken(client, debate, be):
    be("known")
    Activity.objects.filter(pk=debate.pk).update(options={"clauses": [{"id": "c-one", "label": "One"}]})
    assert client.post(form_url(debate), filled(clause="other")).status_code == 422
    client.post(form_url(debate), filled(clause="c-one", stance="against"))
    comment = Comment.objects.get()
    assert (comment.clause, comment.stance) == ("c-one", "against")


def test_the_clause_that_one_comes_from_is_chosen_already(client, debate):
    Activity.objects.filter(pk=debate.pk).update(options={"clauses": [{"id": "c-one", "label": "One"}]})
    shown = client.get(form_url(debate, clause="c-one")).content.decode()
    assert '<option value="c-one" selected>' in shown


def test_a_group_writes_with_its_name_and_headcount(client, debate, be):
    be("known")
    group = {"is_collective": "on", "workshop_name": "Gardeners", "workshop_headcount": "23"}
    client.post(form_url(debate), filled(**group))
    comment = Comment.objects.get()
    assert (comment.workshop.name, comment.headcount) == ("Gardeners", 23)


@pytest.mark.point("D3")
def test_an_answer_knows_its_parent_its_root_and_its_depth(client, debate, be, answer):
    be("known")
    root = make_contribution(debate, clause="c-one")
    parent = answer(root, clause="c-one")
    client.post(form_url(debate, reply=parent.reference.lower()), filled(stance="for"))
    comment = Comment.objects.latest("pk")
    assert (comment.parent, comment.root, comment.depth) == (parent, root, 2)
    assert (comment.clause, comment.stance) == ("c-one", "")


@pytest.mark.parametrize("status", ["draft", "unconfirmed", "pending", "rejected", "hidden", "withdrawn"])
def test_what_is_not_public_cannot_be_answered_and_the_words_are_not_lost(client, debate, be, status):
    be("moderator")
    parent = make_contribution(debate, status, text="Taken down")
    before = Comment.objects.count()
    assert client.get(form_url(debate, reply=parent.reference)).status_code == 404
    response = client.post(form_url(debate, reply=parent.reference), filled())
    shown = response.content.decode()
    assert response.status_code == 409
    assert "A bench in the shade" in shown
    assert "Taken down" not in shown
    assert Comment.objects.count() == before


def test_a_comment_of_another_debate_cannot_be_answered_here(client, debate, be):
    be("known")
    elsewhere = make_contribution(make_activity("debate"))
    assert client.get(form_url(debate, reply=elsewhere.reference)).status_code == 404
    assert client.post(form_url(debate, reply=elsewhere.reference), filled()).status_code == 409


def test_a_proposal_is_commented_upon_and_the_answers_stay_with_it(client, debate, be):
    be("known")
    proposals = make_activity("proposals")
    proposal = make_contribution(proposals)
    client.post(form_url(proposals, about=proposal.reference), filled())
    comment = Comment.objects.get()
    assert (comment.subject_id, comment.activity, comment.depth) == (proposal.pk, proposals, 0)
    services.transition(comment, "approve")
    client.post(form_url(proposals, reply=comment.reference), filled(text="Indeed"))
    reply = Comment.objects.latest("pk")
    assert (reply.subject_id, reply.parent) == (proposal.pk, comment)


def test_a_proposal_form_takes_no_comment_about_nothing_nor_about_what_is_not_public(client, be):
    be("known")
    proposals = make_activity("proposals")
    pending = make_contribution(proposals, "pending")
    elsewhere = make_contribution(make_activity("proposals"))
    # 409 keeps the text of somebody who answers what was hidden meanwhile.
    for query, status in [
        ({}, 404),
        ({"about": pending.reference}, 409),
        ({"about": elsewhere.reference}, 409),
    ]:
        assert client.get(form_url(proposals, **query)).status_code == 404
        assert client.post(form_url(proposals, **query), filled()).status_code == status
    assert Comment.objects.count() == 0


def test_a_comment_is_no_subject_of_comments(client, debate):
    comment = make_contribution(debate)
    assert client.get(form_url(debate, about=comment.reference)).status_code == 404


@pytest.mark.point("D3", "X1")
def test_the_form_asked_for_by_a_script_is_the_form_alone(client, debate):
    whole = client.get(form_url(debate)).content.decode()
    part = client.get(form_url(debate), headers={"HX-Request": "true"}).content.decode()
    assert "<html" in whole and "<html" not in part
    assert "csrfmiddlewaretoken" in part


def test_the_form_is_never_kept_by_a_cache(client, debate):
    response = client.get(form_url(debate))
    assert "no-store" in response["Cache-Control"]
    assert not hasattr(response, "cache_tags")


# Changing one's own comment.


def edit_url(comment) -> str:
    return reverse("debate_edit", args=[comment.reference])


@pytest.mark.parametrize(("role", "phase", "status"), [*itertools.product(ROLES, PHASES, Status.values)])
def test_only_its_author_changes_a_comment_while_the_debate_is_open(client, debate, role, phase, status):
    author = make_person("Ana")
    comment = make_contribution(debate, status, author=author, text="Before")
    set_phase(debate, phase)
    others = {
        "known": make_person,
        "author": lambda: author,
        "moderator": lambda: make_moderator(debate.campaign),
    }
    if role in others:
        client.force_login(others[role]())
    response = client.post(edit_url(comment), {"text": "After", "author_name": "Ana"})
    comment.refresh_from_db()
    if role != "author" or status == Status.UNCONFIRMED:
        assert response.status_code == 404
    elif phase == "open" and status in (Status.DRAFT, Status.PENDING, Status.PUBLISHED):
        assert response.status_code == 302
        assert comment.text == "After"
        return
    else:
        assert response.status_code == 403
    assert comment.text == "Before"


@pytest.mark.point("D3")
def test_a_changed_comment_is_marked_and_goes_back_to_the_queue_where_moderation_comes_first(client, debate):
    author = make_person()
    comment = make_contribution(debate, author=author)
    client.force_login(author)
    response = client.post(edit_url(comment), {"text": "After", "author_name": "Ana", "stance": "for"})
    comment.refresh_from_db()
    assert (comment.status, comment.text, comment.stance) == (Status.PENDING, "After", "for")
    assert comment.edited_at
    assert response.url == reverse("receipt", args=[comment.reference])


def test_a_changed_comment_stays_on_the_page_where_moderation_comes_afterwards(client, debate):
    Activity.objects.filter(pk=debate.pk).update(moderation=Moderation.AFTER)
    author = make_person()
    comment = make_contribution(debate, author=author)
    client.force_login(author)
    response = client.post(edit_url(comment), {"text": "After", "author_name": "Ana"})
    assert response.url == reverse("comment_detail", args=[comment.reference])
    assert "After" in client.get(response.url).content.decode()


def test_the_edit_form_holds_the_comment_as_it_is(client, debate):
    author = make_person("Somebody else now")
    comment = make_contribution(debate, author=author, author_name="Ana", text="As it is", stance="neutral")
    client.force_login(author)
    shown = client.get(edit_url(comment)).content.decode()
    assert "As it is" in shown
    assert 'value="Ana"' in shown
    assert 'value="neutral" id="id_stance_1" checked' in shown


def test_an_empty_change_is_refused_and_changes_nothing(client, debate):
    author = make_person()
    comment = make_contribution(debate, author=author, text="As it is")
    client.force_login(author)
    assert client.post(edit_url(comment), {"text": " ", "author_name": "Ana"}).status_code == 422
    comment.refresh_from_db()
    assert (comment.text, comment.status) == ("As it is", Status.PUBLISHED)


@pytest.mark.point("D10")
def test_sending_a_comment_costs_the_same_few_queries_in_a_large_debate(
    client, debate, be, django_assert_max_num_queries
):
    from tests.consultation_blocks.debate.test_threads import many

    be("known")
    client.get(form_url(debate))
    root = make_contribution(debate)
    many(debate, 300)
    many(debate, 300, parent=root)
    with django_assert_max_num_queries(20):
        response = client.post(form_url(debate, reply=root.reference), filled())
    assert response.status_code == 302
