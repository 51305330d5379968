"""`manage.py import_timeline FILE --campaign SLUG`: a TimelineJS file into a campaign's timeline, as a draft."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultation_blocks.timeline.formats import FormatError, read_timeline
from consultation_blocks.timeline.services import ImportRefused, find_host, import_timeline


class Command(BaseCommand):
    help = "Adds the events of a TimelineJS file (JSON of version 3 or 2, CSV) to a campaign's timeline, in a draft."

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--campaign", required=True, help="slug of the campaign's page")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done and change nothing"
        )

    def handle(self, *args, **options) -> None:
        try:
            result = read_timeline(options["file"].read_bytes())
            page = find_host(options["campaign"])
            outcome = import_timeline(page, result, dry_run=options["dry_run"])
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except (FormatError, ImportRefused) as error:
            raise CommandError(str(error)) from error
        for problem in outcome.problems:
            field = f" {problem.field}" if problem.field else ""
            self.stdout.write(f"{problem.label}: {problem.where}{field}: {problem.message}")
        count = len(outcome.added)
        self.stdout.write(
            ngettext("%(count)s event added", "%(count)s events added", count) % {"count": count}
            + _(", %(same)s already there, %(eras)s eras.")
            % {"same": outcome.already_there, "eras": outcome.eras_added}
        )
        if options["dry_run"]:
            self.stdout.write(_("Dry run: nothing was changed."))
        elif outcome.revision:
            self.stdout.write(_("Saved as a draft: publish the page when it is right."))
