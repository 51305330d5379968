"""What the style guide shows each component with: made up here, nothing from the database."""

from datetime import timedelta
from types import SimpleNamespace

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

ICONS = (
    "agenda",
    "arrow-down",
    "arrow-left",
    "arrow-right",
    "arrow-up",
    "building",
    "calendar",
    "check",
    "chevron-down",
    "chevron-right",
    "clock",
    "close",
    "copy",
    "debate",
    "document",
    "download",
    "edit",
    "error",
    "external",
    "eye",
    "filter",
    "flag",
    "globe",
    "grid",
    "history",
    "home",
    "image",
    "info",
    "link",
    "list",
    "locate",
    "lock",
    "mail",
    "map",
    "menu",
    "minus",
    "people",
    "person",
    "pin",
    "plus",
    "print",
    "proposals",
    "quote",
    "reply",
    "route",
    "scales",
    "search",
    "share",
    "sort",
    "speech",
    "success",
    "support",
    "tag",
    "thumb-down",
    "thumb-up",
    "timeline",
    "trash",
    "upload",
    "video",
    "vote",
    "warning",
)
COLOURS = (
    "page",
    "surface",
    "sunken",
    "tint",
    "accent-tint",
    "deep",
    "action",
    "accent",
    "link",
    "ink",
    "ink-quiet",
    "line",
    "line-strong",
    "good",
    "good-tint",
    "warn",
    "warn-tint",
    "bad",
    "bad-tint",
    "focus",
)


class SampleForm(forms.Form):
    """Every kind of field, one of them with an error."""

    title = forms.CharField(
        label=_("Title"), max_length=120, help_text=_("A few words that say what it is about.")
    )
    text = forms.CharField(label=_("Text"), max_length=2000, required=False, widget=forms.Textarea)
    district = forms.ChoiceField(
        label=_("District"), choices=[("", "—"), ("a", "Vieux-Pont"), ("b", "Chemin-de-l’Île")]
    )
    stance = forms.ChoiceField(
        label=_("Stance"),
        required=False,
        widget=forms.RadioSelect,
        choices=[("for", _("For")), ("neutral", _("Neutral")), ("against", _("Against"))],
    )
    themes = forms.MultipleChoiceField(
        label=_("Themes"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("a", "Mobilités"), ("b", "Végétalisation"), ("c", "Intergénérationnel")],
    )
    day = forms.DateField(label=_("Date"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    picture = forms.ImageField(label=_("Picture"), required=False, help_text=_("JPEG, PNG or WebP."))
    agree = forms.BooleanField(label=_("Keep me informed"), required=False)


def _contribution(**fields):
    known = {
        "kind": "proposal",
        "status": "published",
        "text": "L’été, la place est une plaque chauffante. Trois grands arbres et une fontaine suffiraient pour qu’on s’y arrête.",
        "title": "De l’ombre sur la place du Marché",
        "author_name": "Samira",
        "workshop_id": None,
        "workshop": None,
        "headcount": None,
        "stance": "",
        "up_count": 42,
        "down_count": 3,
        "edited_at": None,
        "submitted_at": None,
        "published_at": timezone.now() - timedelta(days=3),
        "get_absolute_url": "#",
        "get_status_display": _("Published"),
        "get_stance_display": _("For"),
    }
    return SimpleNamespace(**(known | fields))


def _phases():
    today = timezone.localdate()
    steps = [
        ("past", "S’informer", -40, -21),
        ("current", "Contribuer", -20, 9),
        ("to_come", "Décider", 10, 40),
    ]
    return [
        SimpleNamespace(
            state=state,
            icon="info",
            title=title,
            description="",
            starts_on=today + timedelta(days=start),
            ends_on=today + timedelta(days=end),
        )
        for state, title, start, end in steps
    ]


def sample_context() -> dict:
    """Everything that `templates/styleguide.html` names."""
    form = SampleForm({"title": "", "district": "", "stance": "for", "themes": ["a"]})
    form.is_valid()
    workshop = SimpleNamespace(name="Atelier du collège Joliot-Curie", headcount=24)
    now = timezone.now()
    activity = SimpleNamespace(
        phase="open", closes_at=now + timedelta(days=9), opens_at=None, moderation="before"
    )
    figures = {
        "contributions": 246,
        "collective": 130,
        "workshops_total": 71,
        "participants": 1419,
        "votes": 3102,
    }
    options = [
        SimpleNamespace(label=label, url="#", is_on=on, count=None)
        for label, on in (("Toutes", False), ("Ouvertes", True))
    ]
    choices = [("Oui, tous les samedis", 212, 62), ("Oui, l’été seulement", 96, 28), ("Non", 34, 10)]
    return {
        "icons": ICONS,
        "colours": COLOURS,
        "form": form,
        "contribution": _contribution(reference="7KQ2MX4P"),
        "collective": _contribution(
            reference="9ZT3BW6R",
            workshop_id=1,
            workshop=workshop,
            author_name="",
            kind="comment",
            title="",
            stance="for",
        ),
        "pending": _contribution(reference="4HD8CN5V", status="pending", get_status_display=_("To moderate")),
        "phases": _phases(),
        "activity": activity,
        "figures": SimpleNamespace(**figures),
        "event_date": now + timedelta(days=12),
        "filter_groups": [{"label": "Quand", "options": options}],
        "active_filters": [SimpleNamespace(label="Ouvertes", url="#")],
        "choices": [
            {
                "value": "a",
                "label": "Un marché plus long",
                "hint": "Jusqu’à 15 heures le samedi",
                "checked": True,
            },
            {"value": "b", "label": "Un marché de nuit", "hint": "Le vendredi, de mai à septembre"},
        ],
        "poll_rows": [{"label": label, "count": count, "share": share} for label, count, share in choices],
        "tabs": [
            {"label": "Liste", "url": "#", "is_on": True, "icon": "list"},
            {"label": "Carte", "url": "#", "icon": "map"},
            {"label": "Calendrier", "url": "#", "icon": "calendar"},
        ],
        "timeline": [
            {
                "date": "Janvier 2026",
                "title": "La question est posée",
                "text": "Le conseil municipal ouvre la consultation.",
            },
            {"date": "Mars 2026", "title": "Onze réunions dans les quartiers", "text": ""},
        ],
    }
