/** A key in the shape of Binance's, recognisable as made for a test. */
export function binanceKey(seed: string): { apiKey: string; secret: string } {
  const letters = Buffer.from(`kh-test-${seed}`.repeat(12))
    .toString('base64')
    .replace(/[^A-Za-z0-9]/g, '');
  return {
    apiKey: `khTest${letters}`.slice(0, 64),
    secret: `khSecret${Array.from(letters).reverse().join('')}`.slice(0, 64),
  };
}

export const okxKey = (seed: string) => ({
  apiKey: '0badc0de-0000-4000-8000-'.concat(Buffer.from(seed.padEnd(6, '0').slice(0, 6)).toString('hex')),
  secret: Buffer.from(`kh-test-${seed}-0123456789`).toString('hex').toUpperCase().padEnd(32, 'A').slice(0, 32),
  password: `kh-test-Pass-${seed}!`,
});
