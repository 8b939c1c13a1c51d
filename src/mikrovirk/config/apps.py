from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "mikrovirk.config"
    label = "config"
