"""`manage.py purge_expired`: what deletes itself after 14 days, once a day by a timer."""

from django.core.management.base import BaseCommand

from consultation_blocks.participation.retention import purge_unsent, purge_unused_accounts
from site_core import throttle
from site_core.mail import purge_old


class Command(BaseCommand):
    help = "Delete unconfirmed contributions and drafts (with their files), unused accounts and mails older than 14 days."

    def handle(self, **options):
        self.stdout.write(f"{purge_unsent()} unsent contributions")
        self.stdout.write(f"{purge_unused_accounts()} unused accounts")
        self.stdout.write(f"{purge_old()} mails")
        self.stdout.write(f"{throttle.purge_expired()} counts of tries")
