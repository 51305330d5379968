"""Adding and changing a place: who may, when, where, and what stands afterwards."""

import io
import re
import uuid

import pytest
from django.urls import reverse
from PIL import Image

from consultation_blocks.models import Activity, Attachment, Decision, MapContribution
from consultation_blocks.participation.rules import Refused
from map_blocks import rules, services
from tests.consultation_blocks.proposals.helpers import photo
from tests.factories import actor, make_contribution, make_moderator, make_person, make_superuser, set_phase

from .helpers import AREA, category, errors_of, key_of, make_map, new_url, written
from .servers import addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def places_map():
    return make_map(category("Danger", "red", "warning"), category("Trees", "green", "tree"), area=AREA)


@pytest.mark.point("M1", "X1")
def test_somebody_without_account_sends_a_place_that_waits_for_its_address(client, places_map):
    response = client.post(new_url(places_map), written(places_map))
    place = MapContribution.objects.get()
    assert response["Location"] == reverse("confirm_contribution", args=[place.reference])
    assert (place.status, place.author.email) == ("unconfirmed", "awa@example.org")
    assert (place.latitude, place.longitude, len(place.quadkey)) == (48.8901, 2.2003, 22)
    assert (place.title, place.category) == ("The crossing by the station", key_of(places_map, "Danger"))


@pytest.mark.point("M1")
@pytest.mark.parametrize(("moderation", "status"), [("before", "pending"), ("after", "published")])
def test_somebody_signed_in_sends_to_the_queue_or_to_the_page(client, places_map, moderation, status):
    Activity.objects.filter(pk=places_map.pk).update(moderation=moderation)
    person = make_person("Awa")
    client.force_login(person)
    client.post(new_url(places_map), written(places_map))
    place = MapContribution.objects.get()
    assert (place.status, place.author) == (status, person)
    places_map.refresh_from_db()
    assert places_map.contributions_count == (1 if status == "published" else 0)


ROLES = {
    "anonymous": lambda activity: None,
    "citizen": lambda activity: make_person(),
    "moderator": lambda activity: make_moderator(activity.campaign),
    "superuser": lambda activity: make_superuser(),
}


@pytest.mark.point("X4")
@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("phase", ["before", "open", "after", "archived"])
def test_only_an_open_map_takes_places_from_whomever(client, places_map, role, phase):
    set_phase(places_map, phase)
    person = ROLES[role](places_map)
    if person:
        client.force_login(person)
    shown = client.get(new_url(places_map))
    sent = client.post(new_url(places_map), written(places_map))
    if phase == "open":
        assert (shown.status_code, sent.status_code) == (200, 302)
        assert MapContribution.objects.get().status == ("pending" if person else "unconfirmed")
    else:
        assert (shown.status_code, sent.status_code) == (403, 403)
        assert not MapContribution.objects.exists()
        with pytest.raises(Refused):
            place = MapContribution(activity=places_map, title="t", latitude=48.89, longitude=2.2)
            services.submit_place(place, actor=actor(person))


@pytest.mark.point("I2")
def test_a_map_for_people_with_an_account_asks_to_sign_in(client, places_map):
    Activity.objects.filter(pk=places_map.pk).update(access="account")
    assert client.get(new_url(places_map))["Location"].startswith(reverse("account_login"))
    client.post(new_url(places_map), written(places_map))
    assert not MapContribution.objects.exists()


@pytest.mark.parametrize("fields", [{"is_live": False}, {"is_restricted": True}])
def test_a_map_of_a_campaign_that_is_not_public_does_not_exist(client, places_map, fields):
    type(places_map.campaign).objects.update(**fields)
    for name in ("map_contribute", "map_features", "map_list", "map_layers", "map_geojson"):
        assert client.get(reverse(name, args=[places_map.pk])).status_code == 404
    assert client.post(new_url(places_map), written(places_map)).status_code == 404


def test_the_form_sent_twice_is_one_place(client, places_map):
    values = written(places_map)
    first, second = (client.post(new_url(places_map), values) for _time in range(2))
    assert first["Location"] == second["Location"]
    assert MapContribution.objects.count() == 1


@pytest.mark.point("M2")
@pytest.mark.parametrize(
    ("latitude", "longitude"), [("48.95", "2.2"), ("48.89", "2.5"), ("-48.89", "2.2"), ("2.2", "48.89")]
)
def test_a_place_outside_the_area_is_refused_in_words_and_nothing_is_lost(
    client, places_map, latitude, longitude
):
    response = client.post(new_url(places_map), written(places_map, latitude=latitude, longitude=longitude))
    assert response.status_code == 422
    message = rules.outside_message(places_map, float(latitude), float(longitude))
    assert errors_of(response)["latitude"] == [message]
    assert len(message) > 30
    assert "Three lanes, and no light." in response.content.decode()
    assert not MapContribution.objects.exists()
    with pytest.raises(Refused, match=re.escape(message)):
        place = MapContribution(
            activity=places_map, title="t", latitude=float(latitude), longitude=float(longitude)
        )
        services.submit_place(place, actor=actor(make_person()))


