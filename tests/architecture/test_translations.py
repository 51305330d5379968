"""No string of the interface is left without its French, English and Arabic."""

import pytest

from scripts import messages


@pytest.mark.point("X5")
def test_every_string_of_the_interface_is_in_french_english_and_arabic():
    found = messages.problems()
    assert not found, "\n".join([f"{len(found)} to do:", *found[:100]])


def write(root, path, text):
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


@pytest.fixture
def project(tmp_path):
    write(
        tmp_path,
        "pages/models.py",
        "from django.utils.translation import gettext_lazy as _, ngettext as n\n"
        '_("Campaign")\n'
        'n("%(count)s vote", "%(count)s votes", 2)\n'
        'print("not for people")\n',
    )
    write(
        tmp_path,
        "templates/pages/home.html",
        '{% load i18n %}{% translate "Open" context "state" %}{{ value|default:_("None") }}'
        "{% blocktranslate count n=total trimmed %}\n  {{ n }} page's\n{% plural %}\n  {{ n }} pages\n"
        '{% endblocktranslate %}{# translate "a comment" #}',
    )
    return tmp_path


def entry(language, msgid, root):
    (found,) = [e for e in messages._open(language, root) if e.msgid == msgid]
    return found


def test_strings_of_python_and_of_templates_are_found_with_context_and_plural(project):
    assert set(messages.extract(project)) == {
        (None, "Campaign"),
        (None, "%(count)s vote"),
        ("state", "Open"),
        (None, "None"),
        (None, "%(n)s page's"),
    }
    assert messages.extract(project)[None, "%(n)s page's"].plural == "%(n)s pages"


def test_update_fills_english_from_the_source_and_leaves_the_rest_to_translate(project):
    assert messages.update(project) == {"fr": 5, "en": 0, "ar": 5}
    assert entry("en", "%(count)s vote", project).msgstr_plural == {0: "%(count)s vote", 1: "%(count)s votes"}
    assert len(entry("ar", "%(count)s vote", project).msgstr_plural) == 6


def test_update_keeps_translations_drops_what_is_gone_and_is_stable(project):
    messages.update(project)
    path = messages.catalogue_path("fr", project)
    path.write_text(
        path.read_text().replace('msgid "Campaign"\nmsgstr ""', 'msgid "Campaign"\nmsgstr "Campagne"')
    )
    (project / "templates/pages/home.html").unlink()
    messages.update(project)
    written = path.read_text()
    assert entry("fr", "Campaign", project).msgstr == "Campagne"
    assert "page's" not in written
    messages.update(project)
    assert path.read_text() == written


def test_missing_untranslated_fuzzy_and_stale_entries_are_told(project):
    assert messages.problems(project) == [
        f"{language}: no catalogue, run `make messages`" for language in messages.LANGUAGES
    ]
    messages.update(project)
    assert len(messages.problems(project)) == 10  # five strings in two languages

    path = messages.catalogue_path("fr", project)
    text = path.read_text()
    path.write_text(
        text.replace('msgid "Campaign"\nmsgstr ""', '#, fuzzy\nmsgid "Campaign"\nmsgstr "Campagne"')
    )
    assert any("'Campaign'" in line and "is fuzzy" in line for line in messages.problems(project))

    write(project, "site_core/new.py", '_("New")')
    assert sum("'New'" in line and "not in the catalogue" in line for line in messages.problems(project)) == 3
    (project / "pages/models.py").unlink()
    assert any("'Campaign'" in line and "no longer" in line for line in messages.problems(project))


def test_a_translation_that_loses_a_placeholder_is_told(project):
    write(project, "pages/more.py", '_("Hello %(name)s")')
    messages.update(project)
    path = messages.catalogue_path("fr", project)
    path.write_text(
        path.read_text().replace(
            'msgid "Hello %(name)s"\nmsgstr ""', 'msgid "Hello %(name)s"\nmsgstr "Bonjour"'
        )
    )
    assert any("other placeholders" in line for line in messages.problems(project))
