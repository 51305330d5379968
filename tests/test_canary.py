"""What is not published is nowhere: every kind in every unpublished status carries a word of its own, and the whole site is crawled
for it, through pages, search, feeds, files, sitemap and API, as three different people."""

import io
import re
from datetime import timedelta
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.utils import timezone
from PIL import Image

from consultation_blocks.agenda.services import replace_timings
from consultation_blocks.models import Activity, Attachment, Comment, Event
from consultation_blocks.moderation.groups import EDITORS
from consultation_blocks.participation.kinds import Status
from consultation_blocks.participation.services import WorkshopClaim
from tests.factories import block, make_campaign_page, make_contribution, make_person
from tests.routes import routes

pytestmark = pytest.mark.django_db
# What unpublished texts hold beside the words that are searched for: nobody ever types it, so no page may echo it.
SECRET = "zq7unseen"
HIDDEN = [status for status in Status if status != Status.PUBLISHED]
LINK = re.compile(
    r"""(?:href|src|action|srcset|data-[a-z-]*url|data-src|data-features|<loc)\s*[=>]\s*["']?([^"'<>\s]+)"""
)
MAX_PAGES = 1500
SKIPPED = (
    "/static/",
    "/admin/logout",
    "/admin/jsi18n",
    "/admin/pages/",
    "/admin/images/",
    "/admin/documents/",
)


def picture() -> ContentFile:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "WEBP")
    return ContentFile(out.getvalue(), name="picture.webp")


@pytest.fixture
def site():
    """A campaign with every kind of activity; each holds one published contribution and one in every other status."""
    kinds = ["debate", "proposals", "map", "agenda"]
    page = make_campaign_page(*[block(kind) for kind in kinds], block("timeline"), title="Canary campaign")
    activities = {
        a.kind: a
        for a in Activity.objects.filter(campaign__key=page.translation_key).select_related("campaign")
    }
    hidden, files = [], []
    for kind in kinds:
        activity = activities[kind]
        for status in [Status.PUBLISHED, *HIDDEN]:
            mark = "visible" if status == Status.PUBLISHED else "canary"
            tail = "" if status == Status.PUBLISHED else SECRET
            answer = {
                "field": "f",
                "label": "L",
                "type": "text",
                "value": f"{mark}answer{tail}",
                "private": False,
            }
            fields = {
                "text": f"{mark}text {tail} {kind} {status.value}",
                "author_name": f"{mark}name {tail} {kind}",
                "author": make_person(f"{mark}person{tail}"),
                "workshop_claim": WorkshopClaim(f"{mark}workshop {tail} {kind} {status.value}", 77),
                "place": f"{mark}place{tail}",
                "answers": [answer],
            }
            if kind == "map":
                fields |= {"latitude": 48.892, "longitude": 2.206}
            if kind == "agenda":
                fields |= {
                    "model": Event,
                    "location_name": f"{mark}location{tail}",
                    "address": f"{mark}address{tail}",
                }
            if kind != "debate":
                fields["title"] = f"{mark}title {tail} {kind} {status.value}"
            contribution = make_contribution(activity, status, **fields)
            if kind == "agenda":
                add_dates(contribution)
            attachment = Attachment(contribution=contribution, is_image=True, name=f"{mark}file{tail}.webp")
            attachment.caption = f"{mark}caption{tail}"
            attachment.file = picture()
            attachment.save()
            if status != Status.PUBLISHED:
                hidden.append(contribution)
                files.append(attachment)
            elif kind != "debate":
                add_comments(activity, contribution)
    return page, activities, hidden, files


def add_dates(event: Event) -> None:
    begins = timezone.now() + timedelta(days=3)
    replace_timings(event, [(begins, begins + timedelta(hours=2))])


def add_comments(activity: Activity, subject) -> None:
    for status in HIDDEN:
        text, name = f"canarytext {SECRET} under {subject.kind}", f"canaryname {SECRET}"
        make_contribution(activity, status, model=Comment, subject=subject, text=text, author_name=name)


def crawl(client, starts: list[str]) -> dict[str, str]:
    """Every local address that can be reached by links, with what it answered (headers included)."""
    cache.clear()  # pages kept for the test before would hide what this one wrote
    queue, seen = list(starts), {}
    while queue and len(seen) < MAX_PAGES:
        url = queue.pop()
        if url in seen:
            continue
        response = client.get(url)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        text = content.decode("utf-8", errors="replace")
        seen[url] = f"{dict(response.items())} {text}"
        if response.status_code in (301, 302):
            queue.append(urljoin(url, response["Location"]))
        for link in (
            LINK.findall(text)
            if "html" in response["Content-Type"] or "xml" in response["Content-Type"]
            else []
        ):
            target = urlsplit(urljoin(f"http://testserver{url}", link.replace("&amp;", "&")))
            if target.netloc not in ("testserver", "localhost") or target.path.startswith(SKIPPED):
                continue
            if "&" in target.query or (
                target.path.count("/") > 3 and target.path.startswith(("/en/", "/ar/"))
            ):
                continue  # each filter by itself; and in the other languages home, list, search and campaigns
            if target.path.startswith("/admin/"):
                continue  # its pages lead on without end: those that could show a contribution are among the starts
            address = target.path + (f"?{target.query}" if target.query else "")
            if address not in seen:
                queue.append(address)
    assert not queue, f"more than {MAX_PAGES} addresses: the crawl is not complete"
    return seen


