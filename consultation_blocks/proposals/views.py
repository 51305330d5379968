"""A proposal's form, preview and page."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views import View
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from site_core.cache import SITE, campaign_tag

from ..participation import rules, services
from ..participation.activities import block_of, page_of
from ..participation.contribute import ContributeView, after_sending, remember_receipt
from ..participation.kinds import ActivityKind, Status
from ..participation.models import Contribution, Proposal
from ..participation.people import actor_of
from ..participation.rules import Refused
from . import drafts
from .answers import shown_answers
from .forms import TEXT_LENGTH, ProposalForm
from .questions import categories_of, questions_of
from .services import change_proposal, withhold_newly_private


class ProposalNew(ContributeView):
    """The form. What is sent becomes a draft, shown as it will look before it is really sent."""

    kind = ActivityKind.PROPOSALS
    form_class = ProposalForm
    template_name = "consultation_blocks/proposals/form.html"
    proposal: Proposal | None = None
    built: Proposal | None = None

    def post(self, request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if self.proposal is None:
            self.proposal = drafts.draft_of_form(request, self.actor, request.POST.get("submission_key", ""))
        return super().post(request, *args, **kwargs)

    @property
    def is_draft(self) -> bool:
        return self.proposal is None or self.proposal.status == Status.DRAFT

    def form_kwargs(self) -> dict:
        options = {
            "questions": questions_of(self.activity, self.block.value if self.block else None),
            "text_length": self.activity.options.get("text_length", TEXT_LENGTH),
            "proposal": self.proposal,
            "editing": None if self.is_draft else self.proposal,
        }
        if self.proposal:
            sender = drafts.sender_of(self.request, self.proposal)
            options |= {"is_proven": sender["is_proven"], "initial": {"email": sender["email"]}}
        return super().form_kwargs() | options

    def context(self, **extra) -> dict:
        return super().context(proposal=self.proposal, is_draft=self.is_draft, **extra)

    def build(self, form: ProposalForm) -> Proposal:
        self.built = Proposal(**form.changes())
        return self.built

    def save(self, form: ProposalForm, **options) -> Contribution:
        if self.proposal is None:
            return super().save(
                form,
                as_draft=True,
                attachments=form.new_files(),
                after_save=withhold_newly_private,
                **options,
            )
        self.proposal.activity = self.activity
        return change_proposal(
            self.proposal,
            actor=self.actor,
            changes={**form.changes(), "author_name": form.cleaned_data["author_name"]},
            new_files=form.new_files(),
            dropped_files=form.dropped_files(),
            captions=form.kept_captions(),
            workshop=form.workshop_claim,
            by_receipt=drafts.is_own_draft(self.request, self.proposal),
        )

    def after_saving(self, form: ProposalForm, contribution: Contribution) -> HttpResponse:
        if contribution not in (self.built, self.proposal):
            # Sent twice at the same moment, and the other request is a moment ahead. It alone opens the preview to its
            # browser: whoever only knows the form's key is let in nowhere.
            return redirect("proposal_preview", reference=contribution.reference)
        if contribution.status != Status.DRAFT:
            return after_sending(self.request, contribution)
        is_proven = form.is_proven or bool(form.cleaned_data.get("captcha"))
        remember_receipt(self.request, contribution)
        drafts.remember_sender(self.request, contribution, form.sender_email, is_proven)
        return redirect("proposal_preview", reference=contribution.reference)


class ProposalEdit(ProposalNew):
    """The same form over a proposal of one's own: a draft, or one that was sent and may still be changed."""

    def dispatch(self, request: HttpRequest, reference: str, *args, **kwargs) -> HttpResponse:
        actor = actor_of(request)
        self.proposal = drafts.own_proposal(request, reference, actor)
        activity = self.proposal.activity
        may_change = drafts.is_own_draft(request, self.proposal) or rules.may_edit(self.proposal, actor)
        if activity.is_open and not may_change:
            context = {
                "activity": activity,
                "page": page_of(activity.campaign, actor.language),
                "closed_message": _("This can no longer be changed."),
            }
            return render(request, "consultation_blocks/participation/closed.html", context, status=403)
        return super().dispatch(request, *args, activity_id=activity.pk, **kwargs)


