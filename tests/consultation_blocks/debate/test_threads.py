"""Threads: what is in them, in which order, what is left of what is gone, and what they cost."""

import pytest
from django.utils import timezone

from consultation_blocks.debate.threads import LEVELS, REPLIES_SHOWN, comment_threads, thread_around
from consultation_blocks.models import Comment
from consultation_blocks.participation import counters, services
from consultation_blocks.participation.kinds import Status
from tests.factories import make_activity, make_contribution

pytestmark = pytest.mark.django_db


def roots(page):
    return [thread.root.comment for thread in page.items]


def walk(node):
    """Every node of a thread with its level, depth first."""
    yield node
    for child in node.children:
        yield from walk(child)


def many(activity, number, parent=None):
    """Rows written at once, with the counters that they mean."""
    now = timezone.now()
    rows = [
        Comment(
            kind=Comment.KIND,
            activity=activity,
            status=Status.PUBLISHED,
            author_name=f"Author {index}",
            text=f"Text {index}",
            parent=parent,
            root=parent,
            depth=1 if parent else 0,
            score=index % 7 / 10,
            published_at=now,
            submitted_at=now,
        )
        for index in range(number)
    ]
    Comment.objects.bulk_create(rows)
    if parent:
        Comment.objects.filter(pk=parent.pk).update(replies_count=number)
    counters.recompute_activity(activity.pk)


@pytest.mark.point("D6")
def test_best_comes_first_by_the_lower_bound_of_the_votes_and_not_by_their_number(debate):
    few, disputed, loved = (make_contribution(debate) for _ in range(3))
    counters.count_vote(few, 1, 0)
    counters.count_vote(disputed, 60, 40)
    counters.count_vote(loved, 30, 1)
    assert roots(comment_threads(debate, sort="best")) == [loved, disputed, few]


@pytest.mark.point("D6")
def test_newest_and_oldest_are_each_the_reverse_of_the_other(debate):
    first, second, third = (make_contribution(debate) for _ in range(3))
    assert roots(comment_threads(debate, sort="newest")) == [third, second, first]
    assert roots(comment_threads(debate, sort="oldest")) == [first, second, third]


def test_an_unknown_sort_and_a_foreign_cursor_give_the_first_page_of_the_best(debate):
    comment = make_contribution(debate)
    assert roots(comment_threads(debate, sort="author__email", cursor="nonsense")) == [comment]


@pytest.mark.point("D10")
@pytest.mark.parametrize("sort", ["best", "newest", "oldest"])
def test_pages_of_threads_hold_every_comment_once(debate, sort, answer):
    many(debate, 23)
    for gone in list(Comment.objects.all()[:2]):
        answer(gone)
        services.transition(gone, "hide")
    seen, cursor = [], ""
    while True:
        page = comment_threads(debate, sort=sort, cursor=cursor, size=5)
        seen += [thread.root.pk for thread in page.items]
        cursor = page.next_cursor
        if not cursor:
            break
    assert sorted(seen) == sorted(Comment.objects.filter(parent=None).values_list("pk", flat=True))


@pytest.mark.point("D3")
def test_three_levels_are_shown_and_deeper_answers_are_flattened_with_whom_they_answer(debate, answer):
    root = comment = make_contribution(debate)
    chain = [comment := answer(comment) for _ in range(5)]
    thread = comment_threads(debate, replies=10).items[0]
    nodes = list(walk(thread.root))
    assert [node.comment for node in nodes] == [root, *chain]
    assert [node.level for node in nodes] == [0, 1, 2, 2, 2, 2]
    assert max(node.level for node in nodes) == LEVELS - 1
    assert [node.answers for node in nodes] == [None, None, None, *chain[1:4]]


def test_answers_stand_below_what_they_answer_in_the_order_of_their_arrival(debate, answer):
    root = make_contribution(debate)
    first, second = answer(root), answer(root)
    below_first = answer(first)
    thread = comment_threads(debate, replies=10).items[0]
    assert [node.comment for node in walk(thread.root)] == [root, first, below_first, second]


def test_the_first_answers_are_shown_and_the_others_counted_and_reached_by_their_cursor(debate, answer):
    root = make_contribution(debate)
    answers = [answer(root) for _ in range(REPLIES_SHOWN + 4)]
    thread = comment_threads(debate).items[0]
    assert [node.comment for node in thread.root.children] == answers[:REPLIES_SHOWN]
    assert thread.more == 4
    assert thread.more_from == root.reference
    rest = thread_around(root, thread.more_cursor)
    assert [node.comment for node in rest.root.children] == answers[REPLIES_SHOWN:]


