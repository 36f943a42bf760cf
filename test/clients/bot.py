"""An ordinary ccxt program. What it is told by the environment: README.md."""

import ccxt

from bot_common import made, printed, steps


def main():
    exchange = made(ccxt)
    last = None
    for call, args in steps():
        args = [last if arg == "$id" else arg for arg in args]
        try:
            result = getattr(exchange, call)(*args)
            if call in ("createOrder", "editOrder"):
                last = result["id"]
            printed(call, result)
        except Exception as error:
            printed(call, error)


main()
