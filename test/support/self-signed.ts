import { generateKeyPairSync, sign } from 'node:crypto';

/** A certificate that nobody vouches for, with its key, both as PEM: made anew each time, good for a year around now. */
export function selfSigned(): { key: string; cert: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const algorithm = tagged(0x30, Buffer.from('06032b6570', 'hex'));
  const name = tagged(
    0x30,
    tagged(0x31, tagged(0x30, Buffer.from('0603550403', 'hex'), tagged(0x0c, Buffer.from('kh-test')))),
  );
  const year = new Date().getUTCFullYear();
  const day = (of: number) => tagged(0x18, Buffer.from(`${of}0101000000Z`));
  const body = tagged(
    0x30,
    tagged(0x02, Buffer.from([1])),
    algorithm,
    name,
    tagged(0x30, day(year - 1), day(year + 2)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const whole = tagged(0x30, body, algorithm, tagged(0x03, Buffer.from([0]), sign(null, body, privateKey)));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${whole.toString('base64')}\n-----END CERTIFICATE-----\n`,
  };
}

/** One value of DER. */
function tagged(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
