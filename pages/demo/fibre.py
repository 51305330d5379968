"""Campaign 2, open: the map of homes without fibre. One point per household, by district."""

import random
from datetime import date, timedelta

from .ground import OVERLAY
from .raw import block, ident, items, moment, phase, text

SLUG = "fibre-pour-tous"
CATEGORIES = [
    ("attente", "J’attends le raccordement", "orange", "network"),
    ("refus", "Raccordement refusé ou en échec", "red", "warning"),
    ("lent", "Connexion trop lente", "purple", "house"),
    ("raccorde", "Enfin raccordé", "green", "heart"),
]
# district → (latitude, longitude, spread in degrees, number of points)
DISTRICTS = {
    "Les Tanneurs": (48.8921, 2.2052, 0.0018, 14),
    "La Brune": (48.8975, 2.2138, 0.0022, 19),
    "Les Glycines": (48.8868, 2.1975, 0.0020, 23),
    "Le Plateau": (48.8841, 2.2107, 0.0024, 12),
    "La Gare": (48.8954, 2.1968, 0.0016, 8),
}
WORDS = {
    "attente": [
        "Dossier déposé au printemps, aucune nouvelle depuis.",
        "Le boîtier est posé dans le hall, mais personne n’est passé dans les étages.",
        "On nous dit « le mois prochain » depuis un an.",
        "Immeuble de quarante logements, syndic d’accord, toujours rien.",
    ],
    "refus": [
        "Le technicien est reparti : fourreau bouché.",
        "L’opérateur dit que notre adresse n’existe pas.",
        "Trois rendez-vous, trois annulations.",
        "Il faudrait passer par la cour du voisin, qui ne répond pas.",
    ],
    "lent": [
        "Deux enfants en visioconférence et tout s’arrête.",
        "Je travaille de chez moi trois jours par semaine, avec le téléphone en partage.",
        "Trois mégabits le soir, quand cela marche.",
        "Impossible d’envoyer mes devoirs avant minuit.",
    ],
    "raccorde": ["Raccordé la semaine dernière, après onze mois.", "Ça y est, et tout l’escalier avec nous."],
}
NAMES = [
    "Farid",
    "Monique",
    "Léa",
    "Sofiane",
    "Brigitte",
    "Hugo",
    "Fatou",
    "Denis",
    "Inès",
    "Paulo",
    "Sylvie",
    "Karim",
]


def fields(today: date) -> dict:
    return {
        "title": "La fibre pour tous",
        "slug": SLUG,
        "question": "Où la fibre manque-t-elle encore ?",
        "lede": "Placez votre logement sur la carte, sans donner votre nom. La ville remet la liste des rues à l’opérateur chaque mois.",
        "starts_on": today - timedelta(days=52),
        "ends_on": today + timedelta(days=70),
        "district": "",
        "kind": "consultative",
        "decision_maker": "L’opérateur du réseau, que la ville met en demeure rue par rue",
        "criteria": "<p>Un point par foyer. Une rue est signalée à l’opérateur dès que trois foyers y attendent depuis plus de six mois.</p>",
        "feedback": "La liste des rues transmises et la date promise pour chacune",
        "feedback_on": today + timedelta(days=30),
        "tags": ["numérique", "services publics"],
    }


def phases(today: date) -> list[dict]:
    day = timedelta(days=1)
    return [
        phase(
            "contribute",
            "Recenser",
            today - 52 * day,
            today + 70 * day,
            "Chaque foyer sans fibre se place sur la carte.",
        ),
        phase(
            "decide",
            "Mettre en demeure",
            today + 71 * day,
            today + 90 * day,
            "La ville remet le recensement complet à l’opérateur.",
        ),
        phase(
            "follow",
            "Raccorder",
            today + 91 * day,
            today + 300 * day,
            "Les rues passent au vert, une par une.",
        ),
    ]


def body(today: date) -> list[dict]:
    return [
        text(
            "fibre-why",
            "<p>L’opérateur annonce que 94 % des logements sont raccordables. <b>Vos messages disent autre chose.</b> "
            "Pour discuter d’égal à égal, il faut une carte faite par les habitants.</p>",
        ),
        block(
            "map",
            "fibre",
            title="La carte de la fibre",
            intro="<p>Touchez la carte là où vous habitez, ou écrivez votre adresse : seule la position approximative est montrée.</p>",
            centre={"lat": 48.8915, "lng": 2.2050},
            zoom=14,
            categories=[
                {
                    "type": "item",
                    "id": ident("fibre-place", key),
                    "value": {"name": name, "colour": colour, "icon": icon},
                }
                for key, name, colour, icon in CATEGORIES
            ],
            area=None,
            overlay=OVERLAY,
            opens_at=None,
            closes_at=None,
            access="open",
            moderation="after",
            allow_collective=False,
        ),
        block(
            "timeline",
            "fibre",
            title="Les étapes du dossier",
            intro="",
            events=items(
                "fibre-events",
                [
                    moment(
                        today - timedelta(days=410),
                        "La convention est signée",
                        "L’opérateur s’engage à raccorder toute la ville en deux ans.",
                    ),
                    moment(
                        today - timedelta(days=60),
                        "La moitié des quartiers en retard",
                        "Le conseil municipal demande un recensement par les habitants.",
                    ),
                    moment(
                        today - timedelta(days=52),
                        "La carte ouvre",
                        "Soixante foyers s’y placent le premier week-end.",
                    ),
                    moment(
                        today - timedelta(days=21),
                        "Premières rues transmises",
                        "Onze rues sont remises à l’opérateur, avec le nombre de foyers de chacune.",
                    ),
                ],
            ),
            eras=[],
            start_at="end",
            view="list",
            group_order=[],
            scale="",
        ),
    ]


def points() -> list[tuple]:
    """(category key, latitude, longitude, title, text, name, days ago, supports) of each household."""
    rng = random.Random(92)
    found = []
    for district, (latitude, longitude, spread, count) in DISTRICTS.items():
        for _number in range(count):
            key = rng.choices([key for key, *_rest in CATEGORIES], weights=[5, 3, 4, 1.4])[0]
            found.append(
                (
                    key,
                    round(latitude + rng.gauss(0, spread), 5),
                    round(longitude + rng.gauss(0, spread * 1.5), 5),
                    f"Un foyer du quartier {district}"
                    if not district.startswith(("Les", "Le ", "La "))
                    else f"Un foyer, {district}",
                    rng.choice(WORDS[key]),
                    rng.choice(NAMES),
                    rng.randint(1, 50),
                    int(rng.expovariate(0.35)),
                )
            )
    return found
