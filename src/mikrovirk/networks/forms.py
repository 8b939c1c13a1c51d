"""Forms for a network's own settings and for the installation."""

from django import forms
from django.utils.translation import gettext_lazy as _

from mikrovirk.accounts.models import User
from mikrovirk.networks.models import Installation, Network, Role
from mikrovirk.networks.parts import PARTS


class NetworkForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What the public page says about the network."""

    class Meta:
        model = Network
        fields = ("name", "purpose", "about", "place", "contact_name", "contact_email", "contact_phone")
        widgets = {"about": forms.Textarea(attrs={"rows": 6})}
        help_texts = {"purpose": _("Shown on the front page. Say who it is for.")}


class PartsForm(forms.Form):
    """Which parts are on; those the installation does not offer are left out."""

    parts = forms.MultipleChoiceField(label=_("Parts that are on"), required=False, widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: object, offered: frozenset[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        choices = [(part.key, f"{part.name}: {part.does}") for part in PARTS if part.key in offered]
        self.fields["parts"].choices = choices  # type: ignore[attr-defined]


class RoleForm(forms.Form):
    """Give somebody a role in the network by e-mail address."""

    full_name = forms.CharField(label=_("Name"), max_length=160)
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(
        label=_("Role"),
        choices=[(Role.Name.STEERING, Role.Name.STEERING.label), (Role.Name.COORDINATOR, Role.Name.COORDINATOR.label)],
    )

    def user(self) -> User:
        """The user with that address; made if there was none. A known name is kept."""
        email = self.cleaned_data["email"].lower()
        found = User.objects.filter(email=email).first()
        return found or User.objects.create_user(email, full_name=self.cleaned_data["full_name"])


class InstallationForm(forms.ModelForm):  # type: ignore[type-arg]  # as above
    """The region, and which parts no network may switch on."""

    parts_on = forms.MultipleChoiceField(
        label=_("Parts the networks may switch on"),
        required=False,
        choices=[(part.key, part.name) for part in PARTS],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Installation
        fields = ("region",)


class NewNetworkForm(forms.Form):
    """An empty network with its first coordinator."""

    name = forms.CharField(label=_("Name of the network"), max_length=120)
    slug = forms.SlugField(
        label=_("Address"), max_length=60, help_text=_("Letters a–z, digits and hyphens: it stands in the web address.")
    )
    email = forms.EmailField(label=_("The coordinator's e-mail"), required=False)

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"].lower()
        if Network.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("There is a network with that address. Choose another."))
        return slug
