#!/usr/bin/env python3
"""Reads a Keyhaven vault, format 1, written from docs/vault-format.md alone, sharing no code with Keyhaven.

    keyhaven_reader.py VAULT [--secret ID]... [--secrets] < opens.json

Standard input is a JSON object with what opens the vault, one or more of:
    {"passphrase": text, "recoveryCode": text, "keychainKey": base64 of the root key}
Standard output is one JSON object: the header, the index, and the secrets that were asked for.
A refusal is {"error": {"code": …, "message": …}} on standard error and an exit code, see REFUSALS.

Python 3.9 or newer with the packages `cryptography` and `argon2-cffi`.
"""
import argparse
import base64
import binascii
import hashlib
import hmac
import json
import re
import sys
import unicodedata
from dataclasses import dataclass
from typing import Any, Optional

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

FORMAT = "keyhaven-vault 1"
MAX_FILE_BYTES = 134_217_728
MAX_HEADER_BYTES = 4_096
MAX_SECRETS = 50_000
MAX_SECRET_BYTES = 65_532
MAX_INDEX_BYTES = 33_554_432
MAX_NUMBER = 999_999_999
MAX_SEQUENCE = 2**53 - 1
MEMORY_KIB = range(65_536, 1_048_576 + 1)
PASSES = range(3, 16 + 1)
LANES = range(1, 16 + 1)
SEALING_BYTES = 12 + 16  # nonce and tag

RECOVERY_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

#: Code of a refusal → exit code, in the manner of sysexits.h.
REFUSALS = {"usage": 64, "damaged": 65, "unreadable": 66, "newer": 76, "closed": 77}


class Refused(Exception):
    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def damaged(message: str) -> Refused:
    return Refused("damaged", message)


# Text and numbers


def number(text: bytes, allowed: range, what: str) -> int:
    if not re.fullmatch(rb"0|[1-9][0-9]{0,8}", text):
        raise damaged(f"{what} is not a number")
    value = int(text)
    if value not in allowed:
        raise damaged(f"{what} is out of bounds")
    return value


def strict_base64(text: bytes, what: str, length: Optional[int] = None) -> bytes:
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise damaged(f"{what} is not base64") from None
    if base64.b64encode(value) != text:
        raise damaged(f"{what} is not strict base64")
    if length is not None and len(value) != length:
        raise damaged(f"{what} has the wrong length")
    return value


