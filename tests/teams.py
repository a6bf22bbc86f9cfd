"""A small team with a drawn sample to read: twelve cases and three reserves, five readers, six practitioners.

Jo is a local assessor of the team North and manages a case; Al is Dee's manager; Pat has three; N15 is nobody's.
"""

import json
from pathlib import Path

RECEIPT = {
    "format": 2,
    "framework": {"id": "omi-2006", "hash": "sha256:1"},
    "seed": "4711",
    "frame": {"cases": 15, "hash": "sha256:2"},
    "list": [{"case": f"N{at:02}", "place": "sample" if at <= 12 else "reserve"} for at in range(1, 16)],
}

HOLDERS = """\
Pat Smith,Al Hill,South
"Smith, Pat",Al Hill,South
pat smith,Al Hill,South
Dee Low,Al Hill,South
Dee Low,Al Hill,South
Jo Hall,Bo Marsh,North
Kim Moss,Bo Marsh,North
Kim Moss,Bo Marsh,North
Lee Dale,Bo Marsh,North
Mo Park,Cy Reed,West
Mo Park,Cy Reed,West
Zoë Q. O'Neill,Cy Reed,West
Mo Park,Cy Reed,West
Kim Moss,Bo Marsh,North
,,
"""

IDENTITIES = "case,reference,name,born,pnc,practitioner,manager,team,row\n" + "".join(
    f"N{at:02},REF{at},Supervised Person{at},1980-01-{at:02},PNC{at},{holder},{at + 1}\n"
    for at, holder in enumerate(HOLDERS.splitlines(), 1)
)

TEAM = """\
reader,name,email,role,line,person,capacity,reserve,days
ann,Ann Lead,ann@example.org,lead,,,0.5,,
bob,Bob Inspector,,inspector,,,,,mon|tue
cat,Cat Practice,,practice-assessor,,,,,
jo,Jo Hall,,local-assessor,North|Bo Marsh,,,,
al,Al Hill,,local-assessor,South,,,yes,
"""


def papers(folder: Path, receipt: object = RECEIPT, identities: str = IDENTITIES, team: str = TEAM) -> Path:
    """The receipt, the identities and the table of readers, in that folder."""
    folder.mkdir(parents=True, exist_ok=True)
    text = receipt if isinstance(receipt, str) else json.dumps(receipt)
    for name, content in (("draw.json", text), ("identities.csv", identities), ("team.csv", team)):
        (folder / name).write_text(content, "utf-8")
    return folder
