"""Who logs in to the demo, and the citizens who wrote in it."""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from consultation_blocks.moderation.groups import ANALYSTS, EDITORS, MODERATORS

# For the demo alone: production has no account before somebody makes one.
PASSWORD = "valbrune-demo-2026"  # noqa: S105
STAFF = [
    ("admin@valbrune.example", "Administratrice", None),
    ("editrice@valbrune.example", "Claire, communication", EDITORS),
    ("moderateur@valbrune.example", "Malik, modération", MODERATORS),
    ("analyste@valbrune.example", "Ingrid, synthèse", ANALYSTS),
]
CITIZEN = ("citoyenne@valbrune.example", "Nadia")
VOTERS = 64


def make_staff() -> dict[str, object]:
    """The four logins of the Wagtail admin, by e-mail address."""
    users = get_user_model().objects
    found = {}
    for email, name, group in STAFF:
        user = users.filter(email=email).first()
        if user is None:
            make = users.create_superuser if group is None else users.create_user
            user = make(email, PASSWORD, display_name=name, first_name=name.split(",")[0])
        if group:
            user.groups.add(Group.objects.get(name=group))
        found[email] = user
    return found


class Citizens:
    """Citizens by their public name; each name is one person."""

    def __init__(self):
        self.users = get_user_model().objects
        self.known: dict[str, object] = {}

    def named(self, name: str):
        """The person of a name; the demo's citizen login for hers."""
        if name not in self.known:
            email = CITIZEN[0] if name == CITIZEN[1] else f"citoyen{len(self.known) + 1}@valbrune.example"
            user = self.users.filter(email=email).first()
            self.known[name] = user or self.users.create_user(email, display_name=name)
        return self.known[name]

    def voters(self) -> list:
        """People who vote and do not write."""
        emails = [f"votant{number}@valbrune.example" for number in range(VOTERS)]
        model = get_user_model()
        # "!" is no password: nobody can sign in with one.
        people = [model(email=email, display_name="", password="!") for email in emails]  # noqa: S106
        self.users.bulk_create(people, ignore_conflicts=True)
        return list(self.users.filter(email__in=emails).order_by("pk"))