@pytest.mark.parametrize(
    ("values", "place"),
    [
        ({"latitude": "48,8901", "longitude": "2,2003"}, (48.8901, 2.2003)),
        ({"latitude": "48.8905, 2.2007", "longitude": ""}, (48.8905, 2.2007)),
        ({"latitude": "", "longitude": "48.8905 2.2007"}, (48.8905, 2.2007)),
    ],
)
def test_coordinates_are_taken_as_people_write_them(client, places_map, values, place):
    assert client.post(new_url(places_map), written(places_map, **values)).status_code == 302
    found = MapContribution.objects.get()
    assert (found.latitude, found.longitude) == place


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"latitude": "", "longitude": ""}, "latitude"),
        ({"latitude": "", "longitude": "", "place": ""}, "latitude"),
        ({"latitude": "48.89", "longitude": ""}, "longitude"),
        ({"latitude": "north", "longitude": "2.2"}, "latitude"),
        ({"latitude": "nan", "longitude": "2.2"}, "latitude"),
        ({"latitude": "91", "longitude": "2.2"}, "latitude"),
        ({"title": " "}, "title"),
        ({"title": "t" * 121}, "title"),
        ({"text": ""}, "text"),
        ({"text": "t" * 3001}, "text"),
        ({"category": "nowhere"}, "category"),
        ({"category": ""}, "category"),
        ({"email": "nobody"}, "email"),
        ({"website": "https://spam.example"}, "website"),
        ({"is_collective": "on"}, "workshop_name"),
    ],
)
def test_each_thing_to_put_right_is_said_at_its_field(client, places_map, values, field):
    response = client.post(new_url(places_map), written(places_map, **values))
    assert response.status_code == 422
    assert field in errors_of(response)
    assert not MapContribution.objects.exists()


def test_a_map_without_categories_asks_for_none(client):
    activity = make_map()
    response = client.get(new_url(activity))
    assert "category" not in response.context["form"].fields
    assert client.post(new_url(activity), written(activity)).status_code == 302


@pytest.mark.point("CC1")
def test_a_workshop_writes_with_its_name_and_headcount(client, places_map):
    values = {"is_collective": "on", "workshop_name": "Café des voisins", "workshop_headcount": "12"}
    client.post(new_url(places_map), written(places_map, **values))
    place = MapContribution.objects.get()
    assert (place.workshop.name, place.headcount) == ("Café des voisins", 12)


@pytest.mark.point("I5", "M1")
def test_a_photo_is_kept_without_its_position_and_needs_a_description(client, places_map):
    refused = client.post(new_url(places_map), written(places_map, photo=photo()))
    assert "photo_caption" in errors_of(refused)
    client.post(new_url(places_map), written(places_map, photo=photo(), photo_caption="The crossing"))
    attachment = Attachment.objects.get()
    assert (attachment.caption, attachment.is_image, attachment.is_private) == ("The crossing", True, False)
    content = attachment.file.read()
    assert not Image.open(io.BytesIO(content)).getexif()
    assert b"MakerOfThePhone" not in content
    assert (
        client.get(reverse("map_contribution_detail", args=[attachment.contribution.reference])).status_code
        == 404
    )


