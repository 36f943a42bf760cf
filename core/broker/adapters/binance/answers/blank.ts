/** What "All Coins' Information" says of the owner's money; a start-up call that also carries balances. */
const balances = ['free', 'locked', 'freeze', 'withdrawing', 'ipoing', 'ipoable', 'storage'] as const;

export function blank(endpoint: string, body: Buffer): Buffer | undefined {
  if (endpoint !== 'GET /sapi/v1/capital/config/getall') return undefined;
  let coins: unknown;
  try {
    coins = JSON.parse(body.toString('utf8'));
  } catch {
    coins = undefined;
  }
  if (isError(coins)) return body;
  // What is not understood cannot be blanked, and must not go through as it is.
  if (!Array.isArray(coins)) return Buffer.from('[]');
  return Buffer.from(JSON.stringify(coins.map(blanked)));
}

const isError = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).sort().join() === 'code,msg';

function blanked(coin: unknown): unknown {
  if (typeof coin !== 'object' || coin === null) return coin;
  return Object.fromEntries(
    Object.entries(coin).map(([name, value]) => [name, (balances as readonly string[]).includes(name) ? '0' : value]),
  );
}
