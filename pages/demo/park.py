"""Campaign 3, closed: the park of the tanneries, with what was decided and why."""

from datetime import date, timedelta

from .raw import block, ident, items, moment, phase, text

SLUG = "parc-des-tanneries"
CATEGORIES = ["Jeux", "Nature", "Sport", "Vie du parc"]


def fields(today: date) -> dict:
    return {
        "title": "Rouvrir le parc des Tanneries",
        "slug": SLUG,
        "question": "Comment rouvrir le parc à tous, sans l’abîmer ?",
        "lede": "Quarante-neuf contributions, quatre ateliers, onze engagements : voici ce que la ville a retenu, et pourquoi.",
        "starts_on": today - timedelta(days=310),
        "ends_on": today - timedelta(days=230),
        "district": "Les Tanneurs",
        "kind": "decisive",
        "decision_maker": "Les habitants, par leur classement : la ville réalise les six premiers aménagements",
        "criteria": "<p>Être ouvert à tous, respecter les berges de la Brune, coûter moins de 600 000 euros en tout.</p>",
        "feedback": "Une synthèse et un point d’étape à chaque saison",
        "feedback_on": today - timedelta(days=170),
        "tags": ["nature en ville", "jeunesse"],
    }


def phases(today: date) -> list[dict]:
    day = timedelta(days=1)
    return [
        phase("inform", "Visiter", today - 310 * day, today - 290 * day, "Trois visites du parc fermé."),
        phase(
            "contribute",
            "Proposer",
            today - 289 * day,
            today - 230 * day,
            "Débat, propositions et quatre ateliers.",
        ),
        phase(
            "decide",
            "Choisir",
            today - 229 * day,
            today - 190 * day,
            "Classement par les habitants, vote du conseil.",
        ),
        phase("follow", "Réaliser", today - 189 * day, today + 60 * day, "Travaux, puis fête d’ouverture."),
    ]


