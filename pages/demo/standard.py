"""Home and standard pages of the demo city."""

from .raw import block, items, text

HOME = {
    "title": "Participez à Valbrune",
    "lede": "Une question, des gens qui y répondent ensemble, une ville qui dit ce qu’elle en fait.",
}
INDEX = {"title": "Concertations", "lede": "Tout ce que la ville met en débat, en ce moment et avant."}


def pages() -> list[dict]:
    """Fields and body of each standard page; `setting` names the field of the city's identity that points to it."""
    return [
        {
            "title": "Comment ça marche",
            "slug": "comment-ca-marche",
            "show_in_menus": True,
            "lede": "Trois minutes pour savoir ce que deviennent vos mots.",
            "setting": "",
            "body": [
                text(
                    "how-intro",
                    "<p>Une concertation commence par une question et finit par une réponse. Entre les deux, chacun peut lire, "
                    "écrire, voter, montrer un lieu ou venir à une réunion. <b>Un nom et une adresse e-mail suffisent</b> : ni "
                    "mot de passe, ni compte à créer.</p>",
                ),
                block(
                    "columns",
                    "how",
                    title="Du premier mot à la décision",
                    columns=items(
                        "how-columns",
                        [
                            {
                                "heading": "Vous écrivez",
                                "text": "<p>Seul ou à plusieurs. Un code reçu par e-mail confirme que c’est bien vous.</p>",
                            },
                            {
                                "heading": "Une personne lit",
                                "text": "<p>Sous deux jours ouvrés. Si un texte ne peut pas être publié, vous savez pourquoi.</p>",
                            },
                            {
                                "heading": "La ville répond",
                                "text": "<p>À la date annoncée, thème par thème, y compris quand la réponse est non.</p>",
                            },
                        ],
                    ),
                ),
                block(
                    "questions",
                    "how",
                    title="Questions fréquentes",
                    questions=items(
                        "how-questions",
                        [
                            {
                                "question": "Mon nom apparaît-il ?",
                                "answer": "<p>Seulement le prénom ou le pseudonyme que vous choisissez. Jamais votre adresse.</p>",
                            },
                            {
                                "question": "Puis-je écrire au nom d’un groupe ?",
                                "answer": "<p>Oui : cochez la case, donnez le nom du groupe et le nombre de personnes.</p>",
                            },
                            {
                                "question": "Et sans Internet ?",
                                "answer": "<p>Des fiches papier sont à la mairie, à la bibliothèque et dans les ateliers.</p>",
                            },
                        ],
                    ),
                ),
            ],
        },
        {
            "title": "Mentions légales",
            "slug": "mentions-legales",
            "show_in_menus": False,
            "lede": "Qui publie ce site, et comment le joindre.",
            "setting": "legal_page",
            "body": [
                text(
                    "legal",
                    "<h2>Éditeur</h2><p>Ville de Valbrune (ville imaginaire), 1 place du Marché.</p><h2>Hébergement</h2><p>Le "
                    "serveur de la ville.</p><h2>Licence</h2><p>Les contributions sont publiées sous licence ouverte ; les "
                    "photographies restent à leurs auteurs.</p>",
                )
            ],
        },
        {
            "title": "Vos données",
            "slug": "vos-donnees",
            "show_in_menus": False,
            "lede": "Ce que nous gardons, pourquoi, combien de temps.",
            "setting": "privacy_page",
            "body": [
                text(
                    "privacy",
                    "<ul><li><b>Votre adresse e-mail</b> sert à confirmer vos contributions et à vous répondre. Elle n’est jamais "
                    "montrée ni transmise.</li><li><b>Votre adresse IP</b> n’est pas conservée avec vos contributions.</li><li>"
                    "<b>Une contribution non confirmée</b> disparaît après quatorze jours.</li><li>Le site ne mesure pas votre "
                    "visite et ne demande rien à un autre site sans votre geste.</li></ul>",
                )
            ],
        },
        {
            "title": "Accessibilité",
            "slug": "accessibilite",
            "show_in_menus": False,
            "lede": "Ce site doit pouvoir être lu, entendu et utilisé par tout le monde.",
            "setting": "accessibility_page",
            "body": [
                text(
                    "accessibility",
                    "<p>Toutes les pages se parcourent au clavier, la carte et la frise ont leur liste, et rien n’exige JavaScript. "
                    "Un obstacle ? Écrivez à l’adresse indiquée en bas de page : nous répondons sous cinq jours.</p>",
                )
            ],
        },
    ]
