"""Whether one decision is what this archive wrote; of the whole chain `verify` says it."""

from testimonies.desk.chain.canonical import row_hash
from testimonies.desk.chain.signing import Signer
from testimonies.desk.models import Decision


def is_written_here(decision: Decision, signer: Signer | None = None) -> bool:
    """Whether its hash is that of what it says, and its signature this archive's."""
    if row_hash(decision) != decision.hash:
        return False
    return (signer or Signer()).signed("decision", decision.hash, decision.signature)
