"""The block as editors have it: centre, categories, area, overlay; preview, translation, admin form."""

import json
import re
import uuid

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.blocks import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.models import Locale

from consultation_blocks.models import Activity
from map_blocks.blocks import MapBlock
from map_blocks.categories import categories_of
from map_blocks.field_blocks import GeoJSONBlock, LocationBlock
from map_blocks.widgets import LocalLeafletField, LocalLeafletFieldAdapter
from pages.models import CampaignPage
from tests.factories import make_campaign_page, make_contribution, make_superuser

from .helpers import AREA, CENTRE, OVERLAY, category, key_of, make_map, map_block

PLACE = {"lat": 48.89, "lng": 2.2}
STORED = [
    PLACE,
    {"lat": "48.89", "lng": "2.2", "srid": "4326"},
    "SRID=4326;POINT(2.2 48.89)",
]


@pytest.mark.point("M2")
@pytest.mark.parametrize("stored", STORED)
def test_a_place_is_two_floats_wherever_it_comes_from(stored):
    block = LocationBlock()
    assert block.to_python(stored) == PLACE
    assert block.get_prep_value(stored) == PLACE
    assert block.clean(stored) == PLACE
    assert block.value_from_form(block.value_for_form(stored)) == PLACE


@pytest.mark.parametrize(
    "stored",
    [
        None,
        "",
        {},
        {"lat": None, "lng": None},
        {"lat": "x", "lng": 1},
        {"lat": 91, "lng": 0},
        "POINT(1 2)",
        7,
        [],
    ],
)
def test_what_is_no_place_loads_as_none_and_never_breaks_the_page(stored):
    block = LocationBlock(required=False)
    assert block.to_python(stored) is None
    assert block.get_prep_value(block.to_python(stored)) is None


def test_an_empty_place_is_refused_where_it_is_required_and_taken_where_not(in_english):
    with pytest.raises(ValidationError):
        LocationBlock().clean(None)
    assert LocationBlock(required=False).clean(None) is None
    assert LocationBlock(required=False).clean("") is None
    assert str(LocationBlock(help_text="Drag it.").field.help_text) == "Drag it."
    with pytest.raises(ValidationError, match="latitude and longitude"):
        LocationBlock().clean("SRID=4326;POINT(999 999)")


@pytest.mark.point("X2")
def test_the_admin_map_asks_nothing_of_another_host():
    widget = LocalLeafletField(zoom_field="zoom")
    media = str(widget.media)
    options = LocalLeafletFieldAdapter().js_args(widget)[-1]
    assert "leaflet/leaflet.js" in media
    assert not re.search(r'(?:src|href)="(?:https?:)?//', media)
    assert options["tileLayer"] == "/tiles/{z}/{x}/{y}.png"


def test_geojson_is_kept_as_a_dict_and_shown_as_text():
    block = GeoJSONBlock(required=False)
    value = block.clean(json.dumps(OVERLAY))
    assert value == OVERLAY
    assert block.to_python(block.get_prep_value(value)) == OVERLAY
    assert json.loads(block.value_for_form(value)) == OVERLAY
    assert block.clean("") is None
    assert block.to_python("broken") is None
    with pytest.raises(ValidationError):
        block.clean("broken")
    assert block.value_for_form("broken") == "broken"


def cleaned(**values):
    block = MapBlock()
    raw = map_block(**values)["value"]
    return block.clean(block.to_python(raw))


@pytest.mark.django_db
@pytest.mark.point("M2", "E2")
def test_a_centre_outside_the_area_is_refused_with_a_hint(in_english):
    assert cleaned(area=AREA)["area"] == AREA
    with pytest.raises(StructBlockValidationError) as caught:
        cleaned(area=AREA, centre={"lat": 2.2, "lng": 48.89})
    assert "swapped" in str(caught.value.block_errors["area"])


@pytest.mark.django_db
def test_a_map_needs_a_centre_and_a_sensible_zoom():
    with pytest.raises(StructBlockValidationError) as caught:
        cleaned(centre=None, zoom=40)
    assert {"centre", "zoom"} <= set(caught.value.block_errors)


@pytest.mark.django_db
@pytest.mark.point("M2")
def test_publishing_keeps_categories_and_area_for_writes():
    danger = category("Danger", "red", "warning")
    activity = make_map(danger, area=AREA)
    assert activity.options == {
        "categories": [{"key": danger["id"], "name": "Danger", "colour": "red", "icon": "warning"}],
        "area": AREA,
    }
    assert (activity.kind, activity.title) == ("map", "A map")


