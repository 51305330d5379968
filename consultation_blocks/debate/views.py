"""Comments: the form, a comment in its thread, the parts that the page loads when asked for more."""

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from site_core.cache import SITE, campaign_tag

from ..participation import rules, services
from ..participation.activities import block_of, page_of
from ..participation.contribute import ContributeView
from ..participation.kinds import ActivityKind, ContributionKind, Status
from ..participation.models import Activity, Comment, Contribution
from ..participation.people import actor_of
from ..participation.rules import Refused
from .forms import CommentForm
from .listing import answering, discussion
from .threads import thread_around


def _kept(response: HttpResponse, activity: Activity) -> HttpResponse:
    """Mark a page that is the same for everybody, so that it is kept until its campaign changes."""
    response.cache_tags = {SITE, campaign_tag(activity.campaign_id)}
    return response


def _public_comment(reference: str) -> Comment:
    comments = Comment.objects.public().select_related("activity__campaign", "workshop", "subject")
    return get_object_or_404(comments, reference=reference.upper())


@require_safe
def comment_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """A comment's permanent address: it stands out in its thread."""
    comment = _public_comment(reference)
    activity = comment.activity
    page = page_of(activity.campaign, get_language())
    if page is None:
        raise Http404
    context = {
        "comment": comment,
        "activity": activity,
        "page": page,
        "campaign_page": page,
        "subject": comment.subject,
        "thread": thread_around(comment, request.GET.get("after", "")),
        **answering(activity),
    }
    return _kept(render(request, "consultation_blocks/debate/comment_detail.html", context), activity)


@require_safe
def replies_fragment(request: HttpRequest, reference: str) -> HttpResponse:
    """The replies that follow those shown, for the thread that a public comment is in."""
    comment = _public_comment(reference)
    context = {
        "comment": comment,
        "activity": comment.activity,
        "thread": thread_around(comment, request.GET.get("after", "")),
        **answering(comment.activity),
    }
    return _kept(render(request, "consultation_blocks/debate/replies.html", context), comment.activity)


@require_safe
def threads_fragment(request: HttpRequest, activity_id: int) -> HttpResponse:
    """The following threads of a debate, or of the discussion `?about=` a contribution."""
    activity = get_object_or_404(Activity.objects.visible().select_related("campaign"), pk=activity_id)
    subject = None
    if "about" in request.GET:
        subject = get_object_or_404(_subjects(activity), reference=request.GET["about"].upper())
    elif activity.kind != ActivityKind.DEBATE:
        raise Http404
    context = {
        "activity": activity,
        "discussion": discussion(activity, request.GET, subject),
        **answering(activity),
    }
    return _kept(render(request, "consultation_blocks/debate/threads.html", context), activity)


def _subjects(activity: Activity):
    """What can be commented upon: the public proposals, places and events of an activity."""
    return Contribution.objects.public().filter(activity=activity).exclude(kind=ContributionKind.COMMENT)