def starts(activities: dict, hidden: list, files: list) -> list[str]:
    """What links may not lead to: files, search, API, exports, guessed addresses of every hidden contribution."""
    found = [
        "/fr/",
        "/en/",
        "/ar/",
        "/sitemap.xml",
        "/robots.txt",
        "/api/v1/campaigns/",
        "/api/v1/openapi.json",
    ]
    # The admin's menu is drawn by a script: its addresses come from the resolver.
    found += [
        f"/{route.pattern}"
        for route in routes()
        if route.is_admin and not route.parameters and "*" not in route.pattern
    ]
    found += [f"/fr/search/?q={word}" for word in ("canary", "canarytext", "canaryname", "visibletext")]
    for activity in activities.values():
        found += [
            f"/fr/a/{activity.pk}/",
            f"/fr/a/{activity.pk}/?q=canary",
            f"/api/v1/activities/{activity.pk}/contributions/",
        ]
    of = {kind: activity.pk for kind, activity in activities.items()}
    found += [f"/fr/map/{of['map']}/features/?zoom={zoom}&bbox=2.1,48.8,2.3,49.0" for zoom in (10, 15, 19)]
    found += [f"/fr/map/{of['map']}/{name}" for name in ("places.geojson", "list/", "layers.json")]
    found += [f"/fr/agenda/{of['agenda']}/agenda.ics", f"/fr/timeline/{of['timeline']}/timeline.json"]
    found += [f"/fr/debate/{of['debate']}/threads/", f"/fr/a/{of['agenda']}/?view=month"]
    rooms = {
        "comment": "debate/comments",
        "proposal": "proposals",
        "map": "map/places",
        "event": "agenda/events",
    }
    for contribution in hidden:
        found += [
            f"/fr/c/{contribution.reference}/",
            f"/fr/{rooms[contribution.kind]}/{contribution.reference}/",
            f"/fr/search/?q={contribution.reference}",
            f"/fr/c/{contribution.reference}/receipt/",
            f"/fr/c/{contribution.reference}/confirm/",
            f"/fr/c/{contribution.reference}/vote/",
            f"/fr/c/{contribution.reference}/report/",
            f"/fr/c/{contribution.reference}/withdraw/",
            f"/fr/{rooms[contribution.kind]}/{contribution.reference}/edit/",
            f"/fr/debate/comments/{contribution.reference}/replies/",
            f"/fr/debate/{of['debate']}/comment/?reply={contribution.reference}",
            f"/fr/debate/{contribution.activity_id}/comment/?about={contribution.reference}",
            f"/fr/map/places/{contribution.reference}/card.json",
            f"/fr/agenda/events/{contribution.reference}/event.ics",
            f"/fr/proposals/{contribution.reference}/preview/",
        ]
    found += [attachment.get_absolute_url() for attachment in files]
    return found


@pytest.mark.point("X9")
@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("role", ["anonymous", "other citizen", "editor"])
def test_nothing_unpublished_is_found_anywhere(site, client, role):
    _page, activities, hidden, files = site
    if role != "anonymous":
        person = make_person("Somebody else")
        if role == "editor":
            person.groups.add(Group.objects.get(name=EDITORS))
        client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    first = starts(activities, hidden, files)
    answers = crawl(client, first)
    assert len(answers) > len(first), "the crawl found no links at all"
    visible = [url for url, text in answers.items() if "visibletext" in text]
    assert len(visible) >= 8, "the crawl did not reach the contributions that are published"
    leaks = []
    for url, text in answers.items():
        # A page of results repeats the word that was searched for; any other page may not hold even that.
        mark = (
            SECRET
            if "canary" in unquote(url)
            else "canary(text|name|title|person|workshop|place|answer|file|caption|loc|add)"
        )
        if re.search(f"{mark}|{SECRET}", text):
            leaks.append(url)
    assert leaks == [], (len(answers), leaks)
    for attachment in files:
        assert client.get(attachment.get_absolute_url()).status_code == 404


@pytest.mark.point("X9")
def test_counts_leave_out_what_is_not_published(site, client):
    _page, activities, _hidden, _files = site
    for activity in activities.values():
        activity.refresh_from_db()
    counts = {kind: activity.contributions_count for kind, activity in activities.items()}
    assert counts == {"debate": 1, "proposals": 1, "map": 1, "agenda": 1, "timeline": 0}
    figures = client.get("/api/v1/campaigns/").json()["results"][0]["figures"]
    assert (figures["contributions"], figures["workshops"], figures["participants"]) == (4, 4, 4 * 77)
