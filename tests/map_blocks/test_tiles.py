"""Tiles through the site: bounded, checked, kept, and cheap while the tile server is down."""

import os
import time
from pathlib import Path

import pytest
from django.core.cache import cache
from django.urls import reverse

from map_blocks import outgoing, tiles, views
from site_core.models import Allowance

from .servers import addresses, picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def tile_settings(settings, tmp_path):
    settings.TILE_CACHE_DIR = tmp_path / "tiles"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def tile_server(server, settings):
    settings.TILE_SERVER_URL = server.address + "/{z}/{x}/{y}.png"
    return server


def kept() -> list[Path]:
    from django.conf import settings

    return sorted(Path(settings.TILE_CACHE_DIR).rglob("*.png"))


@pytest.mark.point("X2")
def test_a_tile_is_fetched_once_with_our_name_and_kept(client, tile_server):
    first = client.get("/tiles/14/8292/5634.png")
    second = client.get("/tiles/14/8292/5634.png")
    assert first.content == second.content == tile_server.body
    assert first["Content-Type"] == "image/png"
    assert "max-age=604800" in first["Cache-Control"]
    assert [path for path, _agent in tile_server.asked] == ["/14/8292/5634.png"]
    assert tile_server.asked[0][1].startswith("participation-platform/")


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_the_type_is_told_by_the_content(client, tile_server, kind):
    tile_server.body = picture(kind)
    assert client.get("/tiles/3/1/1.png")["Content-Type"] == f"image/{kind.lower()}"


@pytest.mark.parametrize(
    "path", ["20/0/0", "3/8/0", "3/0/8", "0/1/0", "99999999999999999999/0/0", "3/-1/0", "3/a/0", "3/../0"]
)
def test_what_is_no_tile_is_not_found_and_nobody_is_asked(client, tile_server, path):
    assert client.get(f"/tiles/{path}.png").status_code == 404
    assert tile_server.asked == []


@pytest.mark.parametrize(
    ("body", "status", "headers"),
    [
        (b"<html><script>alert(1)</script></html>", 200, {}),
        (b"", 200, {}),
        (b"\x89PNG\r\n\x1a\n broken", 200, {}),
        (picture(size=(2048, 2048)), 200, {}),
        (picture(), 404, {}),
        (picture(), 302, {"Location": "http://127.0.0.1:1/"}),
        (picture(), 500, {}),
        (b"\x89PNG" + b"x" * 2_000_000, 200, {}),
    ],
)
def test_what_is_no_picture_of_a_tiles_size_is_neither_shown_nor_kept(
    client, tile_server, body, status, headers
):
    tile_server.body, tile_server.status, tile_server.headers = body, status, headers
    response = client.get("/tiles/14/8292/5634.png")
    assert (response.status_code, response.content, response["X-Tile"]) == (200, tiles.CLEAR, "unavailable")
    assert kept() == []


@pytest.mark.point("X2")
def test_a_server_that_refuses_is_left_alone_for_a_while(client, server, settings):
    settings.TILE_SERVER_URL = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    assert client.get("/tiles/14/8292/5634.png")["X-Tile"] == "unavailable"
    # It is back, but the circuit is open: another address, nobody asked.
    settings.TILE_SERVER_URL = server.address + "/{z}/{x}/{y}.png"
    response = client.get("/tiles/14/8292/5635.png")
    assert response.content == tiles.CLEAR
    assert "max-age=60" in response["Cache-Control"]
    assert server.asked == []
    # After the pause one request tries, and all is well again.
    cache.delete("breaker:tiles:open")
    assert client.get("/tiles/14/8292/5635.png").content == server.body
    assert client.get("/tiles/14/8292/5636.png").content == server.body


def test_after_a_failure_only_one_request_at_a_time_tries_again(client, tile_server):
    cache.set("breaker:tiles:suspect", 1, 60)
    cache.set("breaker:tiles:trial", 1, 60)
    assert client.get("/tiles/14/8292/5634.png")["X-Tile"] == "unavailable"
    assert tile_server.asked == []


def test_a_server_that_drips_is_given_up_in_time(client, tile_server):
    tile_server.body, tile_server.drip = b"\x89PNG" + b"x" * 390_000, 0.7
    begun = time.monotonic()
    assert client.get("/tiles/14/8292/5634.png")["X-Tile"] == "unavailable"
    assert time.monotonic() - begun < outgoing.SECONDS + 2


def test_an_old_tile_is_shown_while_the_server_is_down(client, tile_server, settings):
    client.get("/tiles/14/8292/5634.png")
    (path,) = kept()
    os.utime(path, (1, 1))
    settings.TILE_SERVER_URL = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    assert client.get("/tiles/14/8292/5634.png").content == tile_server.body


