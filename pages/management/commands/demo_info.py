"""`manage.py demo_info`: where to look, and who may log in."""

from django.conf import settings
from django.core.management.base import BaseCommand

from pages.demo import people, square
from pages.models import CampaignPage


class Command(BaseCommand):
    help = "Prints the demo's addresses and logins."

    def campaign(self) -> list[str]:
        """Addresses of the campaign that is there in all languages."""
        source = CampaignPage.objects.filter(slug=square.SLUG).order_by("pk").first()
        pages = source.get_translations(inclusive=True).live().order_by("pk") if source else []
        return [page.url for page in pages]

    def handle(self, *args, **options):
        base = settings.WAGTAILADMIN_BASE_URL.rstrip("/")
        lines = [
            "",
            f"  Site        {base}/fr/",
            *[f"  A campaign  {base}{address}" for address in self.campaign()],
            f"  Admin       {base}/admin/",
            f"  Style guide {base}/fr/styleguide/",
            f"  API         {base}/api/v1/campaigns/",
            "",
            f"  Admin logins, all with the password {people.PASSWORD}",
        ]
        roles = ["administrator", "editor", "moderator", "analyst"]
        lines += [
            f"    {role:<14}{email}" for role, (email, _name, _group) in zip(roles, people.STAFF, strict=True)
        ]
        lines += [
            f"    {'citizen':<14}{people.CITIZEN[0]}   (no password: sign in on the site, the code is printed here)",
            "",
        ]
        self.stdout.write("\n".join(lines))