@pytest.mark.parametrize(
    "content", [b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a broken", b"%PDF-1.7"]
)
def test_a_file_that_is_no_photo_is_refused_at_its_field(client, places_map, content):
    upload = io.BytesIO(content)
    upload.name = "photo.jpg"
    response = client.post(new_url(places_map), written(places_map, photo=upload, photo_caption="x"))
    assert response.status_code == 422
    assert "photo" in errors_of(response)


@pytest.mark.point("M1", "X1")
def test_without_javascript_an_address_is_found_by_the_server(client, places_map, server, settings):
    settings.GEOCODER_URL = server.address + "/search"
    server.body = addresses(("12 rue de la Gare", 48.8905, 2.2007, 0.95))
    client.post(
        new_url(places_map), written(places_map, latitude="", longitude="", place="12 rue de la Gare")
    )
    place = MapContribution.objects.get()
    assert (place.latitude, place.longitude, place.place) == (48.8905, 2.2007, "12 rue de la Gare")


@pytest.mark.point("M1", "X1")
def test_without_javascript_one_of_several_addresses_is_chosen_in_a_second_step(
    client, places_map, server, settings
):
    settings.GEOCODER_URL = server.address + "/search"
    server.body = addresses(("Gare (ici)", 48.8905, 2.2007, 0.5), ("Gare (là)", 48.8850, 2.1900, 0.5))
    values = written(places_map, latitude="", longitude="", place="gare")
    first = client.post(new_url(places_map), values)
    assert "place" in errors_of(first)
    offered = first.context["form"].offered
    assert [value.partition("|")[2] for value in offered] == ["Gare (ici)", "Gare (là)"]
    client.post(new_url(places_map), values | {"offered": offered, "candidate": offered[1]})
    assert MapContribution.objects.get().latitude == 48.8850


def test_an_address_nobody_can_look_up_asks_for_the_map_or_for_coordinates(client, places_map, settings):
    settings.GEOCODER_URL = ""
    response = client.post(new_url(places_map), written(places_map, latitude="", longitude=""))
    assert list(errors_of(response)) == ["latitude"]


def test_the_form_opens_where_the_reader_was_looking(client, places_map):
    form = client.get(new_url(places_map) + "?lat=48.8911&lng=2.2011").context["form"]
    assert (form["latitude"].value(), form["longitude"].value()) == (48.8911, 2.2011)
    form = client.get(new_url(places_map) + "?lat=<script>&lng=2.2").context["form"]
    assert form["latitude"].value() is None


# Changing a place


def edit_url(place: MapContribution) -> str:
    return reverse("map_edit", args=[place.reference])


@pytest.fixture
def own(places_map):
    author = make_person("Awa")
    place = make_contribution(
        places_map,
        author=author,
        title="Mine",
        category=key_of(places_map, "Trees"),
        latitude=48.89,
        longitude=2.2,
    )
    return place, author


@pytest.mark.point("P2")
def test_an_author_changes_a_place_and_it_goes_back_to_moderation(client, own):
    place, author = own
    client.force_login(author)
    form = client.get(edit_url(place)).context["form"]
    assert (form["title"].value(), form["category"].value()) == ("Mine", place.category)
    response = client.post(edit_url(place), written(place.activity, title="Changed"))
    assert response["Location"] == reverse("receipt", args=[place.reference])
    place.refresh_from_db()
    assert (place.title, place.latitude, place.status) == ("Changed", 48.8901, "pending")
    assert Decision.objects.filter(contribution=place, action="resubmit").exists()
    assert client.get(reverse("map_features", args=[place.activity_id])).json()["total"] == 0


@pytest.mark.point("M1")
def test_the_receipt_shows_the_category_the_photo_and_the_place(client, own):
    place, author = own
    MapContribution.objects.filter(pk=place.pk).update(place="Rue du <Lavoir>")
    picture = Attachment.objects.create(
        contribution=place, name="a.webp", is_image=True, caption="A crossing"
    )
    client.force_login(author)
    page = client.get(reverse("receipt", args=[place.reference])).content.decode()
    assert "Trees" in page and "Rue du &lt;Lavoir&gt;" in page
    assert picture.get_absolute_url() in page and 'alt="A crossing"' in page


def test_a_place_cannot_be_moved_out_of_the_area(client, own):
    place, author = own
    client.force_login(author)
    response = client.post(edit_url(place), written(place.activity, latitude="48.95"))
    assert response.status_code == 422
    place.refresh_from_db()
    assert (place.latitude, place.status) == (48.89, "published")


@pytest.mark.parametrize("role", ROLES)
def test_nobody_changes_the_place_of_somebody_else(client, own, role):
    place, _author = own
    person = ROLES[role](place.activity)
    if person:
        client.force_login(person)
    for response in (
        client.get(edit_url(place)),
        client.post(edit_url(place), written(place.activity, title="Taken")),
    ):
        assert response.status_code == (404 if person else 302)
    place.refresh_from_db()
    assert place.title == "Mine"


@pytest.mark.point("X4")
@pytest.mark.parametrize("phase", ["before", "open", "after", "archived"])
@pytest.mark.parametrize("status", ["pending", "published", "rejected", "hidden", "withdrawn"])
def test_a_place_is_changed_while_the_map_is_open_and_nobody_has_refused_it(
    client, places_map, phase, status
):
    author = make_person("Awa")
    place = make_contribution(places_map, status, author=author, title="Mine", latitude=48.89, longitude=2.2)
    set_phase(places_map, phase)
    client.force_login(author)
    response = client.post(edit_url(place), written(places_map, title="Changed"))
    allowed = phase == "open" and status in ("pending", "published")
    assert response.status_code == (302 if allowed else 403)
    place.refresh_from_db()
    assert place.title == ("Changed" if allowed else "Mine")


def test_a_photo_is_replaced_described_anew_and_removed(client, own, django_capture_on_commit_callbacks):
    place, author = own
    client.force_login(author)

    def change(**values):
        with django_capture_on_commit_callbacks(execute=True):
            response = client.post(edit_url(place), written(place.activity, **values))
        assert response.status_code == 302, errors_of(response)
        return [attachment.caption for attachment in place.attachments.all()]

    assert change(photo=photo(), photo_caption="First") == ["First"]
    first, file = place.attachments.get().uid, place.attachments.get().file
    assert change(photo_caption="Described better") == ["Described better"]
    assert place.attachments.get().uid == first
    assert change(photo=photo(), photo_caption="Second") == ["Second"]
    assert place.attachments.get().uid != first
    assert not file.storage.exists(file.name), "a photo that its author took away stays nowhere"
    assert change(remove_photo="on") == []


def test_an_unknown_submission_key_is_no_error(client, places_map):
    assert (
        client.post(new_url(places_map), written(places_map, submission_key=str(uuid.uuid4()))).status_code
        == 302
    )