@pytest.mark.django_db
def test_a_renamed_category_keeps_its_places(client):
    page = make_campaign_page(map_block(category("Danger", "red")))
    activity = Activity.objects.get()
    make_contribution(
        activity, title="A crossing", category=key_of(activity, "Danger"), latitude=48.89, longitude=2.2
    )
    page.body[0].value["categories"].bound_blocks[0].value["name"] = "Hazard"
    page.save_revision(clean=False).publish()
    activity.refresh_from_db()
    html = client.get(activity.get_absolute_url(), {"category": key_of(activity, "Hazard")}).content.decode()
    assert "A crossing" in html
    assert "Danger" not in html


@pytest.mark.django_db
@pytest.mark.point("X5", "E1")
def test_a_translated_page_shares_places_and_has_its_own_names(client):
    from wagtail_localize.operations import translate_object

    source = make_campaign_page(map_block(category("Danger"), area=AREA, overlay=OVERLAY), title="Carte")
    english = Locale.objects.get_or_create(language_code="en")[0]
    translate_object(source, [english])
    page = CampaignPage.objects.get(translation_key=source.translation_key, locale=english)
    page.body[0].value["categories"].bound_blocks[0].value["name"] = "Hazard (en)"
    page.save_revision(clean=False).publish()
    activity = Activity.objects.get()
    assert page.body[0].value["area"] == AREA
    assert [item.name for item in categories_of(activity, page.body[0].value)] == ["Hazard (en)"]
    make_contribution(
        activity, title="Shared place", category=key_of(activity, "Danger"), latitude=48.89, longitude=2.2
    )
    html = client.get(reverse("activity", args=[activity.pk]).replace("/fr/", "/en/")).content.decode()
    assert "Shared place" in html
    assert "Hazard (en)" in html


@pytest.mark.django_db
@pytest.mark.point("X5")
def test_translators_are_given_names_and_no_coordinates():
    from wagtail_localize.segments.extract import extract_segments

    page = make_campaign_page(map_block(category("Danger"), area=AREA, overlay=OVERLAY))
    strings = [str(getattr(segment, "string", "")) for segment in extract_segments(page)]
    assert "Danger" in "".join(strings)
    assert "coordinates" not in "".join(strings)
    assert "48.8" not in "".join(strings)


@pytest.mark.django_db
@pytest.mark.point("E1")
def test_the_block_picker_shows_a_true_preview(rf):
    block = MapBlock()
    value = block.get_preview_value()
    html = block.render(value, block.get_preview_context(value, {"request": rf.get("/")}))
    assert html.count("data-contribution=") == 3
    assert html.count('class="map-pin"') == 3
    assert "map-overlay--water" in html
    assert "map/None" not in html
    assert block.get_description()
    assert block.meta.icon == "site"


@pytest.mark.django_db
def test_a_page_that_was_never_published_shows_samples_and_no_address(rf):
    page = make_campaign_page(map_block(category("Danger")), publish=False)
    child = page.body[0]
    html = child.block.render(child.value, {"request": rf.get("/"), "activity": None})
    assert 'data-activity=""' in html
    assert "Danger" in html


@pytest.mark.django_db
@pytest.mark.point("E1", "M2")
def test_an_editor_saves_and_publishes_a_map_in_the_admin(client):
    client.force_login(make_superuser())
    page = make_campaign_page(map_block(category("Danger"), area=AREA))
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    html = response.content.decode()
    assert response.status_code == 200
    assert "leaflet/leaflet.js" in html
    assert "unpkg.com" not in html
    form = response.context["form"]
    block = CampaignPage._meta.get_field("body").stream_block
    prefix = "body-0-value-"
    data = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "map",
        "body-0-id": page.body[0].id,
        f"{prefix}title": "Our map",
        f"{prefix}intro": "null",
        f"{prefix}access": "email",
        f"{prefix}moderation": "before",
        f"{prefix}centre": f"SRID=4326;POINT({CENTRE['lng']} {CENTRE['lat']})",
        f"{prefix}zoom": "16",
        f"{prefix}categories-count": "0",
        f"{prefix}area": json.dumps(AREA),
        f"{prefix}overlay": "",
    }
    value = block.value_from_datadict(data, {}, "body")
    saved = block.clean(value)[0].value
    assert form.fields["body"]
    assert (saved["centre"], saved["zoom"], saved["area"]) == (CENTRE, 16, AREA)
    broken = block.value_from_datadict(data | {f"{prefix}area": "{"}, {}, "body")
    with pytest.raises(StreamBlockValidationError):
        block.clean(broken)


@pytest.mark.django_db
def test_a_copied_item_without_id_is_no_category_of_the_activity():
    unsaved = MapBlock().to_python({"categories": [{"name": "x", "colour": "red", "icon": "dot"}]})
    assert MapBlock().activity_options(unsaved)["categories"] == [] or uuid.UUID(
        MapBlock().activity_options(unsaved)["categories"][0]["key"]
    )
