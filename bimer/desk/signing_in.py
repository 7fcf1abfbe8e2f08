"""Signing in with django-allauth as the engine: our words, none of its pages."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import LoginForm
from allauth.core.internal import ratelimit
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from bimer.institutions.models import Officer, fold_username

THROTTLED = "too_many_login_attempts"


class Adapter(DefaultAccountAdapter):
    """What allauth says and remembers about officers."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _(
            "The user name or the password is wrong. If your account was closed, ask your coordinator."
        ),
        THROTTLED: _(
            "Too many attempts. Try again in 5 minutes; until then nobody can sign in with this user name."
        ),
    }

    def add_message(self, *args: object, **kwargs: object) -> None:
        """No "successfully signed in": the inbox says it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are opened by coordinators only."""
        return False

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: str) -> str:
        """Attempts are counted for the account, whatever host name the server is called by."""
        return fold_username(credentials.get("username", ""))


class SignIn(LoginForm):
    """User name and password; unknown, closed and wrong are one answer."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        login, password = self.fields["login"], self.fields["password"]
        login.label, login.error_messages["required"] = _("User name"), _("Write your user name.")
        login.widget = forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "width": "20"}
        )
        password.label, password.error_messages["required"] = _("Password"), _("Write your password.")
        password.widget = forms.PasswordInput(attrs={"autocomplete": "current-password", "width": "20"})
        password.help_text = ""

    def clean_login(self) -> str:
        return fold_username(self.cleaned_data["login"])

    def _clean_with_password(self, credentials: dict) -> dict:
        if not ratelimit.consume(self.request, app="allauth.account", action="login"):
            raise self.request_adapter().validation_error(THROTTLED)
        cleaned = super()._clean_with_password(credentials)
        if not self.user.is_active:
            raise self.request_adapter().validation_error("username_password_mismatch")
        return cleaned

    def request_adapter(self) -> Adapter:
        return Adapter(self.request)

    @property
    def is_throttled(self) -> bool:
        return self.has_error(NON_FIELD_ERRORS, THROTTLED)


def enter(form: SignIn, request: HttpRequest, *, then: str) -> tuple[Officer, HttpResponse]:
    """Sign in whoever the form proved; the session gets a new key."""
    response = form.login(request, redirect_url=then)
    return form.user, response
