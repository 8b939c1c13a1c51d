import os

from django.core.wsgi import get_wsgi_application
from servestatic.wsgi import ServeStatic

from mikrovirk.config.static_files import with_static_files

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mikrovirk.config.settings")
application = with_static_files(ServeStatic, get_wsgi_application())
