"""Pictures drawn by code: flat scenes in the city's colours, the same at each run."""

import math
import random
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

SIZE = (1600, 1000)
SCALE = 2  # drawn larger and reduced: smooth edges
SKY, SAND, CREAM, INK = "#dfe9ec", "#efe3d0", "#fbf4e6", "#1d3b47"
BRICK, CLAY, SUN, LEAF, PINE, WATER, STONE = (
    "#b3502f",
    "#dd8f6a",
    "#f0bd54",
    "#7fa66d",
    "#3f6b4f",
    "#7fb2bf",
    "#c9c2b4",
)


class Scene:
    """A canvas with coordinates of the finished picture (1600 × 1000)."""

    def __init__(self, seed: str, sky: str = SKY):
        self.image = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), sky)
        self.draw = ImageDraw.Draw(self.image)
        self.random = random.Random(seed)

    def _box(self, *values: float) -> list[float]:
        return [value * SCALE for value in values]

    def box(self, x: float, y: float, width: float, height: float, colour: str, radius: float = 0) -> None:
        self.draw.rounded_rectangle(self._box(x, y, x + width, y + height), radius * SCALE, fill=colour)

    def disc(self, x: float, y: float, r: float, colour: str) -> None:
        self.draw.ellipse(self._box(x - r, y - r, x + r, y + r), fill=colour)

    def shape(self, points: list[tuple[float, float]], colour: str) -> None:
        self.draw.polygon([(x * SCALE, y * SCALE) for x, y in points], fill=colour)

    def line(self, points: list[tuple[float, float]], colour: str, width: float) -> None:
        self.draw.line(
            [(x * SCALE, y * SCALE) for x, y in points], fill=colour, width=int(width * SCALE), joint="curve"
        )

    def hill(self, base: float, height: float, colour: str, phase: float = 0) -> None:
        steps = [
            (x, base - height * (0.5 + 0.5 * math.sin(x / 260 + phase))) for x in range(0, SIZE[0] + 20, 20)
        ]
        self.shape([(0, SIZE[1]), *steps, (SIZE[0], SIZE[1])], colour)

    def tree(self, x: float, ground: float, size: float, colour: str = LEAF) -> None:
        self.box(x - size * 0.06, ground - size * 0.5, size * 0.12, size * 0.5, "#6d4b33")
        for dx, dy, r in ((0, -0.75, 0.34), (-0.22, -0.55, 0.26), (0.22, -0.57, 0.27)):
            self.disc(x + dx * size, ground + dy * size, r * size, colour)

    def house(
        self, x: float, ground: float, width: float, height: float, wall: str, roof: str = BRICK
    ) -> None:
        self.box(x, ground - height, width, height, wall)
        self.shape(
            [
                (x - 14, ground - height),
                (x + width / 2, ground - height - width * 0.34),
                (x + width + 14, ground - height),
            ],
            roof,
        )
        columns, rows = max(1, int(width // 70)), max(1, int(height // 105))
        for column in range(columns):
            for row in range(rows):
                wx = x + width * (column + 0.5) / columns - 15
                self.box(
                    wx,
                    ground - height + 26 + row * 100,
                    30,
                    48,
                    CREAM if self.random.random() < 0.55 else INK,
                    4,
                )

    def person(self, x: float, ground: float, size: float, coat: str) -> None:
        self.disc(
            x,
            ground - size * 0.86,
            size * 0.14,
            self.random.choice(["#8d5a3b", "#e0b08c", "#5c3a28", "#f0c9a8"]),
        )
        self.box(x - size * 0.16, ground - size * 0.72, size * 0.32, size * 0.72, coat, size * 0.14)

    def crowd(self, ground: float, count: int, size: float, left: float = 80, right: float = 1520) -> None:
        for number in range(count):
            x = left + (right - left) * (number + self.random.random() * 0.7) / count
            coat = self.random.choice([BRICK, INK, SUN, PINE, WATER, CLAY, "#7a5c86"])
            self.person(x, ground + self.random.uniform(-10, 26), size * self.random.uniform(0.78, 1.1), coat)

    def stall(self, x: float, ground: float, colour: str) -> None:
        for number in range(6):
            self.shape(
                [
                    (x + number * 34, ground - 190),
                    (x + number * 34 + 34, ground - 190),
                    (x + number * 34 + 38, ground - 140),
                    (x + number * 34 - 4, ground - 140),
                ],
                colour if number % 2 else CREAM,
            )
        self.box(x + 4, ground - 140, 8, 140, INK)
        self.box(x + 192, ground - 140, 8, 140, INK)
        self.box(x - 4, ground - 62, 212, 62, "#9c6b45", 4)
        for number in range(9):
            self.disc(x + 16 + number * 22, ground - 70, 13, self.random.choice([BRICK, SUN, LEAF, CLAY]))

    def file(self) -> ContentFile:
        small = self.image.resize(SIZE, Image.LANCZOS)
        out = BytesIO()
        small.save(out, "PNG")
        return ContentFile(out.getvalue(), name="picture.png")


def market_square() -> Scene:
    scene = Scene("square")
    scene.disc(1290, 190, 90, SUN)
    scene.hill(620, 120, "#c5d5cf", 1)
    for x, width, height, wall in (
        (60, 210, 330, SAND),
        (290, 180, 390, CLAY),
        (490, 230, 300, CREAM),
        (1010, 200, 350, SAND),
        (1230, 260, 300, CLAY),
    ):
        scene.house(x, 720, width, height, wall)
    scene.box(0, 710, 1600, 290, "#e7dcc9")
    for row in range(7):
        scene.line([(0, 735 + row * 40), (1600, 735 + row * 40)], "#d9ccb5", 3)
    for x, colour in ((110, BRICK), (420, PINE), (760, SUN), (1180, BRICK)):
        scene.stall(x, 850, colour)
    scene.tree(690, 760, 260)
    scene.tree(960, 770, 320, PINE)
    scene.crowd(940, 15, 130)
    return scene


def park() -> Scene:
    scene = Scene("park", "#e3eeea")
    scene.disc(300, 210, 80, SUN)
    scene.hill(560, 140, "#bcd3c0", 0.6)
    scene.hill(690, 90, "#9dbf94", 2.2)
    scene.shape([(640, 1000), (760, 640), (850, 640), (1120, 1000)], SAND)
    for x, ground, size, colour in (
        (150, 720, 360, PINE),
        (390, 700, 280, LEAF),
        (1180, 730, 400, LEAF),
        (1420, 700, 330, PINE),
        (930, 660, 200, LEAF),
    ):
        scene.tree(x, ground, size, colour)
    scene.box(260, 830, 200, 16, "#8a5b3a", 6)
    scene.box(280, 846, 12, 44, INK)
    scene.box(430, 846, 12, 44, INK)
    scene.crowd(900, 7, 130, 520, 1500)
    return scene


def school() -> Scene:
    scene = Scene("school", "#e6edf0")
    scene.hill(640, 110, "#c8d8cf", 0.2)
    scene.box(250, 360, 1100, 380, SAND)
    scene.shape([(220, 360), (1380, 360), (1300, 290), (300, 290)], BRICK)
    for number in range(7):
        scene.box(310 + number * 145, 430, 92, 120, CREAM, 46)
        scene.box(310 + number * 145, 600, 92, 140, WATER if number != 3 else INK, 6)
    scene.box(0, 735, 1600, 265, "#d9d2c4")
    for number, colour in enumerate((SUN, CLAY, WATER, LEAF)):
        scene.disc(250 + number * 130, 880, 48, colour)
    scene.tree(120, 760, 320)
    scene.tree(1490, 770, 360, PINE)
    scene.crowd(930, 12, 105, 700, 1520)
    return scene


def river() -> Scene:
    scene = Scene("river", "#f3e6d6")
    scene.disc(1180, 250, 120, "#f2a65e")
    scene.hill(560, 150, "#b9c7b2", 1.4)
    for x, width, height in ((80, 150, 190), (250, 180, 240), (1260, 170, 220), (1440, 140, 170)):
        scene.house(x, 600, width, height, CREAM)
    scene.box(0, 596, 1600, 404, WATER)
    for row in range(12):
        y = 640 + row * 30
        start = scene.random.uniform(0, 900)
        scene.line([(start, y), (start + scene.random.uniform(120, 420), y)], "#a9ced6", 6)
    for arch in range(4):
        scene.disc(340 + arch * 300, 620, 132, "#e9decb")
    scene.box(150, 430, 1300, 92, STONE, 8)
    for arch in range(4):
        scene.disc(340 + arch * 300, 660, 112, WATER)
    scene.box(0, 900, 1600, 100, "#d8c9ae")
    scene.crowd(960, 9, 110)
    return scene


def fibre() -> Scene:
    scene = Scene("fibre", "#24404c")
    for _number in range(60):
        scene.disc(scene.random.uniform(0, 1600), scene.random.uniform(0, 500), 2.4, "#6d8b95")
    for x, width, height in (
        (40, 200, 300),
        (270, 170, 420),
        (470, 240, 340),
        (1000, 190, 460),
        (1220, 230, 330),
        (1470, 160, 400),
    ):
        scene.house(x, 800, width, height, "#35596a", "#1a303a")
    scene.box(0, 796, 1600, 204, "#1b323c")
    scene.box(770, 600, 160, 200, STONE, 10)
    scene.box(790, 625, 120, 150, "#9fb3b5", 6)
    for number, (x, y) in enumerate(
        ((140, 560), (350, 470), (590, 540), (1095, 430), (1335, 560), (1550, 500))
    ):
        colour = (SUN, CLAY, WATER)[number % 3]
        scene.line([(850, 640), (850, 880), (x, 880), (x, y)], colour, 9)
        scene.disc(x, y, 22, colour)
    return scene


def workshop() -> Scene:
    scene = Scene("workshop", CREAM)
    scene.box(120, 110, 560, 340, "#ffffff", 12)
    for number in range(12):
        scene.box(
            160 + number % 4 * 130,
            145 + number // 4 * 100,
            96,
            72,
            (SUN, CLAY, WATER, LEAF)[(number * 5 + number // 4) % 4],
            6,
        )
    scene.box(900, 90, 580, 380, WATER, 16)
    scene.hill(1000, 0, CREAM)
    scene.shape([(900, 470), (1060, 260), (1180, 380), (1290, 220), (1480, 470)], PINE)
    scene.box(0, 760, 1600, 240, "#d9c6a8")
    scene.crowd(760, 8, 270, 200, 1440)
    scene.box(200, 730, 1200, 60, "#9c6b45", 20)
    for number in range(7):
        scene.box(290 + number * 155, 712, 92, 22, "#ffffff", 3)
    return scene


def library() -> Scene:
    scene = Scene("library", "#ece4d8")
    for shelf in range(4):
        y = 120 + shelf * 210
        scene.box(80, y + 170, 1440, 18, "#8a6242")
        x = 100.0
        while x < 1480:
            width, height = scene.random.uniform(20, 46), scene.random.uniform(100, 164)
            if scene.random.random() < 0.9:
                scene.box(
                    x,
                    y + 170 - height,
                    width,
                    height,
                    scene.random.choice([BRICK, INK, SUN, PINE, WATER, CLAY, STONE]),
                    4,
                )
            x += width + 6
    scene.crowd(985, 6, 260, 250, 1400)
    return scene


def street() -> Scene:
    scene = Scene("street", "#e5ecef")
    for x, width, height, wall in (
        (0, 260, 520, CLAY),
        (270, 220, 440, SAND),
        (1120, 240, 470, CREAM),
        (1370, 240, 540, CLAY),
    ):
        scene.house(x, 760, width, height, wall)
    scene.shape([(0, 1000), (520, 560), (1090, 560), (1600, 1000)], "#b9b4ab")
    scene.shape([(740, 1000), (795, 560), (815, 560), (880, 1000)], CREAM)
    for number in range(4):
        scene.tree(470 - number * 110, 700 + number * 80, 190 + number * 50, LEAF)
        scene.tree(1130 + number * 110, 700 + number * 80, 190 + number * 50, PINE)
    scene.crowd(920, 6, 150, 560, 1080)
    return scene


SCENES = {
    "place": (market_square, "La place du Marché un samedi matin : étals, arbres et passants"),
    "parc": (park, "Le parc des Tanneries : une allée entre de grands arbres"),
    "ecole": (school, "La cour d’une école et des enfants devant le bâtiment"),
    "riviere": (river, "Le pont aux quatre arches sur la Brune, au soleil couchant"),
    "fibre": (fibre, "Une armoire de rue d’où partent des câbles vers les immeubles, la nuit"),
    "atelier": (workshop, "Des habitantes et habitants autour d’une table, un mur de notes derrière eux"),
    "bibliotheque": (library, "Les rayonnages de la bibliothèque et des lecteurs"),
    "rue": (street, "Une rue bordée d’arbres et de maisons"),
}


def draw(name: str) -> ContentFile:
    """The picture of a name in `SCENES`, as a PNG of 1600 × 1000 pixels."""
    file = SCENES[name][0]().file()
    file.name = f"valbrune-{name}.png"
    return file
