"""The forms of the sign-in page and of the account page."""

from allauth.account.forms import ConfirmLoginCodeForm
from django import forms
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils.translation import gettext_lazy as _

from .confirmation import plain_digits

CODE_ATTRIBUTES = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "class": "code-input",
    "dir": "ltr",
    "spellcheck": "false",
}


class SignInForm(forms.Form):
    """One form for those who have an account and those who have not: nobody learns which of the two an address is."""

    email = forms.EmailField(
        label=_("E-mail address"),
        max_length=254,
        help_text=_("We send you a code there. There is no password to remember."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=_("Name shown in public"),
        max_length=80,
        required=False,
        help_text=_("Only if this is your first time: your first name or a pseudonym."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of six digits"), max_length=20, widget=forms.TextInput(attrs=CODE_ATTRIBUTES)
    )

    def clean_code(self) -> str:
        code = plain_digits(self.cleaned_data["code"])
        if len(code) != 6 or not code.isdigit():
            raise forms.ValidationError(_("The code has six digits, such as 402 913."))
        return code


class LoginCodeForm(ConfirmLoginCodeForm):
    """Allauth's comparison of the code, with our field."""

    code = forms.CharField(
        label=_("Code of six digits"), max_length=20, widget=forms.TextInput(attrs=CODE_ATTRIBUTES)
    )

    def clean_code(self) -> str:
        self.cleaned_data["code"] = plain_digits(self.cleaned_data["code"])
        return super().clean_code()


class ProfileForm(forms.ModelForm):
    display_name = forms.CharField(
        label=_("Name shown in public"),
        max_length=80,
        help_text=_("Shown with what you send from now on."),
        widget=forms.TextInput(attrs={"autocomplete": "nickname"}),
    )
    language = forms.ChoiceField(
        label=_("Language of the mails that you get"),
        choices=[("fr", "Français"), ("en", "English"), ("ar", "العربية")],
    )

    class Meta:
        model = get_user_model()
        fields = ["display_name", "language"]

    def clean_language(self) -> str:
        language = self.cleaned_data["language"]
        return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
