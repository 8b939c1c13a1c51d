"""The reference implementation on one Pabulib file: run by an environment of its own, which has pabutools and not us.

`python allocation_reference.py FILE fractions|floats [REPEATS]` prints one JSON object: CPU seconds, memory, winners.
"""

import json
import sys
import time
from pathlib import Path

from pabutools import fractions
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule


def main(name: str, arithmetic: str, repeats: int) -> None:
    fractions.FRACTION = "gmpy2" if arithmetic == "fractions" else "float"
    instance, profile = parse_pabulib(name)
    place = {project: number for number, project in enumerate(instance.project_meta)}
    votes = {project: profile.approval_score(project) for project in instance}
    ties = TieBreakingRule(lambda _instance, _profile, project: (project.cost, -votes[project], place[project]))
    profile = profile.as_multiprofile()  # equal ballots together: two to three times faster
    begun = time.process_time()
    for _ in range(repeats):
        funded = method_of_equal_shares(
            instance, profile, sat_class=Cost_Sat, tie_breaking=ties, voter_budget_increment=1
        )
    seconds = (time.process_time() - begun) / repeats
    memory = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    print(json.dumps({"seconds": seconds, "memory": memory, "funded": sorted(str(project) for project in funded)}))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1)
