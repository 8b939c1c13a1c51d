"""The floor as a web server calls it: by the handler that answers for us too."""

from servestatic.asgi import ServeStaticASGI

from mikrovirk.config.handler import Handler
from mikrovirk.config.static_files import with_static_files

application = with_static_files(ServeStaticASGI, Handler())
