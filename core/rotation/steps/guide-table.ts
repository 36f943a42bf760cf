import type { practiceStyles } from '../../contract/lists';
import type { RotationGuide } from '../../contract/rotation-steps';

/** The clicks at an exchange's site; buttons and menus in its own words. */
export interface Guide extends Omit<RotationGuide, 'keyPage' | 'make' | 'remove'> {
  readonly make: readonly string[];
  readonly remove: readonly string[];
}

/** What every exchange's page asks for, where nothing more exact is known. */
const sameRights = 'Give it the rights of the old key and no others, and the old key’s IP list where it has one.';
const noted = 'Copy all that is shown now: the secret is shown only once.';

/** The exchanges that the practice exchange speaks like. To add one: a row, with its source; what no source names stays in general words. */
export const guideTable = {
  binance: {
    make: [
      'Log in on the website, click your profile, and choose “API Management”.',
      'Click “Create API”, and choose “System generated” (or “Self-generated”, for an Ed25519 or RSA key of your own).',
      'Name the key, and confirm with your second factor.',
      noted,
      sameRights,
    ],
    remove: ['On “API Management”, find the old key by its end.', 'Delete it, and confirm with your second factor.'],
    source: 'several guides that agree; the page itself asks for a login',
    seen: '2026-11',
    confidence: 'medium',
  },
  okx: {
    make: [
      'Log in, click your profile, and open the page for API keys.',
      'Click “Create API key”, name it, and choose a passphrase for this key.',
      'Give it the permissions (“Read”, “Trade”, “Withdraw”) of the old key and no others, and its IP list.',
      'Confirm with your second factor.',
      'Copy key and secret, and keep the passphrase: it cannot be looked up later.',
    ],
    remove: ['On the page for API keys, find the old key by its end.', 'Delete it, and confirm as OKX asks.'],
    source: 'several guides that agree; menus differ between them',
    seen: '2026-11',
    confidence: 'low',
  },
  bybit: {
    make: [
      'Log in, click your profile, open “Account Settings”, then “API Management”.',
      'Click “Create New Key”, and choose “System-generated API Keys” (or a key pair of your own).',
      'Choose “API Transactions”, and name the key.',
      sameRights,
      'Confirm with your second factor.',
      noted,
    ],
    remove: ['On “API Management”, find the old key by its end.', 'Click “Delete” beside it, and confirm.'],
    source: 'two guides of 2026 that agree',
    seen: '2026-11',
    confidence: 'medium',
  },
  kraken: {
    make: [
      'Log in to Kraken Pro, open the settings, then “API”.',
      'Click “Create API key”, and name it.',
      sameRights,
      'Click “Generate key”.',
      noted,
    ],
    remove: [
      'On the page for API keys, find the old key by its name or its end.',
      'Delete it, and confirm as Kraken asks.',
    ],
    source: 'support.kraken.com, “How to create an API key”, in copies of several ages',
    seen: '2026-11',
    confidence: 'medium',
  },
  kucoin: {
    make: [
      'Log in, click your avatar, and choose “API Management”, then “Create API”.',
      'Choose “API Trading”, and enter a name and a passphrase for this key.',
      sameRights,
      'Confirm with your trading password, the code from your e-mail and your second factor.',
      'Copy key and secret, and keep the passphrase: none of them can be looked up later.',
    ],
    remove: ['On “API Management”, find the old key by its name or its end.', 'Delete it, and confirm as KuCoin asks.'],
    source: 'kucoin.com/support/360015102174, “How to Create API”',
    seen: '2026-11',
    confidence: 'high',
  },
  gate: {
    make: [
      'Log in, move to your profile, and click “API Management”.',
      'Click “Create API Key”, enter a remark, and choose “API v4 Key” with the account type of the old one.',
      'Under “IP permissions” bind your addresses: a key that is not bound ends after 90 days.',
      'Set “Read and Write” or “Read Only” for each permission as the old key has it, and click “Submit”.',
      'Accept the risk reminder, and confirm with your fund password and your second factor.',
      noted,
    ],
    remove: [
      'On “API Management”, find the old key by its remark or its end.',
      'Click “Delete” beside it, and confirm.',
    ],
    source: 'Gate help 17521, “How to utilize API”',
    seen: '2026-11',
    confidence: 'high',
  },
  bitget: {
    make: [
      'Log in, click your profile, and choose “API Keys”.',
      'Click “Create API key”, and choose “System-generated API key” (or a key pair of your own).',
      'Name the key, and choose a passphrase for it.',
      sameRights,
      'Confirm with your second factor.',
      'Copy key and secret, and keep the passphrase: it cannot be looked up later.',
    ],
    remove: ['On “API Keys”, find the old key by its name or its end.', 'Delete it, and confirm as Bitget asks.'],
    source: 'bitsgap.com helpdesk 9934240599580, and two guides that agree',
    seen: '2026-11',
    confidence: 'medium',
  },
  mexc: {
    make: [
      'Log in, move to your profile, and choose “API Management”.',
      sameRights,
      'Click “Create”, and confirm with your second factor.',
      noted,
    ],
    remove: ['On “API Management”, find the old key by its note or its end.', 'Delete it, and confirm as MEXC asks.'],
    source: 'several third-party guides; menus differ between them',
    seen: '2026-11',
    confidence: 'low',
  },
  bitfinex: {
    make: [
      'Log in, open the page for API keys, and choose “Create New Key”.',
      sameRights,
      'Label the key, and click “Generate API Key”.',
      'Confirm with your second factor, and then in the e-mail that comes (“Create API Key”, in the same browser).',
      noted,
    ],
    remove: [
      'Under “My API Keys”, find the old key by its label or its end.',
      'Revoke it, and confirm with your second factor.',
    ],
    source: 'support.bitfinex.com 115003363429, “How to create and revoke a Bitfinex API Key”',
    seen: '2026-11',
    confidence: 'high',
  },
  coinbase: {
    make: [
      'Log in to the Coinbase Developer Platform, open “API Keys”, and select “Secret API Keys”.',
      'Click “Create API key”, and enter a nickname.',
      'Open “API restrictions”: the IP allow-list, the portfolio and the permissions of the old key.',
      'Under “Advanced Settings” choose ECDSA, unless your tools take Ed25519.',
      'Click “Create & Download”, confirm with your second factor, and keep the file.',
    ],
    remove: ['Under “API Keys”, find the old key by its nickname.', 'Click “Manage” beside it, and delete it.'],
    source: 'docs.cdp.coinbase.com, “API key authentication” and “CDP API Key Management”',
    seen: '2026-11',
    confidence: 'high',
  },
} as const satisfies Record<(typeof practiceStyles)[number], Guide>;
