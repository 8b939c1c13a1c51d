"""The reference implementation on Pabulib files: run by an environment of its own, which has pabutools and not us.

`python allocation_reference.py FILE… fractions|floats` prints one JSON object a line for each file: CPU seconds, memory, winners.
"""

import json
import sys
import time
from pathlib import Path

from pabutools import fractions
from pabutools.election import Cost_Sat, parse_pabulib
from pabutools.rules import method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule


def divide(name: str, arithmetic: str) -> None:
    fractions.FRACTION = "gmpy2" if arithmetic == "fractions" else "float"
    instance, profile = parse_pabulib(name)
    place = {project: number for number, project in enumerate(instance.project_meta)}
    votes = {project: profile.approval_score(project) for project in instance}
    ties = TieBreakingRule(lambda _instance, _profile, project: (project.cost, -votes[project], place[project]))
    profile = profile.as_multiprofile()  # equal ballots together: two to three times faster
    begun = time.process_time()
    funded = method_of_equal_shares(instance, profile, sat_class=Cost_Sat, tie_breaking=ties, voter_budget_increment=1)
    seconds = time.process_time() - begun
    memory = int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) / 1024
    found = {"seconds": seconds, "memory": memory, "funded": sorted(str(project) for project in funded)}
    print(json.dumps(found), flush=True)


if __name__ == "__main__":
    for each in sys.argv[1:-1]:
        divide(each, sys.argv[-1])
