"""A tile server and geocoder on this machine, for tests of what the site asks of others."""

import io
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from PIL import Image


def picture(kind: str = "PNG", size: tuple[int, int] = (256, 256)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    return out.getvalue()


class TileServer:
    """A tile server on this machine that answers what a test tells it to."""

    def __init__(self):
        self.body, self.status, self.headers, self.drip = picture(), 200, {}, 0.0
        self.asked: list = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                outer.asked.append((self.path, self.headers.get("User-Agent", "")))
                self.send_response(outer.status)
                for name, value in outer.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    for start in range(0, len(outer.body), 20_000):
                        self.wfile.write(outer.body[start : start + 20_000])
                        if outer.drip:
                            time.sleep(outer.drip)
                except OSError:
                    pass

            def log_message(self, *args):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def stop(self) -> None:
        self.server.shutdown()
        self.server.server_close()


def addresses(*items: tuple[str, float, float, float]) -> bytes:
    features = [
        {"geometry": {"coordinates": [lng, lat]}, "properties": {"label": label, "score": score}}
        for label, lat, lng, score in items
    ]
    return json.dumps({"features": [*features, {"geometry": None}, 3]}).encode()
