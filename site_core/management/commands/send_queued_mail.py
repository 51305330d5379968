"""`manage.py send_queued_mail`: tries again the mails that could not be sent; a timer runs it every minute."""

from django.core.management.base import BaseCommand

from site_core.mail import send_waiting


class Command(BaseCommand):
    help = "Send the mails that wait and are due. Safe to run twice at once."

    def add_arguments(self, parser):
        parser.add_argument("--limit", type=int, default=500, help="at most so many in one run")

    def handle(self, *, limit: int, **options):
        sent, failed = send_waiting(limit)
        self.stdout.write(f"{sent} sent, {failed} failed")
