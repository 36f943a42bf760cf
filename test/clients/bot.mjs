// An ordinary ccxt program. What it is told by the environment: README.md.
import { readFileSync } from 'node:fs';
import ccxt from 'ccxt';

const env = process.env;
const type = env.KH_TYPE ?? 'spot';
const base = env.KH_URL;

const through = (address) => (base.endsWith('/') ? base + address : address.replace(/^https:\/\/[^/]+/, base));
const mapped = (tree) =>
  typeof tree === 'string' ? through(tree) : Object.fromEntries(Object.entries(tree).map(([k, v]) => [k, mapped(v)]));

const exchange = new ccxt[env.KH_EXCHANGE]({
  apiKey: env.KH_KEY,
  secret: env.KH_SECRET,
  password: env.KH_PASSWORD,
  enableRateLimit: false,
  options: { defaultType: type, ...(env.KH_OPTIONS ? JSON.parse(env.KH_OPTIONS) : {}) },
});
exchange.urls.api = mapped(exchange.urls.api);
if (env.KH_DEMO === '1') exchange.headers = { 'x-simulated-trading': '1' };

const fields = [
  'id',
  'clientOrderId',
  'symbol',
  'status',
  'side',
  'type',
  'price',
  'amount',
  'filled',
  'cost',
  'contracts',
  'last',
];
const brief = (result) => {
  if (Array.isArray(result)) return result.map(brief);
  if (typeof result !== 'object' || result === null) return result;
  if (result.free !== undefined) return { free: result.free, used: result.used };
  const kept = fields.filter((name) => result[name] !== undefined).map((name) => [name, result[name]]);
  return kept.length > 0 ? Object.fromEntries(kept) : { count: Object.keys(result).length };
};

const programs = () => JSON.parse(readFileSync(new URL('programs.json', import.meta.url), 'utf8'));
const steps = env.KH_STEPS ? JSON.parse(env.KH_STEPS) : programs()[type];
let id;
for (const [call, ...args] of steps) {
  let line;
  try {
    const result = await exchange[call](...args.map((arg) => (arg === '$id' ? id : (arg ?? undefined))));
    if (call === 'createOrder' || call === 'editOrder') id = result.id;
    line = { call, ok: true, result: brief(result) };
  } catch (error) {
    line = { call, ok: false, error: error.constructor.name, message: error.message };
  }
  process.stdout.write(`${JSON.stringify(line)}\n`);
}
