"""How the web server is run by whoever starts it from this folder, `bin/run` among them: it says little."""

from gunicorn import util
from gunicorn.http import wsgi

from archive import serving

# Neither what serves nor which version: the header cannot be left out, only filled.
wsgi.SERVER = "archive"
# Gunicorn answers what it cannot parse by itself, quoting it, and without our headers.
util.write_error = serving.write_error

accesslog = None
logger_class = "archive.serving.ServerLog"
# A socket by which the server can be steered is one way in more.
control_socket_disable = True
