"""When signing in asks for more than the mail."""

from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest

from mikrovirk.accounts.queries import came_by_provider, mail_is_enough


class SecondFactorStage(AuthenticateStage):
    """allauth's stage, passed over by those whose mail is enough and by those another organisation vouched for."""

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is None or mail_is_enough(user) or came_by_provider(request, user):
            return False
        return bool(super()._should_handle(request))
