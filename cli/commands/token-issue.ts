import { fail } from '../../core/base/failure';
import { writeNew } from '../../core/base/new-file';
import type { Issued, TokenRow } from '../../core/contract/tokens';
import { authorize } from '../authorize';
import { findCredential } from '../find';
import { envLines } from '../run-child/environment';
import type { Session } from '../session';
import { printable } from '../table';
import { momentText } from '../words';
import { policyText } from './policy-file';
import { findToken } from './token-find';

export interface IssueOptions {
  readonly credential?: string;
  readonly policy?: string;
  readonly label?: string;
  readonly kind?: 'hmac' | 'rsa' | 'ed25519';
  readonly demo?: boolean;
  readonly endsWithCaller?: boolean;
}

/** Issues a token for the key that was named, with a person's yes. */
export async function issueToken(session: Session, options: IssueOptions): Promise<Issued> {
  if (options.credential === undefined || options.policy === undefined)
    throw fail('usage.badOption', { why: 'Say for which key (--credential) and with which policy (--policy)' });
  const policy = await policyText(session, options.policy);
  await session.open();
  const { id: credential } = await findCredential(session, options.credential);
  // Before anybody is asked for a yes.
  const { problems } = await session.call('policy.read', { text: policy });
  const [problem] = problems;
  if (problem !== undefined) throw fail('policy.invalid', { line: problem.line, column: problem.column });
  await authorize(session, { kind: 'issue', credential });
  return session.call('token.new', {
    credential,
    policy,
    ...(options.label !== undefined && { label: options.label }),
    ...(options.kind !== undefined && { phantomKind: options.kind }),
    ...(options.demo === true && { demo: true }),
    ...(options.endsWithCaller === true && { endsWithCaller: true }),
  });
}

/** Another phantom for a token. */
export async function reissueToken(session: Session, name: string | undefined): Promise<Issued> {
  await session.open();
  const { id, credential } = await findToken(session, name);
  await authorize(session, { kind: 'issue', credential });
  return session.call('token.reissue', { id });
}

/** How a phantom is handed over: told, as the lines of a .env, or into a new file of one's own, which is there before the phantom is made. */
export async function handOver(
  session: Session,
  issue: () => Promise<Issued>,
  { out, env }: { readonly out?: string; readonly env?: boolean },
): Promise<'ok'> {
  const { output } = session;
  if (out === undefined) {
    const issued = await issue();
    output.value(issued, () => (env === true ? envLines(issued) : told(issued)));
  } else {
    const token = await writtenTo(out, issue);
    output.value({ token, file: out }, () =>
      [head(token), `Key, secret and addresses are in ${printable(out)}, for you alone to read.`].join('\n'),
    );
  }
  if ((await session.server()) === null)
    output.note('No Keyhaven is running here: the token answers once the app or `keyhaven serve` runs.');
  return 'ok';
}

/** @throws export.exists, export.unwritable, and what `issue` throws; then no file is left */
async function writtenTo(path: string, issue: () => Promise<Issued>): Promise<TokenRow> {
  let token: TokenRow | undefined;
  async function* pieces() {
    const issued = await issue();
    ({ token } = issued);
    yield envLines(issued);
  }
  await writeNew(path, pieces());
  if (token === undefined) throw fail('internal.unexpected');
  return token;
}

const head = (token: TokenRow) =>
  `The token “${printable(token.label)}” is good until ${momentText(token.expires)}, at ${token.address} alone.`;

function told(issued: Issued): string {
  const { token, apiKey, secret, password } = issued;
  const exchange = token.exchange.replace('practice:', '');
  const passwordJs = password === null ? '' : ', password: PASSPHRASE';
  const passwordPy = password === null ? '' : ", 'password': PASSPHRASE";
  return [
    head(token),
    '',
    `  API key     ${apiKey}`,
    `  Secret      ${secret.trimEnd().replaceAll('\n', '\n              ')}`,
    ...(password === null ? [] : [`  Passphrase  ${password}`]),
    '',
    'They are shown this once. A tool takes them in the place of the exchange’s, and the address in the place of the exchange’s host.',
    '',
    'ccxt, JavaScript:',
    `  const through = (at) => typeof at === 'string' ? '${token.address}/x/' + at`,
    `    : Object.fromEntries(Object.entries(at).map(([name, value]) => [name, through(value)]));`,
    `  const exchange = new ccxt.${exchange}({ apiKey: KEY, secret: SECRET${passwordJs} });`,
    `  exchange.urls.api = through(exchange.urls.api);`,
    '',
    'ccxt, Python:',
    `  through = lambda at: '${token.address}/x/' + at if isinstance(at, str) else {k: through(v) for k, v in at.items()}`,
    `  exchange = ccxt.${exchange}({'apiKey': KEY, 'secret': SECRET${passwordPy}})`,
    `  exchange.urls['api'] = through(exchange.urls['api'])`,
    '',
    `Other programs, Freqtrade too: \`keyhaven run --token ${token.id.slice(0, 8)} -- PROGRAM\` starts one with all it needs in its environment.`,
  ].join('\n');
}
