"""Damages one vault in every place and counts what the reader says: `every_byte.py VAULT < opens.json`.

Each byte is changed twice: once as it stands, once with a digest that fits the change, which anyone can compute.
The file is also cut after every byte.
"""
import base64
import hashlib
import json
import sys
from collections import Counter

from keyhaven_reader import Refused, open_vault, read_opens

with open(sys.argv[1], "rb") as stream:
    whole = stream.read()
opens = read_opens(sys.stdin.read())
end = whole.rindex(b"\nend ") + 1
end_mac = whole[end:].split(b" ")[2]


def outcome(data: bytes) -> str:
    try:
        open_vault(data, opens, None)
    except Refused as refused:
        return refused.code
    return "opened"


def with_fitting_digest(data: bytes) -> bytes:
    body = data[:end]
    return body + b"end " + base64.b64encode(hashlib.sha256(body).digest()) + b" " + end_mac


def flipped(place: int) -> bytes:
    return whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]


places = range(len(whole))
found = {
    "untouched": Counter([outcome(whole), outcome(with_fitting_digest(whole))]),
    "flipped": Counter(outcome(flipped(place)) for place in places),
    "flippedWithDigest": Counter(outcome(with_fitting_digest(flipped(place))) for place in range(end)),
    "cut": Counter(outcome(whole[:place]) for place in places),
}
json.dump({**found, "bytes": len(whole), "beforeEnd": end}, sys.stdout)
