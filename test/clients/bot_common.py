"""What the two Python bots share: configuration in, lines of JSON out."""

import json
import os
import re

HERE = os.path.dirname(os.path.abspath(__file__))
FIELDS = ("id", "clientOrderId", "symbol", "status", "side", "type", "price", "amount", "filled", "cost", "contracts", "last")


def made(ccxt):
    env = os.environ
    options = {"defaultType": env.get("KH_TYPE", "spot"), **json.loads(env.get("KH_OPTIONS", "{}"))}
    exchange = getattr(ccxt, env["KH_EXCHANGE"])(
        {
            "apiKey": env["KH_KEY"],
            "secret": env["KH_SECRET"],
            "password": env.get("KH_PASSWORD"),
            "enableRateLimit": False,
            "options": options,
        }
    )
    exchange.urls["api"] = mapped(exchange.urls["api"], env["KH_URL"])
    if env.get("KH_DEMO") == "1":
        exchange.headers = {"x-simulated-trading": "1"}
    return exchange


def mapped(tree, base):
    if isinstance(tree, dict):
        return {name: mapped(value, base) for name, value in tree.items()}
    return base + tree if base.endswith("/") else re.sub("^https://[^/]+", base, tree)


def steps():
    said = os.environ.get("KH_STEPS")
    if said:
        program = json.loads(said)
    else:
        with open(os.path.join(HERE, "programs.json")) as file:
            program = json.load(file)[os.environ.get("KH_TYPE", "spot")]
    return [(call, args) for call, *args in program]


def printed(call, result):
    if isinstance(result, Exception):
        line = {"call": call, "ok": False, "error": type(result).__name__, "message": str(result)}
    else:
        line = {"call": call, "ok": True, "result": brief(result)}
    print(json.dumps(line), flush=True)


def brief(result):
    if isinstance(result, list):
        return [brief(one) for one in result]
    if not isinstance(result, dict):
        return result
    if "free" in result:
        return {"free": result["free"], "used": result["used"]}
    kept = {name: result[name] for name in FIELDS if result.get(name) is not None}
    return kept or {"count": len(result)}