@pytest.mark.point("X2")
def test_a_script_cannot_make_us_hammer_the_tile_server(client, tile_server, monkeypatch):
    monkeypatch.setattr(views, "TILE_MISSES_PER_MINUTE", 5)
    answers = [client.get(f"/tiles/14/{x}/0.png") for x in range(8)]
    assert len(tile_server.asked) == 5
    assert [answer.get("X-Tile") for answer in answers] == [None] * 5 + ["unavailable"] * 3
    # What one connection is refused, no cache between us and the others may keep for them.
    assert answers[-1]["Cache-Control"] == "private, max-age=60"
    # What is kept is for everybody, as often as they like, and an old tile is better than none.
    assert client.get("/tiles/14/0/0.png").content == tile_server.body
    (path,) = [path for path in kept() if path.parent.name == "0"]
    os.utime(path, (1, 1))
    assert client.get("/tiles/14/0/0.png").content == tile_server.body
    assert client.get("/tiles/14/7/0.png", REMOTE_ADDR="192.0.2.9").content == tile_server.body
    assert len(tile_server.asked) == 6


def test_a_class_that_looks_at_ten_screens_of_new_tiles_in_a_minute_notices_nothing(client, tile_server):
    # A large screen shows some sixty tiles at once.
    answers = [client.get(f"/tiles/15/{x}/{y}.png") for x in range(25) for y in range(24)]
    assert not any(answer.has_header("X-Tile") for answer in answers)


def test_while_the_tile_server_is_down_nothing_is_counted(client, settings):
    settings.TILE_SERVER_URL = "http://127.0.0.1:9/{z}/{x}/{y}.png"
    for x in range(4):
        client.get(f"/tiles/14/{x}/0.png")
    assert Allowance.objects.get().used == 1


def test_no_tile_server_at_all_is_no_error(client, settings):
    settings.TILE_SERVER_URL = ""
    assert client.get("/tiles/14/8292/5634.png").content == tiles.CLEAR


def test_the_folder_of_tiles_does_not_grow_without_end(client, tile_server):
    for x in range(10):
        client.get(f"/tiles/10/{x}/0.png")
        then = time.time() - 1000 + x
        os.utime(kept()[-1], (then, then))
    size = len(tile_server.body)
    assert tiles.prune(limit=size * 10) == 0
    assert tiles.prune(limit=size * 5) == 6
    assert len(kept()) == 4
    assert client.get("/tiles/10/9/0.png").content == tile_server.body
    assert len(tile_server.asked) == 10


def test_a_folder_that_cannot_be_written_costs_the_cache_and_not_the_tile(
    client, tile_server, settings, tmp_path
):
    (tmp_path / "file").write_text("in the way")
    settings.TILE_CACHE_DIR = tmp_path / "file" / "tiles"
    assert client.get("/tiles/14/8292/5634.png").content == tile_server.body


@pytest.mark.point("M1")
def test_addresses_are_looked_up_by_the_server_once(client, server, settings):
    settings.GEOCODER_URL = server.address + "/search"
    server.body = addresses(
        ("12 rue de la Gare", 48.89, 2.2, 0.9), ("rue de la Gare, ailleurs", 48.5, 2.0, 0.4)
    )
    for _time in range(2):
        answer = client.get(reverse("map_geocode"), {"q": "12 rue de la gare"})
        assert answer.status_code == 200
        assert answer.json()["results"][0] == {
            "label": "12 rue de la Gare",
            "latitude": 48.89,
            "longitude": 2.2,
        }
    assert len(server.asked) == 1


def test_address_search_that_is_off_or_down_says_what_to_do_instead(client, settings):
    settings.GEOCODER_URL = ""
    answer = client.get(reverse("map_geocode"), {"q": "rue de la gare"})
    assert answer.status_code == 503
    assert answer.json()["results"] == []
    assert answer.json()["message"]
    settings.GEOCODER_URL = "http://127.0.0.1:9/search"
    assert client.get(reverse("map_geocode"), {"q": "rue de la gare"}).status_code == 503


def test_address_search_is_limited_for_one_address(client, server, settings):
    settings.GEOCODER_URL = server.address + "/search"
    server.body = addresses()
    answers = [client.get(reverse("map_geocode"), {"q": "rue de la gare"}) for _time in range(31)]
    assert [answer.status_code for answer in answers] == [200] * 30 + [429]
    assert int(answers[-1]["Retry-After"]) > 0


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"features": 3}',
        b"<html>",
        b'{"features": [{"geometry": {"coordinates": [1e999, 1]}}]}',
    ],
)
def test_an_odd_answer_of_the_geocoder_is_no_address(client, server, settings, body):
    settings.GEOCODER_URL = server.address + "/search"
    server.body = body
    assert client.get(reverse("map_geocode"), {"q": "rue de la gare"}).json()["results"] == []
