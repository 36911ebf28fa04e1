"""A withdrawal killed at every single step, by receipt and by staff: `python -m benchmarks.withdrawal_kills`.

What must hold after each kill, and after the sync that follows it, is said in
`tests/desk/moderation/after_a_kill.py`; `test_killed_withdrawal.py` beside it tries some of the steps.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from tests.desk.moderation.after_a_kill import check

WORK = """
import sys
from pathlib import Path
from benchmarks.site.load import stores, vocabulary
stores(Path(sys.argv[1]))
from testimonies.desk.models import HouseRules
vocabulary()
HouseRules.objects.update_or_create(pk=1, defaults={"k": 1})
from tests.desk.moderation.killed_withdrawal import main
main(sys.argv[2], moments=1000, every=1)
"""


def kills(way: str) -> int:
    """How many steps there are; each was tried, in stores of its own."""
    with tempfile.TemporaryDirectory() as place:
        environment = {**os.environ, "ARCHIVE_HOSTS": "testserver"}
        command = [sys.executable, "-c", WORK, place, way]
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        assert run.returncode == 0, run.stderr
    moments = [json.loads(line) for line in run.stdout.splitlines() if line.startswith("{")]
    for moment in moments:
        check(moment)
    assert not moments[-1]["killed"]
    return len(moments) - 1


if __name__ == "__main__":
    print(json.dumps({f"{way}_steps": kills(way) for way in ("receipt", "staff")}, indent=1))