def refuse_twins(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name stands twice")
    return found


def refuse_constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def strict_json(text: str) -> Any:
    """JSON without what Python adds to it (NaN, Infinity) and without a name that stands twice."""
    return json.loads(text, object_pairs_hook=refuse_twins, parse_constant=refuse_constant)


def is_number(value: Any, most: int = MAX_NUMBER) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most


# The file, line by line


@dataclass
class Slot:
    kind: str
    generation: int
    wrapped: bytes
    bound: bytes  # the slot's line up to and with the space before <wrapped>
    root_check: Optional[bytes] = None
    costs: Optional[tuple[int, int, int]] = None  # memory in KiB, passes, lanes
    salt: Optional[bytes] = None


@dataclass
class VaultFile:
    vault_id: str
    created: str
    save: int
    main: Slot
    recovery: Slot
    preamble: bytes
    before_header_mac: bytes
    header_mac: bytes
    index: bytes
    secrets: list[bytes]
    digest: bytes
    file_mac: bytes


def read_slot(line: bytes, kinds: tuple[str, ...]) -> Slot:
    words = line.split(b" ")
    kind = words[1].decode("ascii", "replace") if len(words) > 1 else ""
    if words[0] != b"slot" or kind not in kinds:
        raise damaged("a slot is missing or of the wrong kind")
    with_root = kind in ("keychain", "keychainAndPassphrase")
    with_passphrase = kind in ("passphrase", "keychainAndPassphrase")
    if len(words) != 3 + (1 if with_root else 0) + (5 if with_passphrase else 0) + 1:
        raise damaged("a slot has the wrong number of words")

    rest = iter(words[2:])
    generation = number(next(rest), range(1, MAX_NUMBER + 1), "a slot's generation")
    root_check = strict_base64(next(rest), "the root check", 16) if with_root else None
    costs = salt = None
    if with_passphrase:
        if next(rest) != b"argon2id":
            raise damaged("the key derivation is not argon2id")
        memory = number(next(rest), MEMORY_KIB, "argon2id's memory")
        passes = number(next(rest), PASSES, "argon2id's passes")
        costs = (memory, passes, number(next(rest), LANES, "argon2id's lanes"))
        salt = strict_base64(next(rest), "the salt", 16)
    wrapped = strict_base64(words[-1], "a wrapped data key", 60)
    return Slot(kind, generation, wrapped, line[: len(line) - len(words[-1])], root_check, costs, salt)


def after(word: bytes, line: bytes) -> bytes:
    if not line.startswith(word + b" "):
        raise damaged(f"the line {word.decode()} is missing")
    return line[len(word) + 1 :]


def padded_length(length: int) -> int:
    """The smallest padded length, in bytes, that holds a plain text of `length` bytes."""
    needed = 4 + length
    return 512 if needed <= 512 else -(-needed // 4_096) * 4_096


def base64_length(length: int) -> int:
    return -(-length // 3) * 4


SECRET_TEXT_LENGTHS = {
    base64_length(padded_length(length) + SEALING_BYTES) for length in [0, *range(4_092, MAX_SECRET_BYTES + 1, 4_096)]
}


def read_file(data: bytes) -> VaultFile:
    """Steps 1 to 4 of "What is checked": all that needs no key."""
    if len(data) > MAX_FILE_BYTES:
        raise damaged("the file is too long")
    first = data[: MAX_HEADER_BYTES + 1].split(b"\n", 1)
    version = re.fullmatch(rb"keyhaven-vault ([1-9][0-9]{0,8})", first[0])
    if version is None or len(first) == 1:
        raise damaged("this is not a Keyhaven vault")
    if version.group(1) != b"1":
        raise Refused("newer", "the vault was written by a newer Keyhaven")

    lines = data.split(b"\n")
    if lines.pop() != b"":
        raise damaged("the last line does not end")
    if len(lines) < 9:
        raise damaged("lines are missing")
    if sum(len(line) + 1 for line in lines[:7]) > MAX_HEADER_BYTES:
        raise damaged("the header is too long")

    vault_id = after(b"vault", lines[1])
    if not re.fullmatch(rb"[0-9a-z]{26}", vault_id):
        raise damaged("the vault's id is not one")
    created = after(b"created", lines[2])
    if not re.fullmatch(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", created):
        raise damaged("the instant of creation is not one")
    save = number(after(b"save", lines[3]), range(1, MAX_NUMBER + 1), "the number of the save")
    main = read_slot(lines[4], ("keychain", "passphrase", "keychainAndPassphrase"))
    recovery = read_slot(lines[5], ("recovery",))
    header_mac = strict_base64(after(b"header", lines[6]), "the header's MAC", 32)

    index_text = after(b"index", lines[7])
    if len(index_text) > base64_length(padded_length(MAX_INDEX_BYTES) + SEALING_BYTES):
        raise damaged("the index is too long")
    index = strict_base64(index_text, "the index")
    texts = [after(b"secret", line) for line in lines[8:-1]]
    if len(texts) > MAX_SECRETS:
        raise damaged("there are too many secrets")
    if any(len(text) not in SECRET_TEXT_LENGTHS for text in texts):
        raise damaged("a secret has a length that no padded secret has")
    end = after(b"end", lines[-1]).split(b" ")
    if len(end) != 2:
        raise damaged("the end has the wrong number of words")
    digest = strict_base64(end[0], "the digest", 32)
    if hashlib.sha256(data[: len(data) - len(lines[-1]) - 1]).digest() != digest:
        raise damaged("the digest does not fit the file")

    return VaultFile(
        vault_id=vault_id.decode(),
        created=created.decode(),
        save=save,
        main=main,
        recovery=recovery,
        preamble=b"".join(line + b"\n" for line in lines[:3]),
        before_header_mac=b"".join(line + b"\n" for line in lines[:6]),
        header_mac=header_mac,
        index=index,
        secrets=[strict_base64(text, "a secret") for text in texts],
        digest=digest,
        file_mac=strict_base64(end[1], "the file's MAC", 32),
    )


# Keys


def unseal(key: bytes, sealed: bytes, bound: bytes) -> Optional[bytes]:
    if len(sealed) < SEALING_BYTES:
        return None
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], bound)
    except InvalidTag:
        return None


@dataclass
class Keys:
    """Everything is derived with the vault's id as salt."""

    vault_id: str

    def derive(self, material: bytes, purpose: str, length: int = 32) -> bytes:
        info = f"{FORMAT} {purpose}".encode("ascii")
        return HKDF(algorithm=SHA256(), length=length, salt=self.vault_id.encode("ascii"), info=info).derive(material)


def recovery_bytes(code: str) -> bytes:
    kept = [letter for letter in code if not letter.isspace() and unicodedata.category(letter) != "Pd"]
    letters = "".join(kept).upper().translate(str.maketrans("OIL", "011"))
    if len(letters) != 32 or any(letter not in RECOVERY_LETTERS for letter in letters):
        raise Refused("closed", "the recovery code does not have its 32 letters")
    value = 0
    for letter in letters:
        value = value << 5 | RECOVERY_LETTERS.index(letter)
    return value.to_bytes(20, "big")


def main_slot_material(keys: Keys, slot: Slot, opens: dict[str, str]) -> bytes:
    root = b""
    if slot.root_check is not None:
        if "keychainKey" not in opens:
            raise Refused("closed", "this vault needs its key from the keychain")
        try:
            root = strict_base64(opens["keychainKey"].encode("utf-8"), "the root key", 32)
        except Refused:
            raise Refused("closed", "the keychain's entry is not a key") from None
        if not hmac.compare_digest(keys.derive(root, "root check", 16), slot.root_check):
            raise Refused("closed", "the keychain's key is not this vault's")
    stretched = b""
    if slot.costs is not None and slot.salt is not None:
        if "passphrase" not in opens:
            raise Refused("closed", "this vault needs its passphrase")
        memory, passes, lanes = slot.costs
        passphrase = unicodedata.normalize("NFC", opens["passphrase"]).encode("utf-8")
        stretched = hash_secret_raw(passphrase, slot.salt, passes, memory, lanes, 32, Type.ID, version=0x13)
    return stretched + root


def open_data_key(file: VaultFile, keys: Keys, opens: dict[str, str]) -> bytes:
    if "recoveryCode" in opens:
        slot, material = file.recovery, recovery_bytes(opens["recoveryCode"])
    else:
        slot, material = file.main, main_slot_material(keys, file.main, opens)
    data_key = unseal(keys.derive(material, f"slot {slot.kind}"), slot.wrapped, file.preamble + slot.bound)
    if data_key is None:
        raise Refused("closed", "what was given does not open this vault")
    return data_key


# What is sealed


def unpad(padded: bytes, limit: int, what: str) -> bytes:
    length = int.from_bytes(padded[:4], "big")
    if len(padded) < 4 or length > limit or padded_length(length) != len(padded):
        raise damaged(f"{what} is not padded as it should be")
    if any(padded[4 + length :]):
        raise damaged(f"{what} is not padded with zeros")
    return padded[4 : 4 + length]


FACTS = {
    "epoch": is_number,
    "recoveryConfirmed": lambda value: isinstance(value, bool),
    "wipedAt": is_number,
    "formerRoots": lambda value: isinstance(value, list) and len(value) <= 1_000 and all(map(is_number, value)),
    "anchor": lambda value: value is None
    or isinstance(value, dict)
    and set(value) == {"sequence", "mac"}
    and is_number(value["sequence"], MAX_SEQUENCE)
    and isinstance(value["mac"], str)
    and len(value["mac"]) <= 200,
}
ROOMS = ("credentials", "settings", "grants", "ledger", "rotation")
PARTS = ("facts", "records", *ROOMS)


@dataclass
class Record:
    id: str
    revision: int
    purpose: str


def read_record(value: Any, save: int) -> Record:
    if not (isinstance(value, list) and len(value) == 3):
        raise damaged("a record does not have three parts")
    record_id, revision, purpose = value
    if not (isinstance(record_id, str) and re.fullmatch(r"[!-~]{1,128}", record_id)):
        raise damaged("a record's id is not one")
    if not (is_number(revision) and 1 <= revision <= save):
        raise damaged("a record's revision is not one of this vault's saves")
    if not (isinstance(purpose, str) and re.fullmatch(r"[ -~]{1,128}", purpose)):
        raise damaged("a record's purpose is not one")
    return Record(record_id, revision, purpose)


def read_index(plain: bytes, file: VaultFile) -> tuple[dict[str, Any], list[Record], dict[str, Any]]:
    """Facts, records, and what each room saved."""
    if not plain.endswith(b"\n"):
        raise damaged("the index's last line does not end")
    parts: dict[str, Any] = {}
    place = -1
    for line in plain[:-1].split(b"\n"):
        name, _, text = line.partition(b" ")
        word = name.decode("ascii", "replace")
        if word not in PARTS or PARTS.index(word) <= place:
            raise damaged("the index has a part that is unknown, twice there or out of order")
        place = PARTS.index(word)
        try:
            parts[word] = strict_json(text.decode("utf-8"))
        except (ValueError, RecursionError):
            raise damaged(f"the index's part {word} is not JSON") from None
    if "facts" not in parts or "records" not in parts:
        raise damaged("the index lacks a part")

    facts, rows = parts["facts"], parts["records"]
    if not (isinstance(facts, dict) and set(facts) == set(FACTS)):
        raise damaged("the facts do not have exactly their fields")
    for name, fits in FACTS.items():
        if not fits(facts[name]):
            raise damaged(f"the fact {name} is not as it should be")
    if not isinstance(rows, list) or len(rows) != len(file.secrets):
        raise damaged("there are not as many records as secrets")
    records = [read_record(row, file.save) for row in rows]
    if len({record.id for record in records}) != len(records):
        raise damaged("two records have the same id")
    return facts, records, {room: parts[room] for room in ROOMS if room in parts}


def mac(key: bytes, text: bytes) -> bytes:
    return hmac.new(key, text, hashlib.sha256).digest()


def open_vault(data: bytes, opens: dict[str, str], wanted: Optional[set[str]]) -> dict[str, Any]:
    """All that is in a vault. `wanted` names the secrets to open; None means every one."""
    file = read_file(data)
    keys = Keys(file.vault_id)
    data_key = open_data_key(file, keys, opens)

    if not hmac.compare_digest(mac(keys.derive(data_key, "header"), file.before_header_mac), file.header_mac):
        raise damaged("the header was changed")
    if not hmac.compare_digest(mac(keys.derive(data_key, "file"), file.digest), file.file_mac):
        raise damaged("the file was changed")

    bound = f"{FORMAT}\n{file.vault_id}\nindex\n{file.save}".encode("ascii")
    padded = unseal(keys.derive(data_key, "index"), file.index, bound)
    if padded is None:
        raise damaged("the index does not open")
    facts, records, rooms = read_index(unpad(padded, MAX_INDEX_BYTES, "the index"), file)

    if wanted is not None and not wanted <= {record.id for record in records}:
        raise Refused("usage", "there is no secret of that id")
    secret_key = keys.derive(data_key, "secret")
    secrets = {}
    for record, sealed in zip(records, file.secrets):
        if wanted is not None and record.id not in wanted:
            continue
        words = [FORMAT, file.vault_id, "secret", record.id, str(record.revision), record.purpose]
        padded = unseal(secret_key, sealed, "\n".join(words).encode("ascii"))
        if padded is None:
            raise damaged("a secret does not open")
        secrets[record.id] = as_json(unpad(padded, MAX_SECRET_BYTES, "a secret"))

    return {
        "format": 1,
        "vaultId": file.vault_id,
        "created": file.created,
        "save": file.save,
        "mode": file.main.kind,
        "facts": facts,
        "records": [vars(record) for record in records],
        "rooms": rooms,
        "secrets": secrets,
    }


def as_json(secret: bytes) -> Any:
    """Text where it is UTF-8; the format does not demand it."""
    try:
        return secret.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(secret).decode("ascii")}


# The command


def read_opens(text: str) -> dict[str, str]:
    try:
        opens = strict_json(text)
    except ValueError:
        raise Refused("usage", "standard input is not JSON") from None
    names = {"passphrase", "recoveryCode", "keychainKey"}
    if not (isinstance(opens, dict) and set(opens) <= names and all(isinstance(v, str) for v in opens.values())):
        raise Refused("usage", f"standard input is an object of texts: {', '.join(sorted(names))}")
    return opens


def main() -> int:
    arguments = argparse.ArgumentParser(description="Reads a Keyhaven vault; what opens it is JSON on standard input.")
    arguments.add_argument("vault")
    arguments.add_argument("--secret", action="append", default=[], metavar="ID", help="open this secret too")
    arguments.add_argument("--secrets", action="store_true", help="open every secret")
    asked = arguments.parse_args()
    try:
        opens = read_opens(sys.stdin.read())
        try:
            with open(asked.vault, "rb") as stream:
                data = stream.read(MAX_FILE_BYTES + 1)
        except OSError:
            raise Refused("unreadable", "the file cannot be read") from None
        result = open_vault(data, opens, None if asked.secrets else set(asked.secret))
    except Refused as refused:
        print(json.dumps({"error": {"code": refused.code, "message": str(refused)}}), file=sys.stderr)
        return REFUSALS[refused.code]
    json.dump(result, sys.stdout, ensure_ascii=False)
    return 0


if __name__ == "__main__":
    sys.exit(main())
