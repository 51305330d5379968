"""Threads of comments: a page of first comments and the beginning of what each was answered, in three queries.

The number of queries and of rows read does not depend on how many comments there are: roots come by keyset from an index, and
each root brings along the id at which its shown replies end. What is not public never leaves this module but as a tombstone:
a place without author, text or reference, kept because public answers hang on it.
"""

from dataclasses import dataclass, field
from operator import attrgetter

from django.db.models import BigIntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from ..participation.kinds import Status
from ..participation.models import Activity, Comment, Contribution
from ..participation.paging import Page, cursor_after, keyset_page

SORTS = {
    "best": ("-score", "-id"),
    "newest": ("-published_at", "-id"),
    "oldest": ("published_at", "id"),
}
DEFAULT_SORT = "best"
THREADS_PER_PAGE = 20
REPLIES_SHOWN = 3
REPLIES_PER_PAGE = 50
LEVELS = 3

GONE = (Status.HIDDEN, Status.WITHDRAWN, Status.PENDING, Status.REJECTED)
# Everything above what any id can be: a root with few replies shows them all.
NO_LIMIT = 2**63 - 1


@dataclass
class Node:
    """One place in a thread as it is shown.

    `comment` is None for a tombstone, and `gone` then says why (`hidden`, `withdrawn` or `unavailable`); `level` is 0 to 2;
    `answers` is the public comment that this one answers where its place does not show that; `children` are the nodes below.
    """

    pk: int
    level: int = 0
    comment: Comment | None = None
    gone: str = ""
    answers: Contribution | None = None
    children: list["Node"] = field(default_factory=list)
    above: "Node | None" = field(default=None, repr=False)

    def add(self, child: "Node") -> "Node":
        """Hang a node below this one, or beside it where this is the last level shown."""
        above = self if self.level < LEVELS - 1 or self.above is None else self.above
        child.above, child.level = above, above.level + 1
        above.children.append(child)
        return child


@dataclass
class Thread:
    """A root with the first of its replies; `more` counts the replies that are not shown, from `more_cursor` on."""

    root: Node
    more: int = 0
    more_cursor: str = ""
    more_from: str = ""


def _why_gone(status: str) -> str:
    return status if status in (Status.HIDDEN, Status.WITHDRAWN) else "unavailable"


def _about(comments: QuerySet, activity: Activity, subject: Contribution | None) -> QuerySet:
    comments = comments.filter(activity=activity)
    return comments.filter(subject=subject) if subject else comments.filter(subject__isnull=True)


def public_comments(activity: Activity, subject: Contribution | None = None) -> QuerySet:
    """Public comments of an activity itself, or about one contribution to it."""
    return _about(Comment.objects.public(), activity, subject)


def _gone_roots(activity: Activity, subject: Contribution | None) -> QuerySet:
    """First comments that are not public (any more) but were answered in public; never their text nor their author."""
    campaign = activity.campaign
    if not campaign.is_live or campaign.is_restricted or (subject and not subject.is_public):
        return Comment.objects.none()
    comments = Comment.objects.filter(status__in=GONE, replies_count__gt=0, published_at__isnull=False)
    return _about(comments, activity, subject).only(
        "status", "score", "published_at", "replies_count", "activity"
    )


def _last_shown(size: int) -> Coalesce:
    """The id of the first reply that is not shown under a root any more."""
    following = (
        Comment.objects.filter(root=OuterRef("pk"), status=Status.PUBLISHED).order_by("pk").values("pk")
    )
    return Coalesce(Subquery(following[size : size + 1]), Value(NO_LIMIT), output_field=BigIntegerField())


def _merge(public: Page, gone: Page, order: tuple[str, ...], size: int) -> tuple[list, bool]:
    """The first `size` roots of both, in order, and whether more follow."""
    rows = [*public.items, *gone.items]
    for name in reversed(order):
        rows.sort(key=attrgetter(name.lstrip("-")), reverse=name.startswith("-"))
    return rows[:size], len(rows) > size or bool(public.next_cursor or gone.next_cursor)


