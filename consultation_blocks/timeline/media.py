"""Media that live on other sites: named, linked to, never loaded before somebody asks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode, urlsplit

from django.utils.translation import gettext as _

from consultation_blocks.timeline.formats.clean import public_url

# Host, without its www, to the name that people know.
PROVIDERS = {
    "bsky.app": "Bluesky",
    "commons.wikimedia.org": "Wikimedia Commons",
    "dailymotion.com": "Dailymotion",
    "documentcloud.org": "DocumentCloud",
    "drive.google.com": "Google Drive",
    "facebook.com": "Facebook",
    "flickr.com": "Flickr",
    "flic.kr": "Flickr",
    "giphy.com": "Giphy",
    "google.com": "Google",
    "imgur.com": "Imgur",
    "instagram.com": "Instagram",
    "mastodon.social": "Mastodon",
    "peertube.fr": "PeerTube",
    "soundcloud.com": "SoundCloud",
    "spotify.com": "Spotify",
    "staticflickr.com": "Flickr",
    "tiktok.com": "TikTok",
    "twitter.com": "X",
    "upload.wikimedia.org": "Wikimedia Commons",
    "vimeo.com": "Vimeo",
    "wikipedia.org": "Wikipedia",
    "wistia.com": "Wistia",
    "x.com": "X",
    "youtu.be": "YouTube",
    "youtube.com": "YouTube",
}
VIDEO = ("YouTube", "Vimeo", "Dailymotion", "TikTok", "Wistia", "PeerTube")
AUDIO = ("SoundCloud", "Spotify")
IMAGE = ("Flickr", "Giphy", "Imgur", "Instagram")
EXTENSIONS = {
    "video": ("mp4", "webm", "ogv", "mov"),
    "audio": ("mp3", "wav", "m4a", "ogg"),
    "image": ("jpg", "jpeg", "png", "gif", "webp", "svg", "avif"),
    "document": ("pdf", "doc", "docx", "odt", "ods", "xls", "xlsx"),
}
# The pages that show one video each; the content security policy lets these frames in.
YOUTUBE_FRAME = "https://www.youtube-nocookie.com/embed/"
VIMEO_FRAME = "https://player.vimeo.com/video/"


@dataclass(frozen=True, slots=True)
class ExternalMedia:
    """``kind`` is video, audio, image, document or page; ``frame`` is what a click may show in place, if anything."""

    href: str
    provider: str
    kind: str
    frame: str

    @property
    def label(self) -> str:
        """What the link does, in words."""
        text = {
            "video": _("Watch on %(provider)s"),
            "audio": _("Listen on %(provider)s"),
            "image": _("See the picture on %(provider)s"),
            "document": _("Read the document on %(provider)s"),
        }.get(self.kind, _("See on %(provider)s"))
        return text % {"provider": self.provider}


def describe_media(url: str) -> ExternalMedia | None:
    """What an address leads to; ``None`` where it leads nowhere from here (empty, relative)."""
    href = public_url(url)
    if not href:
        return None
    try:
        parts = urlsplit(href)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return None
    if not host:
        return None
    provider = next(
        (name for known, name in PROVIDERS.items() if host == known or host.endswith(f".{known}")), host
    )
    return ExternalMedia(href, provider, _kind(parts.path, provider), _frame(host, parts.path, parts.query))


def _kind(path: str, provider: str) -> str:
    extension = path.rsplit(".", 1)[-1].lower() if "." in path.rsplit("/", 1)[-1] else ""
    for kind, extensions in EXTENSIONS.items():
        if extension in extensions:
            return kind
    for kind, providers in (("video", VIDEO), ("audio", AUDIO), ("image", IMAGE)):
        if provider in providers:
            return kind
    return "page"


def _frame(host: str, path: str, query: str) -> str:
    if host == "vimeo.com" and (match := re.fullmatch(r"/(\d+)/?", path)):
        return f"{VIMEO_FRAME}{match[1]}"
    arguments = parse_qs(query, max_num_fields=50) if len(query) < 1000 and query.count("&") < 40 else {}
    if host == "youtu.be":
        video = path.strip("/")
    elif host == "youtube.com" and path == "/watch":
        video = arguments.get("v", [""])[0]
    elif host == "youtube.com" and path.startswith(("/embed/", "/shorts/", "/live/")):
        video = path.split("/")[2]
    else:
        return ""
    if not re.fullmatch(r"[\w-]{6,20}", video):
        return ""
    start = _seconds(arguments.get("t", arguments.get("start", [""]))[0])
    return f"{YOUTUBE_FRAME}{video}" + (f"?{urlencode({'start': start})}" if start else "")


def _seconds(text: str) -> int:
    match = re.fullmatch(r"(?:(\d{1,2})h)?(?:(\d{1,3})m)?(?:(\d{1,5})s?)?", text)
    hours, minutes, seconds = (int(part or 0) for part in match.groups()) if match else (0, 0, 0)
    return hours * 3600 + minutes * 60 + seconds
