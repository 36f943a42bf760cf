import { describe, expect, it } from 'vitest';
import { failureOf } from '../base/failure';
import { instantOf } from '../base/instants';
import type { TokenEvent } from '../contract/tokens';
import { createTokenEvents } from './events';
import { aDay } from './tokens.fixture';
import { watchTokens } from './watching';

const mine = '0'.repeat(26);
const other = '1'.repeat(26);

function watched(token?: string) {
  const events = createTokenEvents(() => instantOf(aDay));
  const abort = new AbortController();
  const told: TokenEvent[] = [];
  const state = { open: true };
  const ended = watchTokens({
    events,
    token,
    isOpen: () => state.open,
    report: (event) => told.push(event),
    signal: abort.signal,
  }).catch((error: unknown) => failureOf(error).code);
  const request = (id: string, reason: string) =>
    events.emit({
      kind: 'request',
      token: id,
      allowed: false,
      class: null,
      endpoint: null,
      rule: 'class',
      reason,
      value: null,
    });
  return { events, abort, told, state, ended, request };
}

/** Until what was sent is told. */
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
};

describe('whoever watches', () => {
  it('one token hears of that one, and of what is about none', async () => {
    const { events, request, told, abort, ended } = watched(mine);
    request(other, 'other');
    request(mine, 'mine');
    events.emit({ kind: 'alarm', token: null, alarm: 'clockOff', text: 'x', next: 'y' });
    await until(() => told.length === 2);
    expect(told.map(({ kind }) => kind)).toEqual(['request', 'alarm']);
    abort.abort();
    expect(await ended).toBe('job.cancelled');
  });

  it('a flood hears how much was left out, and misses nothing that is no request', async () => {
    const { events, request, told, abort } = watched();
    for (let n = 0; n < 5000; n += 1) request(mine, `${n}`);
    events.emit({ kind: 'state', token: mine, state: 'frozen', why: 'person' });
    await until(() => told.length > 0);
    expect(told.filter(({ kind }) => kind === 'request')).toHaveLength(100);
    expect(told.at(-2)).toMatchObject({ kind: 'state', state: 'frozen' });
    expect(told.at(-1)).toMatchObject({ kind: 'missed', count: 4900 });
    abort.abort();
  });

  it('hears nothing while the vault is locked, and goes on after', async () => {
    const { request, told, state, abort } = watched();
    state.open = false;
    request(mine, 'locked');
    await new Promise((resolve) => setTimeout(resolve, 250));
    state.open = true;
    request(mine, 'open');
    await until(() => told.length > 0);
    expect(told).toMatchObject([{ reason: 'open' }]);
    abort.abort();
  });
});
