"""A client of the control socket by docs/control-socket.md alone: `client.py DATA_FOLDER OPERATION…`."""

import hashlib
import hmac
import json
import os
import socket
import struct
import sys

home, *operations = sys.argv[1:]
with open(os.path.join(home, "control.json"), encoding="utf-8") as file:
    found = json.load(file)
assert found["version"] == 1
address, key = found["address"], bytes.fromhex(found["key"])

server = socket.socket(socket.AF_UNIX)
server.connect(address)


def send(message):
    body = json.dumps(message).encode()
    server.sendall(struct.pack(">I", len(body)) + body)


def exactly(length):
    got = b""
    while len(got) < length:
        part = server.recv(length - len(got))
        assert part, "the server hung up"
        got += part
    return got


def receive():
    return json.loads(exactly(struct.unpack(">I", exactly(4))[0]))


mine = os.urandom(32).hex()
send({"hello": 1, "nonce": mine})
hello = receive()


def proof(role):
    text = json.dumps(
        ["keyhaven control", 1, role, address, mine, hello["nonce"]], separators=(",", ":"), ensure_ascii=False
    )
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


assert hmac.compare_digest(hello["proof"], proof("server"))
send({"proof": proof("client"), "pid": os.getpid(), "version": "a client in Python"})
assert "ready" in receive()
for n, operation in enumerate(operations):
    send({"n": n, "operation": operation, "input": {}})
    print(json.dumps(receive()))
