"""How django-allauth speaks here: its mail goes through our queue, its codes are six digits, it adds no messages."""

import secrets

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest
from django.utils.translation import get_language

from site_core.addresses import client_address
from site_core.mail import queue_mail

MAILS = {"account/email/login_code": "sign_in_code"}


class AccountAdapter(DefaultAccountAdapter):
    def send_mail(self, template_prefix: str, email: str, context: dict) -> None:
        """Queue the mails that this site sends; others of allauth's belong to features that are not offered."""
        if template_prefix in MAILS:
            queue_mail(email, MAILS[template_prefix], {"code": context["code"]}, get_language())

    def add_message(self, request, level, *args, **kwargs) -> None:
        """Keep errors only: a success shows in the page, and a pending message would make pages personal."""
        if level >= messages.ERROR:
            super().add_message(request, level, *args, **kwargs)

    def generate_login_code(self) -> str:
        return f"{secrets.randbelow(1_000_000):06d}"

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are made by proving an address, on the one sign-in page."""
        return False
