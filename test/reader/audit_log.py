#!/usr/bin/env python3
"""Proves an exported audit log of Keyhaven, written from docs/audit-log.md alone, sharing no code with Keyhaven.

    audit_log.py EXPORT < keys.json

Standard input is a JSON object:
    {"keys": [{"upTo": sequence or null, "key": base64}, …], "anchor": {"sequence": …, "mac": …} or null}
Keys in the order of their lines; `upTo` null for today's. Without keys ("keys": []) only the links are checked.
Standard output: {"lines": …, "links": whether they fit, "macs": whether they fit or null, "anchored": … or null, "brokenAt": … or null}.

Python 3.9 or newer, its own library alone.
"""
import base64
import hashlib
import hmac
import json
import re
import sys
from typing import Optional

LINE = re.compile(
    rb'(\{"sequence":(0|[1-9][0-9]{0,14}),"time":"[^"]*","actor":"(?:window|terminal|keyhaven)",.*'
    rb',"whileLocked":(?:true|false),"prev":"([A-Za-z0-9_-]{43}|)"),"mac":"([A-Za-z0-9_-]{43})"\}'
)
FIELDS = ["sequence", "time", "actor", "action", "subject", "outcome", "whileLocked", "prev", "mac"]
MAX_LINE_BYTES = 4096


def key_for(keys: list, sequence: int) -> bytes:
    for row in keys:
        if row["upTo"] is None or sequence <= row["upTo"]:
            return base64.b64decode(row["key"])
    raise ValueError("no key for that line")


def mac_of(key: bytes, prev: bytes, body: bytes) -> bytes:
    digest = hmac.new(key, prev + body + b"}", hashlib.sha256).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=")


def prove(data: bytes, keys: list, anchor: Optional[dict]) -> dict:
    lines = data.split(b"\n")
    whole_end = lines.pop() == b""
    prev, links, macs, anchored, broken_at = b"", True, True, anchor is None, None
    for number, line in enumerate(lines, start=1):
        found = LINE.fullmatch(line) if len(line) <= MAX_LINE_BYTES else None
        fits = found is not None and int(found[2]) == number and found[3] == prev
        if found is not None and list(json.loads(line)) != FIELDS:
            fits = False
        sealed = found is not None and (not keys or mac_of(key_for(keys, number), found[3], found[1]) == found[4])
        links, macs = links and fits, macs and sealed
        if broken_at is None and not (fits and sealed):
            broken_at = number
        prev = found[4] if found is not None else b""
        if anchor is not None and number == anchor["sequence"]:
            anchored = prev.decode("ascii") == anchor["mac"]
    if not whole_end:
        links, broken_at = False, broken_at or len(lines) + 1
    return {
        "lines": len(lines),
        "links": links,
        "macs": macs if keys else None,
        "anchored": anchored if anchor is not None else None,
        "brokenAt": broken_at,
    }


def main() -> int:
    asked = json.load(sys.stdin)
    with open(sys.argv[1], "rb") as stream:
        data = stream.read()
    json.dump(prove(data, asked["keys"], asked["anchor"]), sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
