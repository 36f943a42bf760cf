/** Every kind of rule is asked, and none refuses what the bench sends. */
export const policyFor = (exchange: 'binance' | 'okx'): string => `on ${exchange}
allow read.account, trade.create
symbols BTC/USDT
side buy, sell
types limit
max-order 250 USDT
max-24h 1000000000 USDT
max-open 1000000 USDT
price-band 3%
rate trade.create 1000000/1m
hours Mon-Sun 00:00-24:00 UTC
expires 12h
`;
