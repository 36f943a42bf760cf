import { createPrivateKey } from 'node:crypto';

/**
 * What a field must look like. A rule only refuses what is surely wrong; a key of a form we have not seen yet must get in.
 * Each answers why the value is wrong, in words that go on "… does not look like one of Binance: ", or null.
 */
export const fieldShapes = {
  /** 64 letters and digits in all of Binance's documentation. Another length is not refused: confidence medium. */
  binanceKey: (value) => {
    if (isPem(value)) return 'it is a private key, which belongs into the other field';
    if (uuid.test(value)) return 'it looks like an API key of OKX';
    return plainWord(value);
  },
  /** HMAC: 64 letters and digits like the key, so that a swap cannot be seen in one field alone. RSA and Ed25519: PEM (PKCS #8). */
  binanceSecret: (value) => (isPem(value) ? pemTrouble(value) : plainWord(value)),
  /** A UUID in all of OKX's documentation, with confidence high; another form is not refused unless it is surely the secret. */
  okxKey: (value) => (okxSecret.test(value) ? 'it looks like the secret key' : plainWord(value)),
  /** 32 hexadecimal digits, upper case in all of OKX's documentation. Another form is not refused unless it is surely the key. */
  okxSecret: (value) => (uuid.test(value) ? 'it looks like the API key' : plainWord(value)),
  /** 8 to 32 characters of several kinds (OKX's form); only what could never be sent in a header is refused. */
  okxPassphrase: (value) => {
    if (uuid.test(value)) return 'it looks like the API key';
    if (okxSecret.test(value)) return 'it looks like the secret key';
    if (/[\r\n\t]/.test(value)) return 'it has line breaks';
    if (!printable.test(value)) return 'it has characters that cannot be typed on OKX';
    return value.length > longestWord ? tooLong(value) : null;
  },
  /** What an exchange makes and a person copies: one word. */
  word: (value) => (isPem(value) ? 'it is a private key, which belongs into the other field' : longWord(value)),
  secret: (value) =>
    isPem(value) ? 'it is a private key in PEM form, which this exchange does not take' : longWord(value),
  /** What a person made up or signs in with. */
  typed: (value) =>
    /[\r\n\t]/.test(value) ? 'it has line breaks' : value.length > longestWord ? tooLong(value) : null,
  /** Its own PEM beside a secret that the exchange made. */
  pemOrSecret: (value) => (isPem(value) ? pemTrouble(value) : longWord(value)),
  /** ccxt decodes it before it signs, and fails at anything else. */
  base64: (value) =>
    longWord(value) ??
    (/^[A-Za-z0-9+/]+={0,2}$/.test(value) ? null : 'it is not whole: it has characters that such a key never has'),
  /** An address is shown and a private key is not, so that a swap must not get through. */
  address: (value) =>
    hexKey.test(value) ? 'it looks like the private key' : (phraseTrouble(value) ?? longWord(value)),
  walletKey: (value) =>
    hexAddress.test(value) ? 'it looks like the wallet address' : (phraseTrouble(value) ?? longWord(value)),
} as const satisfies Record<string, (value: string) => string | null>;

export type FieldShape = keyof typeof fieldShapes;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const okxSecret = /^[0-9A-F]{32}$/;
const printable = /^[\x20-\x7e]*$/;
/** 32 bytes, and the 20 bytes of an Ethereum address. */
const hexKey = /^(?:0x)?[0-9a-f]{64}$/i;
const hexAddress = /^0x[0-9a-f]{40}$/i;
const recoveryPhrase = /^(?:[a-z]{3,8}\s+){11,23}[a-z]{3,8}$/;
const longestWord = 256;
/** An RSA key of 4,096 bits on one line has some 3,200 characters, a JWT as key some 1,000. */
const longestLong = 4096;

function plainWord(value: string): string | null {
  return value.length > longestWord ? tooLong(value) : longWord(value);
}

function longWord(value: string): string | null {
  if (value.length > longestLong) return tooLong(value);
  if (/\s/.test(value)) return 'it has spaces or line breaks inside';
  return printable.test(value) ? null : 'it has characters that no key has';
}

function phraseTrouble(value: string): string | null {
  return recoveryPhrase.test(value)
    ? 'it is the recovery phrase of a whole wallet, which belongs nowhere but with you'
    : null;
}

function tooLong(value: string): string {
  return `it is far too long (${value.length} characters)`;
}

const isPem = (value: string): boolean => value.startsWith('-----BEGIN ');

function pemTrouble(pem: string): string | null {
  if (pem.includes('PUBLIC KEY')) return 'it is the public key; the private one signs';
  if (pem.includes('ENCRYPTED'))
    return 'it is encrypted with a password; Keyhaven encrypts it itself, so export it without one';
  if (pem.includes('OPENSSH PRIVATE KEY')) return 'it is an SSH key; exchanges take private keys in PKCS #8 form';
  return opens(pem) ? null : 'it is not a whole private key';
}

function opens(pem: string): boolean {
  try {
    createPrivateKey(pem);
    return true;
  } catch {
    return false;
  }
}
