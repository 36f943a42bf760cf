import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** X.509 certificates made on the spot (RFC 5280), for servers on this machine. */

const lengthOf = (bytes: number): number[] => {
  if (bytes < 128) return [bytes];
  return bytes < 256 ? [0x81, bytes] : [0x82, bytes >> 8, bytes & 0xff];
};
const der = (tag: number, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag, ...lengthOf(body.length)]), body]);
};
const sequence = (...parts: readonly Buffer[]) => der(0x30, ...parts);
const oid = (hex: string) => der(0x06, Buffer.from(hex, 'hex'));
const utf8 = (text: string) => der(0x0c, Buffer.from(text));
const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const commonName = (name: string) => sequence(der(0x31, sequence(oid('550403'), utf8(name))));
const utcTime = (at: Date) => der(0x17, Buffer.from(`${at.toISOString().replace(/\D/g, '').slice(2, 14)}Z`));
const critical = der(0x01, Buffer.from([0xff]));

export interface Authority {
  readonly name: string;
  readonly key: KeyObject;
  readonly certificate: string;
}

export interface Identity {
  readonly key: string;
  readonly cert: string;
}

const hourMs = 3_600_000;
let serial = 0;

function certificateOf(
  subject: string,
  publicKey: KeyObject,
  issuer: { readonly name: string; readonly key: KeyObject },
  { endsInMs = hourMs, names = [] as readonly string[], authority = false } = {},
): string {
  serial += 1;
  const extensions = [
    authority
      ? sequence(oid('551d13'), critical, der(0x04, sequence(critical)))
      : sequence(oid('551d11'), der(0x04, sequence(...names.map((name) => der(0x82, Buffer.from(name)))))),
  ];
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([serial])),
    ecdsaWithSha256,
    commonName(issuer.name),
    sequence(utcTime(new Date(Date.now() - 48 * hourMs)), utcTime(new Date(Date.now() + endsInMs))),
    commonName(subject),
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(...extensions)),
  );
  const signature = sign('sha256', body, issuer.key);
  const whole = sequence(body, ecdsaWithSha256, der(0x03, Buffer.from([0]), signature));
  const lines = whole.toString('base64').match(/.{1,64}/g) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

const newKey = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

export function newAuthority(name = 'kh-test-authority'): Authority {
  const { privateKey, publicKey } = newKey();
  const issuer = { name, key: privateKey };
  return { ...issuer, certificate: certificateOf(name, publicKey, issuer, { authority: true }) };
}

/** What a server shows. `endsInMs` below zero: it ended already. */
export function identityOf(authority: Authority, name: string, endsInMs = hourMs): Identity {
  const { privateKey, publicKey } = newKey();
  return { key: pem(privateKey), cert: certificateOf(name, publicKey, authority, { names: [name], endsInMs }) };
}

export function selfSigned(name: string): Identity {
  const { privateKey, publicKey } = newKey();
  return {
    key: pem(privateKey),
    cert: certificateOf(name, publicKey, { name, key: privateKey }, { names: [name] }),
  };
}