@pytest.mark.point("D3", "X9")
@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("hidden", "hidden"),
        ("withdrawn", "withdrawn"),
        ("pending", "unavailable"),
        ("rejected", "unavailable"),
    ],
)
def test_a_root_that_is_gone_leaves_a_tombstone_while_public_answers_hang_on_it(debate, answer, status, why):
    root = make_contribution(debate)
    reply = answer(root)
    leave(root, status)
    thread = comment_threads(debate).items[0]
    assert thread.root.comment is None
    assert thread.root.gone == why
    assert [node.comment for node in thread.root.children] == [reply]


def leave(comment, status):
    """Take a published comment away by the transitions that lead to a status."""
    paths = {
        "hidden": ["hide"],
        "withdrawn": ["withdraw"],
        "pending": ["resubmit"],
        "rejected": ["resubmit", "reject"],
    }
    for action in paths[status]:
        services.transition(comment, action)


@pytest.mark.parametrize("status", ["hidden", "withdrawn", "pending", "rejected"])
def test_what_is_gone_and_has_no_public_answer_leaves_nothing(debate, answer, status):
    root = make_contribution(debate)
    leave(answer(root), "hidden")
    leave(root, status)
    assert comment_threads(debate).items == []


@pytest.mark.parametrize("status", ["draft", "unconfirmed", "pending", "rejected"])
def test_what_was_never_public_leaves_nothing(debate, status):
    make_contribution(debate, status)
    assert comment_threads(debate).items == []


def test_an_answer_that_is_gone_keeps_its_place_above_its_own_answers(debate, answer):
    root = make_contribution(debate)
    gone = answer(root)
    reply = answer(gone)
    leave(gone, "withdrawn")
    [tombstone] = comment_threads(debate).items[0].root.children
    assert (tombstone.comment, tombstone.gone, tombstone.level) == (None, "withdrawn", 1)
    assert [(node.comment, node.level, node.answers) for node in tombstone.children] == [(reply, 2, None)]


@pytest.mark.point("X9")
def test_the_threads_of_a_campaign_that_is_not_readable_are_empty_even_of_tombstones(debate, answer):
    root = make_contribution(debate)
    answer(root)
    leave(root, "hidden")
    make_contribution(debate)
    debate.campaign.is_live = False
    debate.campaign.save()
    assert comment_threads(debate).items == []


def test_a_debates_threads_and_those_about_a_proposal_do_not_mix(debate):
    make_contribution(debate)
    proposals = make_activity("proposals")
    one, other = make_contribution(proposals), make_contribution(proposals)
    about_one = make_contribution(proposals, model=Comment, subject=one)
    make_contribution(proposals, model=Comment, subject=other)
    assert roots(comment_threads(proposals, one)) == [about_one]
    assert roots(comment_threads(proposals)) == []


@pytest.mark.point("D6")
def test_first_comments_are_filtered_by_stance_and_by_clause(debate):
    make_contribution(debate)
    against = make_contribution(debate, stance="against", clause="c1")
    assert roots(comment_threads(debate, stance="against")) == [against]
    assert roots(comment_threads(debate, clause="c1")) == [against]
    assert roots(comment_threads(debate, stance="for")) == []


@pytest.mark.point("D10")
def test_a_page_of_threads_costs_three_queries_whatever_their_number(debate, django_assert_num_queries):
    comment = make_contribution(debate)
    counters.count_vote(comment, 50, 0)
    many(debate, 8, parent=comment)
    with django_assert_num_queries(3):
        comment_threads(debate)
    many(debate, 1000)
    many(debate, 1000, parent=comment)
    with django_assert_num_queries(3):
        threads = comment_threads(debate).items
    assert len(threads) == 20
    assert (len(threads[0].root.children), threads[0].more) == (REPLIES_SHOWN, 1000 - REPLIES_SHOWN)


def test_a_comments_own_page_shows_it_however_deep_in_its_thread_it_is(debate):
    root = make_contribution(debate)
    many(debate, 130, parent=root)
    target = Comment.objects.filter(parent=root).order_by("pk")[120]
    page = thread_around(target, size=50)
    assert page.is_continued
    assert target in [node.comment for node in page.root.children]
    assert not thread_around(root, size=50).is_continued


def test_a_thread_is_read_to_its_end_page_by_page(debate):
    root = make_contribution(debate)
    many(debate, 23, parent=root)
    seen, cursor = [], ""
    while True:
        page = thread_around(root, cursor, size=10)
        seen += [node.pk for node in page.root.children]
        cursor = page.next_cursor
        if not cursor:
            break
    assert seen == list(Comment.objects.filter(parent=root).order_by("pk").values_list("pk", flat=True))
