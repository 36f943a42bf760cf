import { grantedClasses, tradeClasses } from './grants';
import { quoted } from './lines';
import { mostLost } from './loss';
import { countPhrases, hoursPhrase, moneyPhrase, readPhrases, timePhrase, together, typePhrases } from './phrases';
import type { EndpointClass, OrderType, Policy } from './policy';

type Granted = ReadonlySet<EndpointClass>;

/** What a token of this policy may do and how far, in one sentence. It says no less and no more than what is enforced. */
export function explainPolicy(policy: Policy): string {
  const granted = grantedClasses(policy);
  const place = `at ${policy.on.exchange}${policy.on.account === null ? '' : ` with the key ${keyName(policy.on.account)}`}`;
  if (granted.size === 0) return `May read the market and do nothing else ${place}.`;
  const trades = tradeClasses.some((each) => granted.has(each));
  const orders = granted.has('trade.create') || granted.has('trade.edit');
  const parts = [
    `may ${together([...reads(granted), ...changes(policy, granted)])}${trades ? ` on ${markets(policy)}` : ''} ${place}`,
    ...(orders ? [money(policy), ...loss(policy), ...prices(policy)] : []),
    ...rates(policy, granted),
    ...(trades ? hours(policy) : []),
    ...ending(policy, trades),
  ];
  const sentence = parts.join('; ');
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}.`;
}

const keyName = (account: string): string => `“${quoted(account).slice(1, -1)}”`;

/** The market always: what needs no signature goes through whatever is granted. */
function reads(granted: Granted): string[] {
  const phrases = Object.entries(readPhrases).filter(
    ([each]) => each === 'read.market' || granted.has(each as EndpointClass),
  );
  return [`read ${together(phrases.map(([, phrase]) => phrase))}`];
}

function changes({ types, sides, maxLeverage }: Policy, granted: Granted): string[] {
  const own = granted.has('trade.create') ? 'its own' : 'its own orders';
  const side = sides.length === 1 ? `${sides.join()} ` : '';
  return [
    ...(granted.has('trade.create') ? [`place ${kinds(types)} ${side}orders`] : []),
    ...(granted.has('trade.edit') ? [`change ${own}`] : []),
    ...(granted.has('trade.cancel.any') && granted.has('trade.cancel')
      ? ['cancel any order, also those it did not place,']
      : granted.has('trade.cancel')
        ? [`cancel ${own}`]
        : []),
    ...(granted.has('margin.set') ? [`set the margin mode and a leverage of at most ${maxLeverage ?? '0'}`] : []),
  ];
}

const kinds = (types: readonly OrderType[]): string => together(types.map((type) => typePhrases[type]));

const mostNamed = 12;

function markets({ symbols, denySymbols }: Policy): string {
  if (symbols === 'any') return denySymbols.length === 0 ? 'every market' : `every market but ${named(denySymbols)}`;
  const left = symbols.filter((symbol) => !denySymbols.includes(symbol));
  return left.length === 0 ? 'no market' : named(left);
}

const named = (symbols: readonly string[]): string =>
  symbols.length <= mostNamed
    ? together(symbols)
    : together([...symbols.slice(0, mostNamed), `${symbols.length - mostNamed} more`]);

function money(policy: Policy): string {
  const { maxOrder, max24h, maxOpen } = policy;
  if (maxOrder === null && max24h === null && maxOpen === null) return 'with no limit on money';
  const limits = [
    ...(maxOrder === null ? [] : [`put at most ${moneyPhrase(maxOrder)} into one order`]),
    ...(max24h === null
      ? []
      : [
          `put at most ${moneyPhrase(max24h)} into new orders in any 24 hours (what was cancelled unfilled is not counted)`,
        ]),
    ...(maxOpen === null ? [] : [`have at most ${moneyPhrase(maxOpen)} resting at a time`]),
  ];
  const sum = max24h === null ? ', with no limit on the sum of its orders' : '';
  // Where nothing can be closed there is no exception to tell.
  const beyond = closesNothing(policy) ? '' : ', and beyond that only close what is open';
  return `can ${together(limits)}${sum}${beyond}`;
}

const closesNothing = ({ symbols, sides }: Policy): boolean =>
  sides.length === 1 && symbols !== 'any' && symbols.every((symbol) => !symbol.includes(':'));

function loss(policy: Policy): string[] {
  const most = mostLost(policy);
  if (most === undefined) return [];
  return [
    `can lose at most ${moneyPhrase(most)} in any 24 hours to prices worse than the market’s, fees and later moves of the market not counted`,
  ];
}

function prices({ types, sides, priceBand }: Policy): string[] {
  const atMarket = types.filter((type) => ['market', 'stop', 'trailing'].includes(type));
  const priced = types.filter((type) => !atMarket.includes(type));
  const worse = [
    ...(sides.includes('buy') ? [`at most ${priceBand ?? ''} % above the market to buy`] : []),
    ...(sides.includes('sell') ? [`at most ${priceBand ?? ''} % below the market to sell`] : []),
  ];
  const triggered = priced.includes('stopLimit') ? ' (stop-limit orders: of their own trigger)' : '';
  return [
    ...(priced.length === 0
      ? []
      : [
          priceBand === null
            ? 'with no limit on how bad a limit price may be'
            : `with a limit price ${together(worse)}${triggered}`,
        ]),
    ...(atMarket.length === 0 ? [] : [`its ${kinds(atMarket)} orders take the prices they meet`]),
  ];
}

function rates({ rates: all }: Policy, granted: Granted): string[] {
  return all
    .filter((rate) => granted.has(rate.class))
    .map((rate) => `makes at most ${rate.count} ${countPhrases[rate.class]} in any ${timePhrase(rate.perMs)}`);
}

const hours = ({ hours: all }: Policy): string[] =>
  all.length === 0 ? [] : [`only closes outside ${together(all.map(hoursPhrase))}`];

function ending({ lifeMs, idleMs, onEnd }: Policy, trades: boolean): string[] {
  if (!trades) return [`is valid for ${timePhrase(lifeMs)}`];
  return [
    ...(idleMs === null ? [] : [`only closes after ${timePhrase(idleMs)} without a request`]),
    `is valid for ${timePhrase(lifeMs)} and may only close for 24 hours after that`,
    onEnd === 'cancel' ? 'its resting orders are cancelled when it ends' : 'its resting orders stay when it ends',
  ];
}