def body(today: date) -> list[dict]:
    day = timedelta(days=1)
    return [
        block(
            "key_figures",
            "park",
            title="Ce qui a été décidé",
            figures=items(
                "park-figures",
                [
                    {"number": "6", "label": "aménagements retenus sur 14 proposés"},
                    {"number": "540 000 €", "label": "de travaux, sous le budget"},
                    {"number": "210", "label": "arbres gardés, aucun abattu"},
                ],
            ),
            source="Synthèse de la concertation",
        ),
        text(
            "park-outcome",
            "<h2>Ce que vous avez dit, ce que nous avons fait</h2><ul>"
            "<li><b>Ouvrir plus tard l’été :</b> retenu. Le parc fermera à 22 h de mai à septembre.</li>"
            "<li><b>Des jeux pour les plus de dix ans :</b> retenu. Une tyrolienne et un mur d’équilibre.</li>"
            "<li><b>Un accès en fauteuil jusqu’à la rivière :</b> retenu, avec une rampe en bois.</li>"
            "<li><b>Autoriser les barbecues :</b> écarté. Le sol est sec et les pompiers s’y opposent.</li>"
            "<li><b>Un parking côté nord :</b> écarté. Il aurait fallu abattre trente-deux arbres.</li></ul>",
        ),
        block(
            "timeline",
            "park",
            title="De la question à l’ouverture",
            intro="<p>Chaque étape, avec ce qui a été décidé ce jour-là.</p>",
            events=items(
                "park-events",
                [
                    moment(
                        today - 420 * day,
                        "Le parc ferme",
                        "Une digue menace de céder : fermeture par sécurité.",
                        "Décision",
                    ),
                    moment(
                        today - 310 * day,
                        "La concertation s’ouvre",
                        "Trois visites, deux cents personnes.",
                        "Concertation",
                    ),
                    moment(
                        today - 262 * day,
                        "Atelier avec le collège",
                        "Vingt-huit élèves proposent la tyrolienne.",
                        "Concertation",
                    ),
                    moment(
                        today - 230 * day,
                        "Fin des contributions",
                        "Le débat et le formulaire se ferment.",
                        "Concertation",
                    ),
                    moment(
                        today - 205 * day,
                        "Le classement des habitants",
                        "Les six premiers aménagements sont choisis.",
                        "Décision",
                    ),
                    moment(today - 190 * day, "Le conseil vote", "540 000 euros, à l’unanimité.", "Décision"),
                    moment(
                        today - 170 * day,
                        "La synthèse est publiée",
                        "Chaque proposition reçoit une réponse.",
                        "Décision",
                    ),
                    moment(
                        today - 120 * day,
                        "Le chantier commence",
                        "La digue d’abord, puis la rampe.",
                        "Travaux",
                    ),
                    moment(
                        today - 15 * day,
                        "La tyrolienne est posée",
                        "Essayée par la classe qui l’avait proposée.",
                        "Travaux",
                    ),
                    moment(today + 40 * day, "Fête de réouverture", "Vous êtes tous invités.", "Travaux"),
                ],
            ),
            eras=[],
            start_at="start",
            view="slides",
            group_order=items("park-groups", ["Concertation", "Décision", "Travaux"]),
            scale="",
        ),
        block(
            "proposals",
            "park",
            title="Les propositions, et ce qu’elles sont devenues",
            intro="<p>Les réponses de la ville sont sous chaque proposition.</p>",
            text_length=2000,
            fields=[
                {
                    "type": "category",
                    "id": ident("park-field", "category"),
                    "value": {
                        "label": "Thème",
                        "help_text": "",
                        "required": True,
                        "categories": items("park-categories", CATEGORIES),
                    },
                }
            ],
            opens_at=None,
            closes_at=None,
            access="email",
            moderation="before",
            allow_collective=True,
        ),
        block(
            "debate",
            "park",
            title="Jusqu’à quelle heure le parc doit-il rester ouvert ?",
            question="En été, faut-il fermer à 20 h, à 22 h, ou laisser ouvert la nuit ?",
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
    ]


WORKSHOPS = {
    "college": ("Club nature du collège Jean-Zay", 28, 262),
    "peche": ("Association des pêcheurs de la Brune", 17, 251),
    "foyer": ("Foyer de jeunes travailleurs", 21, 244),
    "creche": ("Parents de la crèche des Saules", 15, 240),
}
# (author, workshop, category number, days ago, supports, title, text, answer of the city)
PROPOSALS = [
    (
        "",
        "college",
        0,
        262,
        61,
        "Une tyrolienne au-dessus de la pelouse",
        "Trente mètres, à hauteur d’enfant, avec un sol en copeaux.",
        "Retenue. Posée il y a deux semaines : merci au club nature.",
    ),
    (
        "Odile",
        None,
        1,
        258,
        47,
        "Garder la prairie haute jusqu’en juillet",
        "C’est là que nichent les alouettes.",
        "Retenue. Deux fauches par an au lieu de six.",
    ),
    (
        "",
        "peche",
        1,
        251,
        33,
        "Une rampe jusqu’à la rivière",
        "Pour que tout le monde puisse s’approcher de l’eau, en fauteuil aussi.",
        "Retenue. La rampe en bois ouvre avec le parc.",
    ),
    (
        "Karim",
        None,
        2,
        249,
        29,
        "Un terrain de basket",
        "Avec un panneau plus bas pour les petits.",
        "Étudiée à nouveau l’an prochain : le terrain proposé est inondable.",
    ),
    (
        "",
        "foyer",
        3,
        244,
        38,
        "Ouvrir jusqu’à vingt-deux heures l’été",
        "Nous rentrons du travail à dix-neuf heures.",
        "Retenue, de mai à septembre.",
    ),
    (
        "Lionel",
        None,
        3,
        241,
        9,
        "Des barbecues en libre accès",
        "Avec un point d’eau à côté.",
        "Écartée : le sol est trop sec, les pompiers s’y opposent.",
    ),
    (
        "",
        "creche",
        0,
        240,
        26,
        "Un coin clos pour les tout-petits",
        "Une barrière basse, du sable, deux bancs.",
        "Retenue, près de l’entrée des Saules.",
    ),
    (
        "Martine",
        None,
        3,
        236,
        12,
        "Un parking côté nord",
        "Pour les familles qui viennent de loin.",
        "Écartée : il aurait fallu abattre trente-deux arbres.",
    ),
]
# (author, workshop, stance, days ago, (up, down), text)
COMMENTS = [
    (
        "Samir",
        None,
        "for",
        255,
        (18, 2),
        "Vingt-deux heures. L’été, on dîne dehors ; à vingt heures le parc est au plus beau.",
    ),
    (
        "Geneviève",
        None,
        "against",
        254,
        (9, 6),
        "Vingt heures suffit. J’habite au-dessus de l’entrée et je me lève à cinq heures.",
    ),
    (
        "",
        "foyer",
        "for",
        244,
        (21, 1),
        "Nous avons discuté à vingt et un : vingt-deux heures, avec un gardien qui fait le tour avant de fermer.",
    ),
    ("Loïc", None, "neutral", 243, (7, 0), "Et si l’on essayait un été, puis qu’on en reparlait ?"),
    (
        "Odile",
        None,
        "against",
        242,
        (11, 3),
        "La nuit est aux hérissons et aux chouettes. Fermez à vingt-deux heures au plus tard, et éteignez.",
    ),
    (
        "Aïcha",
        None,
        "for",
        238,
        (6, 0),
        "Vingt-deux heures, et une entrée éclairée pour rentrer chez soi tranquille.",
    ),
]
