from django.apps import AppConfig

from mikrovirk.common.refusals import refuse_cpr_in_every_form


class CommonConfig(AppConfig):
    name = "mikrovirk.common"
    label = "common"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        refuse_cpr_in_every_form()
