import type { RawRequest, Read } from '../adapter';
import { hasDuplicates, isPlainName } from '../kit/pairs';
import { endpointOf } from './endpoints';
import { never, type NeverReason } from './endpoints/never';
import type { Row } from './endpoints/table';
import { isMoneyEndpoint, understand } from './orders';
import { allowed } from './orders/allowed';
import { fieldsOf } from './parameters';
import { headerOf, partsOf, type Parts } from './parts';
import { ambiguous, Refused } from './refused';

/** What an endpoint wants, or why it is not let through. */
export function read(request: RawRequest): Read {
  const endpoint = endpointOf(request);
  if (endpoint === undefined) return unknown(request.path);
  const { name, row } = endpoint;
  if (isNever(row)) return { ok: false, why: 'never-granted', ...never[row] };
  try {
    const parts = partsOf(request);
    unambiguous(request, parts);
    const action = isMoneyEndpoint(name)
      ? understand[name](fieldsOf(parts, allowed[name]))
      : ({ kind: 'read' } as const);
    return { ok: true, understood: { class: row === 'public' ? 'read.market' : row, endpoint: name, action } };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, why: error.why, reason: error.reason, alarm: false };
    throw error;
  }
}

const isNever = (row: Row): row is NeverReason => Object.hasOwn(never, row);

/** What is not in the table but says that it moves money out is an alarm, too: Binance adds such endpoints. */
function unknown(path: string): Read {
  const alarm = /withdraw|transfer/i.test(path);
  return { ok: false, why: 'unknown-endpoint', reason: 'this endpoint is in no class', alarm };
}

function unambiguous(request: RawRequest, parts: Parts): void {
  for (const { pairs } of [parts.query, parts.form])
    for (const { name } of pairs)
      if (!isPlainName(name) || name.startsWith('_')) ambiguous('a parameter has a name that can be read in two ways');
  if (hasDuplicates(parts.query.pairs, parts.form.pairs)) ambiguous('a parameter is said twice');
  for (const [name] of request.headers)
    if (name.startsWith('x-http-method') || name === 'x-method-override') ambiguous('a header names another method');
  if (request.body.length === 0) return;
  if (request.method === 'GET') ambiguous('a GET has a body');
  // Binance reads parameters from forms alone: a body of another type would be signed, and not obeyed.
  if (!isForm(headerOf(request, 'content-type'))) ambiguous('the body is not called a form');
  if (headerOf(request, 'content-encoding') !== undefined) ambiguous('the body is encoded');
}

const isForm = (type: string | undefined): boolean =>
  type?.split(';', 1)[0]?.trim().toLowerCase() === 'application/x-www-form-urlencoded';
