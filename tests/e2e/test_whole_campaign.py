"""A town hall's whole campaign in a browser: composed by an editor, filled by a citizen, decided by a moderator, seen by all."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.test import Client
from django.utils import timezone, translation
from playwright.sync_api import Page, expect

from consultation_blocks.models import Activity, Campaign, Contribution
from consultation_blocks.moderation.groups import EDITORS, MODERATORS
from consultation_blocks.moderation.models import DecisionReason
from consultation_blocks.participation.kinds import Status
from pages.models import CampaignPage
from pages.tree import ensure_campaign_index
from tests.factories import make_person

PASSWORD = "a long password 1"
TITLES = {
    "debate": "Faut-il fermer la rue ?",
    "proposals": "Vos idées pour la place",
    "map": "Les lieux à soigner",
    "agenda": "Les rendez-vous",
    "timeline": "Depuis 1950",
}
# What the citizen writes, kind of contribution → the words that must not, then must, be seen.
WORDS = {
    "proposal": "Des tilleuls devant la halle",
    "comment": "Les livraisons du matin doivent rester possibles",
    "map": "Le banc cassé du square",
    "event": "Balade à pied du samedi",
}
QUEUE = "/admin/snippets/consultation_blocks/contribution/"


def make_staff(group: str):
    person = make_person(group)
    person.set_password(PASSWORD)
    person.save()
    person.groups.add(Group.objects.get(name=group))
    return person


def enter_admin(open_page, person) -> Page:
    page = open_page("/admin/login/")
    page.fill("[name=username]", person.email)
    page.fill("[name=password]", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/")
    return page


def add_block(page: Page, kind: str, position: int) -> None:
    """Through the block picker: the button, some letters of the name, the option."""
    with translation.override("fr"):
        label = str(CampaignPage._meta.get_field("body").stream_block.child_blocks[kind].label)
    page.locator("section[id$=body-section] .c-sf-add-button").last.click()
    page.locator(".w-combobox input[role=combobox]").fill(label)
    page.get_by_role("option", name=label, exact=True).click()
    page.locator(f"[name=body-{position}-value-title]").fill(TITLES[kind])


def compose(page: Page, index) -> None:
    page.goto(f"/admin/pages/add/pages/campaignpage/{index.pk}/")
    page.fill("#id_title", "La place du marché")
    page.fill("#id_question", "Que faire de la place du marché ?")
    for position, kind in enumerate(TITLES):
        add_block(page, kind, position)
    access = page.locator("[name=body-0-value-access]")
    access.select_option("open")
    expect(page.locator("[name=body-2-value-centre]")).not_to_have_value("")
    events = page.locator("[data-contentpath=events]").filter(
        has=page.locator("[name=body-4-value-events-count]")
    )
    events.locator(".c-sf-add-button").first.click()
    page.locator("[name=body-4-value-events-0-value-start-year]").fill("1950")
    page.locator("[name=body-4-value-events-0-value-headline]").fill("La halle ouvre")
    page.locator("[data-w-dropdown-target=toggle]").last.click()
    page.locator("[name=action-publish]").click()
    page.wait_for_url(f"**/admin/pages/{index.pk}/")
    expect(page.locator(".messages .success")).to_be_visible()


def the_code(email: str) -> str:
    """From the last mail to this person, which asks to confirm."""
    body = [message.body for message in mail.outbox if message.to == [email]][-1]
    found = re.search(r"^\s*(\d{3}\s?\d{3})\s*$", body, re.MULTILINE)
    assert found, body
    return found[1]


def send(page: Page) -> None:
    page.locator("form.form .form__actions button[type=submit]").first.click()


def confirm(page: Page, email: str) -> str:
    """Type the code of the mail; returns the reference on the receipt."""
    page.wait_for_url("**/confirm/")
    reference = page.url.rstrip("/").split("/")[-2]
    page.fill("[name=code]", the_code(email))
    page.locator("button[value=confirm]").click()
    page.wait_for_url("**/receipt/")
    expect(page.locator("main")).to_contain_text(reference)
    return reference


def sign(page: Page, name: str, email: str = "") -> None:
    page.fill("[name=author_name]", name)
    if email:
        page.fill("[name=email]", email)


def propose(open_page, campaign_url: str) -> str:
    page = open_page(campaign_url, width=390)
    page.locator("[data-block=proposals] a[href*='/contribute/']").first.click()
    page.fill("[name=title]", WORDS["proposal"])
    page.fill("[name=text]", "Ils donneraient de l’ombre aux étals, et les enfants s’y retrouveraient.")
    page.get_by_role("radio", name="Nature en ville").check()
    sign(page, "Amina", "amina@example.org")
    send(page)
    expect(page.locator("[data-preview]")).to_contain_text(WORDS["proposal"])
    page.locator("[data-preview] ~ form button[type=submit]").click()
    return confirm(page, "amina@example.org")


def comment(open_page, campaign_url: str) -> str:
    """The debate is open to all: the box “I am not a robot” is enough."""
    page = open_page(campaign_url)
    page.locator("[data-block=debate] a[href*='/comment/']").first.click()
    form = page.locator("form[data-comment-form]")
    form.locator("[name=text]").fill(WORDS["comment"])
    form.locator("[name=stance][value=against]").check(force=True)
    form.locator("[name=author_name]").fill("Bruno")
    form.locator("[data-captcha] input[type=checkbox]").check()
    expect(form.locator("[data-captcha-answer]")).not_to_have_value("", timeout=60_000)
    form.locator("button[type=submit]").click()
    page.wait_for_url("**/receipt/")
    return page.url.rstrip("/").split("/")[-2]


def mark(open_page, campaign_url: str) -> str:
    page = open_page(campaign_url)
    page.locator("[data-block=map] a[href*='/contribute/']").first.click()
    page.fill("[name=title]", WORDS["map"])
    page.fill("[name=text]", "Il manque deux lattes depuis l’hiver.")
    expect(
        page.locator("[data-place-map] .leaflet-control-zoom-in")
    ).to_be_visible()  # which closes the coordinates
    page.locator("[data-place-degrees]:not([open]) > summary").click()
    page.fill("[name=latitude]", "48.8925")
    page.fill("[name=longitude]", "2.2071")
    sign(page, "Chloé", "chloe@example.org")
    send(page)
    return confirm(page, "chloe@example.org")


def announce(open_page, campaign_url: str) -> str:
    page = open_page(campaign_url)
    page.locator("[data-block=agenda] a[href*='/contribute/']").first.click()
    day = timezone.localdate() + timedelta(days=20)
    page.fill("[name=title]", WORDS["event"])
    page.fill("[name=text]", "Deux heures dans le quartier, sans inscription.")
    page.fill("[name=dates-0-day]", day.isoformat())
    page.fill("[name=dates-0-begins]", "10:00")
    page.fill("[name=dates-0-ends]", "12:00")
    page.fill("[name=location_name]", "Devant la halle")
    sign(page, "Driss", "driss@example.org")
    send(page)
    return confirm(page, "driss@example.org")


def public_answers(
    activities: dict[str, Activity], campaign_url: str, references: dict[str, str]
) -> dict[str, str]:
    """What everybody is answered: pages, search, API, feeds and files; address → text."""
    of = {kind: activity.pk for kind, activity in activities.items()}
    addresses = [campaign_url, "/fr/", "/api/v1/campaigns/", f"/fr/agenda/{of['agenda']}/agenda.ics"]
    addresses += [f"/fr/map/{of['map']}/places.geojson", f"/fr/map/{of['map']}/list/"]
    addresses += [f"/fr/a/{pk}/" for pk in of.values()]
    addresses += [f"/api/v1/activities/{pk}/contributions/" for pk in of.values()]
    for word in WORDS.values():
        addresses.append(f"/fr/search/?q={word.split()[-1]}")
    for reference in references.values():
        addresses.append(f"/fr/c/{reference}/")
    client, answers = Client(), {}
    for address in addresses:
        response = client.get(address, follow=True)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        text = content.decode().replace("\r\n ", "")  # long lines of calendars are folded
        answers[address] = (
            text.encode().decode("unicode_escape", "ignore") if "json" in response["Content-Type"] else text
        )
    return answers


def seen(answers: dict[str, str], words: str) -> list[str]:
    plain = words.replace("’", "").encode("ascii", "ignore").decode()
    found = []
    for address, text in answers.items():
        if words in text or plain in text.encode("ascii", "ignore").decode():
            found.append(address)
    return found


@pytest.mark.point("C1", "Q1", "Q2")
@pytest.mark.timeout(600)
def test_a_campaign_from_the_editor_to_the_decisions(open_page, transactional_db):
    editor, moderator = make_staff(EDITORS), make_staff(MODERATORS)
    compose(enter_admin(open_page, editor), ensure_campaign_index())
    campaign = Campaign.objects.get()
    campaign.moderators.add(moderator)
    campaign_url = CampaignPage.objects.get(live=True).get_url()
    activities = {activity.kind: activity for activity in campaign.activities.current()}
    assert {kind: activity.title for kind, activity in activities.items()} == TITLES

    references = {
        "proposal": propose(open_page, campaign_url),
        "comment": comment(open_page, campaign_url),
        "map": mark(open_page, campaign_url),
        "event": announce(open_page, campaign_url),
    }
    assert set(Contribution.objects.values_list("status", flat=True)) == {Status.PENDING}
    before = public_answers(activities, campaign_url, references)
    for words in WORDS.values():
        assert seen(before, words) == []

    # Amina's proposal and Driss's event are approved together, Chloé's place is rejected; Bruno's comment waits on.
    page = enter_admin(open_page, moderator)
    page.goto(QUEUE)
    pks = {kind: Contribution.objects.get(reference=reference).pk for kind, reference in references.items()}
    for kind in ("proposal", "event"):
        page.locator(f'input[type=checkbox][data-object-id="{pks[kind]}"]').check()
    page.locator("[data-bulk-action-button][href*='/approve/']").click()
    page.locator(".nice-padding form button[type=submit]").click()
    page.wait_for_url(f"**{QUEUE}*")
    reason = DecisionReason.objects.order_by("sort_order")[3]
    page.goto(f"{QUEUE}inspect/{pks['map']}/")
    page.locator("[data-reasons] summary").click()
    page.locator(f"[data-reasons] input[type=radio][value='{reason.pk}']").check()
    page.locator("[data-reasons] button").last.click()
    # On to the next one that waits.
    page.wait_for_url(lambda address: f"/inspect/{pks['map']}/" not in address)
    decided = {kind: Contribution.objects.get(pk=pk).status for kind, pk in pks.items()}
    assert decided == {
        "proposal": Status.PUBLISHED,
        "event": Status.PUBLISHED,
        "map": Status.REJECTED,
        "comment": Status.PENDING,
    }

    after = public_answers(activities, campaign_url, references)
    for kind in ("map", "comment"):
        assert seen(after, WORDS[kind]) == []
    for kind, activity_kind in (("proposal", "proposals"), ("event", "agenda")):
        pk = activities[activity_kind].pk
        wanted = {
            campaign_url,
            f"/fr/a/{pk}/",
            f"/api/v1/activities/{pk}/contributions/",
            f"/fr/c/{references[kind]}/",
        }
        assert wanted <= set(seen(after, WORDS[kind]))
    assert f"/fr/agenda/{activities['agenda'].pk}/agenda.ics" in seen(after, WORDS["event"])

    figures = Client().get(f"/api/v1/campaigns/{campaign.slug}/").json()
    assert figures["figures"] == {
        "contributions": 2,
        "collective": 0,
        "workshops": 0,
        "participants": 2,
        "votes": 0,
    }
    counts = {activity["kind"]: activity["contributions"] for activity in figures["activities"]}
    assert counts == {"debate": 0, "proposals": 1, "map": 0, "agenda": 1, "timeline": 0}
    reader = open_page(campaign_url)
    for kind in ("proposal", "event"):
        expect(reader.locator(f'[data-contribution="{references[kind]}"]').first).to_contain_text(WORDS[kind])
    expect(reader.locator(".figures").first).to_contain_text("2")

    mails = {
        person: [message for message in mail.outbox if message.to == [f"{person}@example.org"]]
        for person in ("amina", "chloe", "driss")
    }
    assert {person: len(sent) for person, sent in mails.items()} == {"amina": 3, "chloe": 3, "driss": 3}
    for person, kind in (("amina", "proposal"), ("chloe", "map"), ("driss", "event")):
        _code, receipt, decision = mails[person]
        assert references[kind] in receipt.subject + receipt.body
        assert references[kind] in decision.subject
    assert reason.message_fr in mails["chloe"][2].body.replace("\n", " ")
    for person in ("amina", "driss"):
        assert reason.message_fr not in mails[person][2].body
    assert mails["amina"][2].subject.split("(")[0] == mails["driss"][2].subject.split("(")[0]
    assert mails["amina"][2].subject.split("(")[0] != mails["chloe"][2].subject.split("(")[0]
