"""What the scopes open, in the reader's words."""

from django.utils.translation import gettext_lazy as _

from mikrovirk.api.domain.scopes import Scope

SCOPE_WORDS = {
    Scope.MEETINGS: _("The meetings you plan, drafts too"),
    Scope.SIGN_UPS: _("Who comes to your meetings, by name"),
    Scope.MEMBERS: _("The member list with addresses"),
    Scope.FIGURES: _("How alive your networks are: numbers without names"),
}
