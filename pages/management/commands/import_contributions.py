"""`manage.py import_contributions FILE`: the Nanterre export, as it is, into campaigns."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultation_blocks.opendata.nanterre import UnreadableFile, read
from pages.importing import ImportRefused, import_rows

FIGURES = ("contributions", "collective", "workshops", "participants", "debates", "created", "unchanged")


class Command(BaseCommand):
    help = "Imports the contributions export of Nanterre: campaigns, debates, workshops, published contributions."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--consultation", default="", help="import only the consultation of this name")
        parser.add_argument("--campaign", default="", help="slug of the campaign; by default from the name")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would be done and change nothing"
        )
        parser.add_argument("--json", action="store_true", help="end with one JSON object on the last line")

    def handle(self, *args, **options):
        try:
            rows, findings = read(options["file"].read_bytes())
        except OSError as error:
            raise CommandError(
                _("Cannot read %(file)s: %(error)s") % {"file": options["file"], "error": error.strerror}
            ) from error
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        try:
            with transaction.atomic():
                campaigns = import_rows(rows, findings, options["consultation"], options["campaign"])
                if options["dry_run"]:
                    transaction.set_rollback(True)
        except ImportRefused as error:
            raise CommandError(str(error)) from error
        self._tell(campaigns, options["dry_run"])
        if options["json"]:
            total = {name: sum(campaign[name] for campaign in campaigns.values()) for name in FIGURES}
            review = {
                (item["line"], item["problem"]): item for c in campaigns.values() for item in c["review"]
            }
            total["review"] = [review[key] for key in sorted(review)]
            self.stdout.write(json.dumps(total | {"campaigns": campaigns}, ensure_ascii=False))

    def _tell(self, campaigns: dict[str, dict], dry_run: bool) -> None:
        if dry_run:
            self.stdout.write(_("Dry run: nothing was changed."))
        for slug, campaign in campaigns.items():
            self.stdout.write(
                _(
                    "%(slug)s: %(contributions)d contributions (%(collective)d collective), %(workshops)d workshops, "
                    "%(participants)d participants, %(debates)d debates; %(created)d created, %(unchanged)d unchanged."
                )
                % {"slug": slug, **campaign}
            )
            note = campaign.pop("note")  # for people only: programs read the JSON
            if note:
                self.stdout.write(f"  {note}")
            for item in campaign["review"]:
                self.stdout.write("  " + _("line %(line)d: %(problem)s") % item)
            # A line with several problems counts once; whether it was taken its problem says.
            count = len({item["line"] for item in campaign["review"]})
            if count:
                said = ngettext("%(n)d line to review.", "%(n)d lines to review.", count)
                self.stdout.write("  " + said % {"n": count})
