"""Hide an account from the moment somebody decides until the edition has lost it."""

import logging

from testimonies.receipts.counter import hide as put_on_the_list

logger = logging.getLogger(__name__)


def hide(code: str) -> None:
    """Before the decision is stored: killed right after that, the account must not be served until it is paid.

    Where the decision is not stored after all, `carry_out_requests` takes the entry away again. A full disk stops no
    withdrawal: the payment follows anyway.
    """
    try:
        put_on_the_list(code)
    except OSError as error:
        logger.error("An account could not be hidden beforehand: %s", type(error).__name__)
