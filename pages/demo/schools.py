"""Campaign 4, upcoming: the streets in front of the schools."""

from datetime import date, timedelta

from .ground import OVERLAY
from .raw import block, ident, items, phase, text

SLUG = "rues-aux-ecoles"


def fields(today: date) -> dict:
    return {
        "title": "Des rues apaisées devant les écoles",
        "slug": SLUG,
        "question": "Quelles rues fermer aux voitures à l’entrée et à la sortie des classes ?",
        "lede": "Sept écoles, sept rues possibles. La consultation ouvre dans trois semaines ; d’ici là, tout est à lire.",
        "starts_on": today + timedelta(days=21),
        "ends_on": today + timedelta(days=63),
        "district": "",
        "kind": "consultative",
        "decision_maker": "Le maire, école par école, après avis de chaque conseil d’école",
        "criteria": "<p>Une rue est retenue si les familles, les riverains et les enseignants y sont majoritairement favorables, et si les secours peuvent passer.</p>",
        "feedback": "La liste des rues retenues, avec la date d’essai de chacune",
        "feedback_on": today + timedelta(days=90),
        "tags": ["école", "déplacements"],
    }


def phases(today: date) -> list[dict]:
    day = timedelta(days=1)
    return [
        phase(
            "inform",
            "Comprendre",
            today - 5 * day,
            today + 20 * day,
            "Comptages, plans et retours d’autres villes.",
        ),
        phase(
            "contribute",
            "Donner son avis",
            today + 21 * day,
            today + 63 * day,
            "Débat et carte, réunions dans chaque école.",
        ),
        phase("decide", "Choisir", today + 64 * day, today + 100 * day, "Conseils d’école, puis arrêtés."),
    ]


def body(today: date) -> list[dict]:
    return [
        text(
            "schools-why",
            "<h2>Ce que nous savons</h2><p>À 8 h 20, trois cents enfants traversent la rue Basse en dix minutes. "
            "Quatre sur cinq habitent à moins de huit cents mètres. L’an dernier, deux accrochages ont eu lieu devant un portail.</p>",
        ),
        block(
            "debate",
            "schools",
            title="Fermer la rue, pour qui et combien de temps ?",
            question="Une rue fermée vingt minutes matin et soir : qu’en pensez-vous ?",
            intro="",
            clauses=[],
            author="",
            source="",
            links=[],
            opens_at=None,
            closes_at=None,
            access="email",
            moderation="before",
            allow_collective=True,
        ),
        block(
            "map",
            "schools",
            title="Où est-ce dangereux ?",
            intro="<p>La carte ouvrira avec la consultation.</p>",
            centre={"lat": 48.8924, "lng": 2.2069},
            zoom=14,
            categories=[
                {
                    "type": "item",
                    "id": ident("schools-place", key),
                    "value": {"name": name, "colour": colour, "icon": icon},
                }
                for key, name, colour, icon in (
                    ("danger", "Danger", "red", "warning"),
                    ("traversee", "Traversée à améliorer", "orange", "pedestrian"),
                    ("idee", "Idée", "blue", "idea"),
                )
            ],
            area=None,
            overlay=OVERLAY,
            opens_at=None,
            closes_at=None,
            access="email",
            moderation="before",
            allow_collective=True,
        ),
        block(
            "questions",
            "schools",
            title="Vos questions",
            questions=items(
                "schools-questions",
                [
                    {
                        "question": "Et si j’habite la rue ?",
                        "answer": "<p>Les riverains et les soins à domicile gardent l’accès, au pas.</p>",
                    },
                    {
                        "question": "Qui tient la barrière ?",
                        "answer": "<p>Un agent de la ville, le premier trimestre. La suite fait partie de la question.</p>",
                    },
                ],
            ),
        ),
    ]
