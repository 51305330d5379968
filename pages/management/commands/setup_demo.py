"""`manage.py setup_demo`: the demo city, made once."""

from django.core.management.base import BaseCommand
from django.utils.translation import override

from pages.demo.build import build


class Command(BaseCommand):
    help = (
        "Makes the demo city, its campaigns and its contributions; does nothing where they are there already."
    )

    def handle(self, *args, **options):
        with override("fr"):
            made = build(lambda step: self.stdout.write(f"  {step}"))
        self.stdout.write(
            "The demo is ready." if made else "The demo was there already; nothing was changed."
        )
