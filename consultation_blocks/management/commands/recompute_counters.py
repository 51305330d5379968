"""`manage.py recompute_counters [--check]`: compares every stored counter with the rows, and corrects it."""

from django.core.management.base import BaseCommand, CommandError

from consultation_blocks.participation.counters import differences
from site_core.cache import CAMPAIGNS, SITE, drop_tags


class Command(BaseCommand):
    help = "Correct the stored counters from the rows; with --check only tell, with exit status 1 where one is wrong."

    def add_arguments(self, parser):
        parser.add_argument("--check", action="store_true", help="change nothing")

    def handle(self, *, check: bool, **options):
        found = 0
        for line in differences(fix=not check):
            found += 1
            self.stdout.write(line)
        if found and not check:
            drop_tags(SITE, CAMPAIGNS)
        if check and found:
            raise CommandError(f"{found} counters are wrong; run recompute_counters without --check.")
        self.stdout.write(
            self.style.SUCCESS(f"{found} counters corrected" if found else "All counters are right.")
        )
