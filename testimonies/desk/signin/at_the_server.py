"""The second proof of whoever answers for a command, typed at the server: without a session, without a browser."""

from django.contrib.auth.models import User

from testimonies.desk.signin.attempts import forgive, may_try
from testimonies.desk.signin.credentials import prove_code

# In place of an address: what fails here shuts nobody out at the desk's door, and the other way round.
_HERE = "at the server"


def prove_at_the_server(user: User, code: str) -> bool:
    """Whether `code` is one of `user`'s; it is used up. It counts as an attempt, and five that fail close this way."""
    name = user.get_username()
    if not (may_try(name, _HERE) and prove_code(user, code)):
        return False
    forgive(name, _HERE)
    return True