def comment_threads(
    activity: Activity,
    subject: Contribution | None = None,
    sort: str = DEFAULT_SORT,
    cursor: str = "",
    size: int = THREADS_PER_PAGE,
    replies: int = REPLIES_SHOWN,
    stance: str = "",
    clause: str | None = None,
) -> Page:
    """A page of `Thread`s.

    Args:
        activity: with its `campaign` loaded; both are taken as readable by the caller's own look-up.
        subject: the public contribution commented upon; None for the debate itself.
        sort: `best` (Wilson score), `newest` or `oldest`; anything else is `best`.
        cursor: `next_cursor` of the page before.
        stance, clause: only first comments with this stance, or on this clause ("" for those on the whole text).
    """
    order = SORTS.get(sort, SORTS[DEFAULT_SORT])
    roots = public_comments(activity, subject).filter(parent__isnull=True)
    gone = _gone_roots(activity, subject).filter(parent__isnull=True)
    if stance:
        roots, gone = roots.filter(stance=stance), gone.none()
    if clause is not None:
        roots, gone = roots.filter(clause=clause), gone.filter(clause=clause)
    last = _last_shown(replies)
    public_page = keyset_page(roots.select_related("workshop").annotate(end=last), order, cursor, size)
    gone_page = keyset_page(gone.annotate(end=last), order, cursor, size)
    rows, has_more = _merge(public_page, gone_page, order, size)
    threads = _with_replies(activity, rows)
    next_cursor = cursor_after(rows[-1], order) if has_more and rows else ""
    return Page(threads, next_cursor)


def _with_replies(activity: Activity, roots: list[Comment]) -> list[Thread]:
    """The first replies of all roots, in one query."""
    by_root: dict[int, list[Comment]] = {root.pk: [] for root in roots if root.replies_count}
    shown = Q(root__in=[root.pk for root in roots if root.end == NO_LIMIT])
    for root in roots:
        if root.end != NO_LIMIT:
            shown |= Q(root=root.pk, pk__lt=root.end)
    if by_root:
        # Said twice, so that every planner starts from the index of threads and not from that of a status.
        for reply in _replies(Q(root__in=list(by_root)) & shown):
            by_root[reply.root_id].append(reply)
    return [_thread(activity, root, by_root.get(root.pk, [])) for root in roots]


def _replies(condition: Q) -> QuerySet:
    public = Comment.objects.public().filter(condition).order_by("pk")
    return public.select_related("workshop", "parent")


def _thread(activity: Activity, root: Comment, replies: list[Comment]) -> Thread:
    thread = Thread(_root_node(root, activity))
    arrange(thread.root, replies, activity)
    thread.more = max(root.replies_count - len(replies), 0)
    if thread.more and replies:
        thread.more_cursor = str(replies[-1].pk)
        thread.more_from = root.reference if thread.root.comment else replies[0].reference
    else:
        thread.more = 0
    return thread


def _root_node(root: Comment, activity: Activity) -> Node:
    if root.status == Status.PUBLISHED:
        root.activity = activity
        return Node(root.pk, comment=root)
    return Node(root.pk, gone=_why_gone(root.status))


def arrange(root: Node, replies: list[Comment], activity: Activity) -> None:
    """Hang replies (oldest first) below a root: three levels, deeper ones flattened into the third.

    A reply whose parent is not in the list stands below the root and says whom it answers. A parent that is not public
    becomes a tombstone.
    """
    nodes = {root.pk: root}
    for reply in replies:
        reply.activity = activity
        parent = reply.parent
        place = nodes.get(reply.parent_id)
        if place is None and parent and parent.status != Status.PUBLISHED:
            place = nodes.get(parent.parent_id, root).add(Node(parent.pk, gone=_why_gone(parent.status)))
            nodes[parent.pk] = place
        node = nodes[reply.pk] = (place or root).add(Node(reply.pk, comment=reply))
        if node.above.pk != reply.parent_id and parent and parent.status == Status.PUBLISHED:
            node.answers = parent


@dataclass(frozen=True)
class RepliesPage:
    """One root's thread on a page of its own; `after` is where the following replies begin, `skipped` whether some precede."""

    root: Node
    next_cursor: str
    is_continued: bool


def thread_around(target: Comment, after: str = "", size: int = REPLIES_PER_PAGE) -> RepliesPage:
    """The thread of a public comment, such that the comment itself is on the page; from `after` on when that is given."""
    activity = target.activity
    root = Comment.objects.filter(pk=target.root_id).first() if target.root_id else target
    node = _root_node(root, activity)
    replies = _replies(Q(root=root.pk))
    start = int(after) if after.isdecimal() and len(after) < 19 else 0
    rows = list(replies.filter(pk__gt=start)[: size + 1])
    if not start and target.root_id and target.pk not in {row.pk for row in rows[:size]}:
        start = target.pk - 1
        rows = list(replies.filter(pk__gt=start)[: size + 1])
    following = str(rows[size - 1].pk) if len(rows) > size else ""
    arrange(node, rows[:size], activity)
    return RepliesPage(node, following, bool(start))