class CommentView(ContributeView):
    """Write a comment: on the debate, `?about=` another contribution, or in `?reply=` to a comment."""

    form_class = CommentForm
    template_name = "consultation_blocks/debate/comment_form.html"

    def activities(self):
        # Proposals, places and events are commented upon too, each in its own activity.
        return Activity.objects.visible()

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.find_target()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        try:
            self.find_target()
        except Http404:
            if not {"reply", "about"} & request.GET.keys():
                raise  # no debate: there never was anything to answer
            # It may have been hidden while the person was writing: their text must not be lost.
            self.parent = self.subject = None
            form = self.form_class(request.POST, **self.form_kwargs())
            form.add_error(
                None,
                _("What you answer is no longer here, so this cannot be sent. Copy your text to keep it."),
            )
            return self.show(form, 409)
        return super().post(request, *args, **kwargs)

    def find_target(self) -> None:
        """Set `parent` and `subject`, looked up among what is public in this very activity; 404 for anything else."""
        self.parent = self.subject = None
        reply, about = self.request.GET.get("reply"), self.request.GET.get("about")
        if reply is not None:
            comments = (
                Comment.objects.public().filter(activity=self.activity).select_related("subject", "workshop")
            )
            self.parent = get_object_or_404(comments, reference=reply.upper())
            self.subject = self.parent.subject
        elif about is not None:
            self.subject = get_object_or_404(_subjects(self.activity), reference=about.upper())
        elif self.activity.kind != ActivityKind.DEBATE:
            raise Http404

    def form_kwargs(self) -> dict:
        clauses = [] if self.subject else self.activity.options.get("clauses", [])
        return super().form_kwargs() | {
            "clauses": clauses,
            "is_reply": self.parent is not None,
            "initial": {"clause": self.request.GET.get("clause", "")},
        }

    def context(self, **extra) -> dict:
        parent, subject = getattr(self, "parent", None), getattr(self, "subject", None)
        return super().context(
            parent=parent, subject=subject, back_url=self.back_url(parent, subject), **extra
        )

    def back_url(self, parent: Comment | None, subject: Contribution | None) -> str:
        return (parent or subject or self.activity).get_absolute_url()

    def build(self, form: CommentForm) -> Comment:
        comment = Comment(**form.comment_values(), subject=self.subject, parent=self.parent)
        if self.parent:
            comment.root_id = self.parent.root_id or self.parent.pk
            comment.depth = self.parent.depth + 1
            comment.clause = self.parent.clause
        return comment


@method_decorator(never_cache, name="dispatch")
class EditCommentView(View):
    """Change one's own comment while the debate is open. What is not one's own does not exist here."""

    def dispatch(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        self.actor = actor_of(request)
        mine = (
            Comment.objects.filter(author=self.actor.user) if self.actor.is_known else Comment.objects.none()
        )
        mine = mine.exclude(status=Status.UNCONFIRMED).select_related(
            "activity__campaign", "parent", "subject"
        )
        self.comment = get_object_or_404(mine, reference=kwargs["reference"].upper())
        self.activity = self.comment.activity
        self.page = page_of(self.activity.campaign, self.actor.language)
        if self.page is None:
            raise Http404
        if not rules.may_edit(self.comment, self.actor):
            message = rules.closed_message(self.activity) or _("This can no longer be changed.")
            context = self.context(closed_message=message)
            return render(request, "consultation_blocks/participation/closed.html", context, status=403)
        return super().dispatch(request, *args, **kwargs)

    def context(self, **extra) -> dict:
        block = block_of(self.page, self.activity)
        return {
            "activity": self.activity,
            "page": self.page,
            "block": block,
            "value": block.value if block else None,
            "parent": self.comment.parent if self.comment.parent and self.comment.parent.is_public else None,
            "subject": self.comment.subject,
            "editing": self.comment,
            "back_url": self.comment.get_absolute_url()
            if self.comment.is_public
            else self.activity.get_absolute_url(),
            "is_fragment": bool(self.request.headers.get("HX-Request")),
            **extra,
        }

    def form(self, data=None) -> CommentForm:
        comment = self.comment
        return CommentForm(
            data,
            activity=self.activity,
            actor=self.actor,
            editing=comment,
            clauses=[] if comment.subject_id else self.activity.options.get("clauses", []),
            is_reply=comment.parent_id is not None,
            initial={
                "author_name": comment.author_name,
                "text": comment.text,
                "stance": comment.stance,
                "clause": comment.clause,
            },
        )

    def get(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        return self.show(self.form())

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        form = self.form(request.POST)
        if not form.is_valid():
            return self.show(form, 422)
        changes = form.comment_values() | {"author_name": form.cleaned_data["author_name"]}
        try:
            comment = (
                self.comment
                if form.says_nothing_new()
                else services.edit(self.comment, actor=self.actor, changes=changes)
            )
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return self.show(form, refusal.status)
        except ValidationError as error:
            form.add_error(None, error)
            return self.show(form, 422)
        if comment.status == Status.PUBLISHED:
            return redirect("comment_detail", reference=comment.reference)
        return redirect("receipt", reference=comment.reference)

    def show(self, form: CommentForm, status: int = 200) -> HttpResponse:
        return render(
            self.request,
            "consultation_blocks/debate/comment_form.html",
            self.context(form=form),
            status=status,
        )