@method_decorator(never_cache, name="dispatch")
class ProposalPreview(View):
    """A draft as it will look; POST sends it."""

    def dispatch(self, request: HttpRequest, reference: str, *args, **kwargs) -> HttpResponse:
        self.actor = actor_of(request)
        self.proposal = drafts.own_proposal(request, reference, self.actor)
        if self.proposal.status != Status.DRAFT:
            return after_sending(request, self.proposal)
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        sender = drafts.sender_of(request, self.proposal)
        if not drafts.may_be_sent(self.proposal, self.actor, sender):
            return redirect("proposal_edit", reference=self.proposal.reference)
        try:
            services.send_draft(
                self.proposal, actor=self.actor, email=sender["email"], is_proven=sender["is_proven"]
            )
        except services.Conflict:
            self.proposal.refresh_from_db(
                fields=["status"]
            )  # sent twice at the same moment: it is on its way
        except Refused as refusal:
            response = self.show(refusal.message, refusal.status)
            if refusal.retry_after:
                response["Retry-After"] = str(refusal.retry_after)
            return response
        drafts.forget_sender(request, self.proposal)
        return after_sending(request, self.proposal)

    def show(self, error: str = "", status: int = 200) -> HttpResponse:
        activity = self.proposal.activity
        page = page_of(activity.campaign, get_language())
        if page is None:
            raise Http404
        context = {
            "page": page,
            "activity": activity,
            "error": error,
            "closed_message": rules.closed_message(activity),
            "email": drafts.sender_of(self.request, self.proposal)["email"],
            **proposal_context(self.proposal, page, with_private=True),
        }
        return render(self.request, "consultation_blocks/proposals/preview.html", context, status=status)


def proposal_context(proposal: Proposal, page, with_private: bool = False) -> dict:
    """`proposal`, `answers` in the reader's language, `pictures` and `category_name`."""
    child = block_of(page, proposal.activity)
    value = child.value if child else None
    attachments = list(proposal.attachments.all())
    answers = shown_answers(proposal, questions_of(proposal.activity, value), attachments, with_private)
    return {
        "proposal": proposal,
        "answers": answers,
        "pictures": [
            answer.attachment for answer in answers if answer.type == "image" and not answer.is_private
        ],
        "category_name": categories_of(proposal.activity, value).get(proposal.category, ""),
    }


@require_safe
def proposal_detail(request: HttpRequest, reference: str) -> HttpResponse:
    """A published proposal with its comments; the same for everybody, so it may be kept."""
    proposal = get_object_or_404(
        Proposal.objects.public().select_related("activity__campaign", "workshop"),
        reference=reference.upper(),
    )
    activity = proposal.activity
    page = page_of(activity.campaign, get_language())
    if page is None:
        raise Http404
    context = proposal_context(proposal, page)
    url = request.build_absolute_uri(reverse("proposal_detail", args=[proposal.reference]))
    picture = next((request.build_absolute_uri(shot.get_absolute_url()) for shot in context["pictures"]), "")
    context |= {
        "page": page,
        "campaign_page": page,
        "activity": activity,
        "title": proposal.title,
        "description": Truncator(" ".join(proposal.text.split())).chars(200),
        "closed_message": rules.closed_message(activity),
        "share_url": url,
        "share_picture": picture,
        "structured_data": structured_data(proposal, url, picture),
    }
    response = render(request, "consultation_blocks/proposals/detail.html", context)
    response.cache_tags = {SITE, campaign_tag(activity.campaign_id)}
    return response


def structured_data(proposal: Proposal, url: str, picture: str) -> SafeString:
    """The proposal as schema.org JSON-LD, safe inside a script element."""
    data = {
        "@context": "https://schema.org",
        "@type": "DiscussionForumPosting",
        "headline": proposal.title,
        "text": proposal.text,
        "url": url,
        "identifier": proposal.reference,
        "inLanguage": proposal.language,
        "datePublished": proposal.published_at.isoformat() if proposal.published_at else None,
        "author": {"@type": "Person", "name": proposal.author_name or _("Anonymous")},
        "commentCount": proposal.comments_count,
        "interactionStatistic": {
            "@type": "InteractionCounter",
            "interactionType": "https://schema.org/LikeAction",
            "userInteractionCount": proposal.up_count,
        },
        **({"image": picture} if picture else {}),
    }
    text = json.dumps(data, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(text)
