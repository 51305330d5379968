"""Makes the demo: city, pages, people, contributions and votes, in one transaction; a second time it makes nothing."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from wagtail.models import Site

from consultation_blocks.agenda.services import replace_timings
from consultation_blocks.models import (
    Activity,
    Attachment,
    Campaign,
    Comment,
    Contribution,
    Event,
    MapContribution,
    Proposal,
)
from consultation_blocks.moderation.models import DecisionReason
from consultation_blocks.participation import counters, services
from consultation_blocks.participation.decisions import Decision
from consultation_blocks.participation.kinds import Stance, Status
from consultation_blocks.participation.models import Report, Vote
from consultation_blocks.participation.services import WorkshopClaim
from consultation_blocks.participation.uploads import image_attachment
from site_core.mail import no_mail
from site_core.models import CityImage, CitySettings

from ..models import CampaignPage, StandardPage
from ..tree import ensure_campaign_index, ensure_home
from . import fibre, park, people, pictures, schools, square, standard
from .languages import translate
from .raw import ident, items

CAMPAIGNS = {
    square: "place",
    fibre: "fibre",
    park: "parc",
    schools: "ecole",
}
STEPS = {
    Status.PENDING: ["send"],
    Status.PUBLISHED: ["publish"],
    Status.REJECTED: ["send", "reject"],
    Status.HIDDEN: ["publish", "hide"],
    Status.WITHDRAWN: ["send", "withdraw"],
}


def build(tell: Callable[[str], None] = lambda line: None) -> bool:
    """Make the demo where it is not there yet.

    Args:
        tell: receives one line per step.

    Returns:
        True if it was made, False if it was there and nothing was touched.
    """
    if Campaign.objects.filter(slug=square.SLUG).exists():
        return False
    with transaction.atomic(), no_mail():
        Builder(tell).run()
    return True


class Builder:
    def __init__(self, tell: Callable[[str], None]):
        self.tell = tell
        self.today = timezone.localdate()
        self.random = Random(2016)
        self.citizens = people.Citizens()
        self.reasons = list(DecisionReason.objects.order_by("sort_order", "label"))

    def run(self) -> None:
        self.tell("Pictures")
        self.images = {name: self.picture(name) for name in pictures.SCENES}
        self.tell("People and pages")
        self.staff = people.make_staff()
        self.moderator = self.staff["moderateur@valbrune.example"]
        self.voters = self.citizens.voters()
        self.site_pages()
        pages = {module: self.campaign_page(module, self.images[name]) for module, name in CAMPAIGNS.items()}
        for module in CAMPAIGNS:
            self.campaign(module).moderators.add(self.moderator)
        self.tell("Contributions")
        self.fill_square()
        self.fill_fibre()
        self.fill_park()
        self.tell("English and Arabic")
        translate(pages[square])

    def picture(self, name: str) -> CityImage:
        title = pictures.SCENES[name][1]
        image = CityImage(title=title, description=title)
        file = pictures.draw(name)
        image.file.save(file.name, file, save=False)
        image.save()
        return image

    def campaign(self, module) -> Campaign:
        return Campaign.objects.get(slug=module.SLUG)

    def activity(self, module, kind: str) -> Activity:
        return Activity.objects.select_related("campaign").get(campaign__slug=module.SLUG, kind=kind)

    # Pages

    def site_pages(self) -> None:
        # The list first: adding it to the home page changes what the home page knows of its children.
        self.index = ensure_campaign_index()
        self.home = ensure_home()
        for page, fields, cover in (
            (self.home, standard.HOME, "riviere"),
            (self.index, standard.INDEX, "rue"),
        ):
            for name, value in fields.items():
                setattr(page, name, value)
            page.cover = self.images[cover]
            page.save_revision().publish()
        site = Site.objects.get(is_default_site=True)
        city, _created = CitySettings.objects.get_or_create(site=site)
        city.city_name, city.platform_name = "Ville de Valbrune", "Participez"
        city.tagline = "La ville se dessine à plusieurs voix"
        city.footer_text = "Valbrune est une ville imaginaire, faite pour montrer la plateforme."
        city.contact_email = "participation@valbrune.example"
        for fields in standard.pages():
            fields = dict(fields)
            setting, body = fields.pop("setting"), fields.pop("body")
            page = StandardPage(locale=self.home.locale, **fields)
            page.body = page.body.stream_block.to_python(body)
            self.home.add_child(instance=page)
            page.save_revision(clean=False).publish()
            if setting:
                setattr(city, setting, page)
        city.save()

    def campaign_page(self, module, cover: CityImage) -> CampaignPage:
        fields = module.fields(self.today)
        tags = fields.pop("tags")
        page = CampaignPage(locale=self.index.locale, cover=cover, **fields)
        page.body = page.body.stream_block.to_python(module.body(self.today))
        page.phases = page.phases.stream_block.to_python(module.phases(self.today))
        self.index.add_child(instance=page)
        page.tags.add(*tags)
        page.save_revision(clean=False).publish()
        return page

    # Contributions

    def moment(self, days_ago: float) -> datetime:
        """A time of day when people write, some days ago."""
        day = timezone.now() - timedelta(days=days_ago)
        local = timezone.localtime(day).replace(
            hour=self.random.randint(8, 22), minute=self.random.randint(0, 59)
        )
        return min(local, timezone.now() - timedelta(minutes=self.random.randint(3, 50)))

    def say(
        self,
        contribution: Contribution,
        author: str,
        *,
        days_ago: float,
        status: str = Status.PUBLISHED,
        workshop: tuple[str, int, int] | None = None,
        votes: tuple[int, int] = (0, 0),
        reason: int | None = None,
        attachments: tuple[Attachment, ...] = (),
    ) -> Contribution:
        """Save one contribution as if it had been sent and decided some days ago."""
        when = self.moment(days_ago)
        if author:
            contribution.author, contribution.author_name = self.citizens.named(author), author
        if workshop:
            name, headcount, held = workshop
            claim = WorkshopClaim(name, headcount, self.today - timedelta(days=held))
            contribution.workshop = services.find_or_create_workshop(contribution.activity, claim)
            contribution.headcount = headcount
            contribution.author_name = contribution.author_name or "Équipe de la concertation"
        contribution.created_at = when
        if any("\u0600" <= letter <= "\u06ff" for letter in contribution.text):
            contribution.language = "ar"
        services.place(contribution, contribution.latitude, contribution.longitude)
        contribution.save()
        for attachment in attachments:
            attachment.contribution = contribution
            attachment.save()
        for step in STEPS[status]:
            is_decision = step in ("reject", "hide")
            services.transition(
                contribution,
                step,
                actor=self.moderator if is_decision else None,
                reason=self.reasons[reason % len(self.reasons)]
                if is_decision and reason is not None
                else None,
            )
        stamps = {"submitted_at": when}
        if contribution.published_at:
            stamps["published_at"] = when + timedelta(hours=self.random.randint(1, 20))
        Contribution.objects.filter(pk=contribution.pk).update(**stamps)
        # The log refuses updates; what never happened may be dated as the story needs it.
        decided = min(
            stamps.get("published_at", when + timedelta(hours=self.random.randint(3, 30))), timezone.now()
        )
        QuerySet(Decision).filter(contribution_id=contribution.pk).update(created_at=decided)
        self.vote(contribution, *votes)
        return contribution

    def vote(self, contribution: Contribution, up: int, down: int) -> None:
        up, down = min(up, len(self.voters)), min(down, max(0, len(self.voters) - up))
        if not up + down:
            return
        chosen = self.random.sample(self.voters, up + down)
        Vote.objects.bulk_create(
            [
                Vote(contribution_id=contribution.pk, voter=voter, value=1 if n < up else -1)
                for n, voter in enumerate(chosen)
            ]
        )
        counters.count_vote(contribution, up, down)

    def fill_square(self) -> None:
        claims = square.WORKSHOPS
        debate = self.activity(square, "debate")
        clause_ids = [item["id"] for item in items("square-clauses", square.CLAUSES)]
        for _key, author, workshop, stance, clause, days_ago, votes, words, replies in square.COMMENTS:
            comment = Comment(activity=debate, text=words, stance=stance or Stance.NEUTRAL)
            comment.clause = clause_ids[clause] if clause is not None else ""
            self.say(comment, author, days_ago=days_ago, workshop=claims.get(workshop), votes=votes)
            self.answer(comment, replies, days_ago)
        self.fill_proposals()
        maps = self.activity(square, "map")
        for category, latitude, longitude, title, words, author, days_ago, supports in square.PLACES:
            place = MapContribution(
                activity=maps,
                title=title,
                text=words,
                category=ident("square-place", category),
                latitude=latitude,
                longitude=longitude,
            )
            self.say(place, author, days_ago=days_ago, votes=(supports, 0))
        self.fill_agenda()
        self.fill_waiting()

    def answer(self, parent: Comment, replies: list, days_ago: float) -> None:
        for number, (author, stance, votes, words, further) in enumerate(replies):
            later = max(0.2, days_ago - 1 - number * 0.6)
            reply = Comment(
                activity=parent.activity,
                text=words,
                stance=stance,
                parent=parent,
                root_id=parent.root_id or parent.pk,
                depth=parent.depth + 1,
                clause=parent.clause,
            )
            self.say(reply, author, days_ago=later, votes=votes)
            self.answer(reply, further, later)

    def fill_proposals(self) -> None:
        activity = self.activity(square, "proposals")
        categories = [_key(item) for item in items("square-idea-categories", square.IDEA_CATEGORIES)]
        audiences = items("square-audiences", square.AUDIENCES)
        for row in square.PROPOSALS:
            author, workshop, category, days_ago, supports, title, words, chosen, where, picture = row
            answers = [
                {
                    "field": ident("square-field", "audience"),
                    "label": "À qui cette idée profitera-t-elle d’abord ?",
                    "type": "choices",
                    "value": [audiences[number]["value"] for number in chosen],
                    "keys": [_key(audiences[number]) for number in chosen],
                    "private": False,
                }
            ]
            if where:
                answers.append(
                    {
                        "field": ident("square-field", "place"),
                        "label": "Où, sur la place ?",
                        "type": "place",
                        "value": {"address": where, "latitude": None, "longitude": None},
                        "private": False,
                    }
                )
            attachments = ()
            if picture:
                caption = f"Croquis de la proposition « {title} »"
                field = ident("square-field", "picture")
                attachments = (image_attachment(_upload(picture), caption, field),)
                answers.append(
                    {
                        "field": field,
                        "label": "Une photo ou un croquis",
                        "type": "image",
                        "value": caption,
                        "private": False,
                    }
                )
            proposal = Proposal(
                activity=activity,
                title=title,
                text=words,
                category=categories[category],
                answers=answers,
                place=where,
            )
            self.say(
                proposal,
                author,
                days_ago=days_ago,
                workshop=square.WORKSHOPS.get(workshop),
                votes=(supports, 0),
                attachments=attachments,
            )
            if supports > 32:
                self.comment_on(
                    proposal,
                    "Gérard",
                    "D’accord, si l’on dit dès maintenant qui s’en occupera dans cinq ans.",
                    days_ago - 1,
                )
                self.comment_on(
                    proposal,
                    "Lucie",
                    "Je signe. Et je veux bien venir planter, peindre ou porter.",
                    days_ago - 1.5,
                )

    def comment_on(self, subject: Contribution, author: str, words: str, days_ago: float) -> Comment:
        comment = Comment(activity=subject.activity, subject=subject, text=words, stance=Stance.NEUTRAL)
        return self.say(comment, author, days_ago=max(0.3, days_ago), votes=(self.random.randint(0, 9), 0))

    def fill_agenda(self) -> None:
        activity = self.activity(square, "agenda")
        for title, words, days, hour, hours, place, address, state, author, conditions in square.EVENTS:
            online = not place
            event = Event(
                activity=activity,
                title=title,
                text=words,
                location_name=place,
                address=address,
                conditions=conditions,
                attendance_mode=Event.AttendanceMode.ONLINE if online else Event.AttendanceMode.OFFLINE,
                online_link="https://visio.valbrune.example/place" if online else "",
                event_status=state,
                organiser="" if author else "Ville de Valbrune",
                accessibility={"mi": True} if not online else {},
            )
            if not author:
                event.author_name = "Ville de Valbrune"
            if place:
                event.latitude = 48.8924 + self.random.uniform(-0.004, 0.004)
                event.longitude = 2.2069 + self.random.uniform(-0.006, 0.006)
            self.say(event, author, days_ago=max(1, 36 + min(0, days)))
            begins = _at(self.today + timedelta(days=days), hour)
            timings = [(begins, begins + timedelta(hours=hours))]
            if title.startswith("Permanence"):
                timings += [
                    (b + timedelta(days=7 * n), e + timedelta(days=7 * n))
                    for n in (1, 2)
                    for b, e in timings[:1]
                ]
            replace_timings(event, timings)

    def fill_waiting(self) -> None:
        models = {"debate": Comment, "proposals": Proposal, "map": MapContribution, "agenda": Event}
        for number, (kind, author, status, reason, days_ago, title, words) in enumerate(square.WAITING):
            contribution = models[kind](activity=self.activity(square, kind), title=title, text=words)
            if kind == "debate":
                contribution.stance = Stance.NEUTRAL
            if kind == "map":
                contribution.latitude, contribution.longitude = (
                    48.8922 + number / 4000,
                    2.2061 + number / 4000,
                )
                contribution.category = ident("square-place", "garder")
            if kind == "agenda":
                contribution.location_name, contribution.address = "Parc des Tanneries", "Grande pelouse"
            self.say(contribution, author, days_ago=days_ago, status=status, reason=reason)
            if kind == "agenda":
                begins = _at(self.today + timedelta(days=20), 12)
                replace_timings(contribution, [(begins, begins + timedelta(hours=3))])
        reported = Comment.objects.filter(text="Une halle, il y en avait une. On l’a démolie.").first()
        Report.objects.create(
            contribution_id=reported.pk, reporter=self.voters[0], reason=Report.Reason.OFF_TOPIC
        )
        Contribution.objects.filter(pk=reported.pk).update(reports_count=1)

    def fill_fibre(self) -> None:
        activity = self.activity(fibre, "map")
        for number, row in enumerate(fibre.points()):
            category, latitude, longitude, title, words, name, days_ago, supports = row
            # Two households may bear one name: each is a person of its own.
            household = self.citizens.named(f"{name} {number}")
            place = MapContribution(
                activity=activity,
                title=title,
                text=words,
                category=ident("fibre-place", category),
                latitude=latitude,
                longitude=longitude,
                author=household,
                author_name=name,
            )
            self.say(place, "", days_ago=days_ago, votes=(supports, 0))

    def fill_park(self) -> None:
        categories = [_key(item) for item in items("park-categories", park.CATEGORIES)]
        proposals = self.activity(park, "proposals")
        for author, workshop, category, days_ago, supports, title, words, answer in park.PROPOSALS:
            proposal = Proposal(activity=proposals, title=title, text=words, category=categories[category])
            self.say(
                proposal,
                author,
                days_ago=days_ago,
                workshop=park.WORKSHOPS.get(workshop),
                votes=(supports, 0),
            )
            reply = Comment(
                activity=proposals, subject=proposal, text=answer, author_name="Ville de Valbrune", stance=""
            )
            self.say(reply, "", days_ago=170)
        debate = self.activity(park, "debate")
        for author, workshop, stance, days_ago, votes, words in park.COMMENTS:
            comment = Comment(activity=debate, text=words, stance=stance)
            self.say(comment, author, days_ago=days_ago, workshop=park.WORKSHOPS.get(workshop), votes=votes)


def _key(item: dict) -> str:
    """The key under which a form keeps one of its options (`proposals.question_blocks.named_items`)."""
    return item["id"][:8]


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), tzinfo=timezone.get_default_timezone())


def _upload(name: str):
    from django.core.files.uploadedfile import SimpleUploadedFile

    return SimpleUploadedFile(f"{name}.png", pictures.draw(name).read(), "image/png")
