"""An ordinary asynchronous ccxt program. What it is told by the environment: README.md."""

import asyncio

import ccxt.async_support as ccxt

from bot_common import made, printed, steps


async def main():
    exchange = made(ccxt)
    last = None
    try:
        for call, args in steps():
            args = [last if arg == "$id" else arg for arg in args]
            try:
                result = await getattr(exchange, call)(*args)
                if call in ("createOrder", "editOrder"):
                    last = result["id"]
                printed(call, result)
            except Exception as error:
                printed(call, error)
    finally:
        await exchange.close()


asyncio.run(main())
