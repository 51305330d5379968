"""Videos of other sites: which ones, and the address of their player without cookies."""

import re
from urllib.parse import parse_qs, urlsplit

IDENTIFIER = re.compile(r"^[\w-]{3,64}$")


def _parts(url: str | None) -> tuple[str, str, str]:
    """(provider, video id, player address); empty strings where the address is no video of a known site."""
    try:
        address = urlsplit(url or "")
        host = (address.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return "", "", ""
    steps = [step for step in address.path.split("/") if step]
    provider, video = "", ""
    if host == "youtu.be" and steps:
        provider, video = "YouTube", steps[0]
    elif host in ("youtube.com", "youtube-nocookie.com"):
        provider = "YouTube"
        video = (parse_qs(address.query).get("v") or [""])[0] or (
            steps[1] if len(steps) > 1 and steps[0] in ("embed", "shorts", "live") else ""
        )
    elif host in ("vimeo.com", "player.vimeo.com") and steps:
        provider, video = "Vimeo", steps[-1] if steps[-1].isdigit() else ""
    elif host == "peertube.fr" and steps:
        provider, video = "PeerTube", steps[-1]
    if not provider or not IDENTIFIER.match(video):
        return "", "", ""
    players = {
        "YouTube": "https://www.youtube-nocookie.com/embed/{}?autoplay=1",
        "Vimeo": "https://player.vimeo.com/video/{}?dnt=1&autoplay=1",
        "PeerTube": "https://peertube.fr/videos/embed/{}?autoplay=1",
    }
    return provider, video, players[provider].format(video)


def embed_url(url: str | None) -> str:
    """Address of the player that a click loads, or an empty string."""
    return _parts(url)[2]


def provider_name(url: str | None) -> str:
    """The site that a click will ask, by name, so that people know before they click."""
    return _parts(url)[0]
