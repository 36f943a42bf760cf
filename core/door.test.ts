import { describe, expect, it } from 'vitest';
import type { Caller } from './authorization/caller';
import { fail } from './base/failure';
import { systemRandomness } from './base/random';
import type { JobEvent } from './contract/contract';
import type { Need } from './contract/operation';
import { createDoor, type DoorWorld } from './door';

type Line = Parameters<DoorWorld['record']>[0];

/** A door whose methods are those given; one that is not given must not be called. */
function doorWith(handlers: Partial<DoorWorld['handlers']>, how: { refuses?: Need; recordFails?: boolean } = {}) {
  const lines: Line[] = [];
  const forgotten: Caller[] = [];
  const door = createDoor('window', {
    handlers: handlers as DoorWorld['handlers'],
    meet: ({ audience }, { audience: door }) => {
      const need = audience[door];
      if (need !== 'nothing' && JSON.stringify(need) === JSON.stringify(how.refuses)) throw fail('vault.locked');
    },
    record: async (line) => {
      if (how.recordFails) throw fail('audit.unreadable');
      lines.push(line);
    },
    forget: (gone) => forgotten.push(gone),
    randomness: systemRandomness,
  });
  return { door, lines, forgotten };
}

const caller = { id: 'one' };
const id = '0'.repeat(26);

describe('a door', () => {
  it('answers what no method of ours threw with a code alone: no text of it crosses', async () => {
    const { door } = doorWith({
      'vault.status': async () => {
        throw new Error('kh-test-secret in a path');
      },
    });
    const answer = await door.call('vault.status', {}, caller);
    expect(answer).toMatchObject({ ok: false, error: { code: 'internal.unexpected' } });
    expect(JSON.stringify(answer)).not.toContain('kh-test-secret');
  });

  it('names the field that is wrong and never its value', async () => {
    const { door } = doorWith({});
    const answer = await door.call('vault.unlock', { passphrase: ['kh-test-secret'] }, caller);
    expect(answer).toMatchObject({ ok: false, error: { code: 'argument.invalid' } });
    expect(JSON.stringify(answer)).toContain('passphrase');
    expect(JSON.stringify(answer)).not.toContain('kh-test-secret');
  });

  it('names no field that somebody made up: in a form, a secret can stand where a name belongs', async () => {
    const { door } = doorWith({});
    const input = { exchange: 'binance', label: 'x', purpose: 'tracker', fields: { 'kh-test-secret': 'x' } };
    for (const given of [input, { ...input, fields: {}, 'kh-test-secret': 1 }, { 'kh-test-secret': 1 }]) {
      const answer = await door.call('credential.add', given, caller);
      expect(answer).toMatchObject({ ok: false, error: { code: 'argument.invalid' } });
      expect(JSON.stringify(answer)).not.toContain('kh-test-secret');
    }
    const long = await door.call('credential.add', { ...input, fields: { secret: 'x'.repeat(8193) } }, caller);
    expect(JSON.stringify(long)).toContain('fields.secret');
  });

  it('says what went wrong also where the log cannot be written', async () => {
    const { door } = doorWith(
      {
        'vault.unlock': async () => {
          throw fail('vault.readOnly');
        },
      },
      { recordFails: true, refuses: 'open vault' },
    );
    expect(await door.call('vault.unlock', {}, caller)).toMatchObject({ error: { code: 'vault.readOnly' } });
    expect(await door.call('credential.test', {}, caller)).toMatchObject({ error: { code: 'vault.locked' } });
  });

  it('writes a line for a job that was refused', async () => {
    const { door, lines } = doorWith({}, { refuses: 'open vault' });
    expect(await door.call('credential.test', {}, caller)).toMatchObject({ error: { code: 'vault.locked' } });
    expect(lines).toEqual([{ actor: 'window', action: 'credential.tested', subject: '', outcome: 'vault.locked' }]);
  });

  it('calls no method when what must be given is not', async () => {
    const { door, lines } = doorWith({}, { refuses: 'open vault' });
    expect(await door.call('credential.copy', { id, field: 'secret' }, caller)).toMatchObject({
      error: { code: 'vault.locked' },
    });
    expect(lines).toEqual([{ actor: 'window', action: 'credential.copied', subject: '', outcome: 'vault.locked' }]);
  });

  it('writes one line for what was done and one for what failed', async () => {
    const { door, lines } = doorWith({
      'vault.confirmRecovery': async ({ code }, { about }) => {
        about('it');
        if (code.startsWith('1')) throw fail('vault.wrongRecoveryCode');
        return {};
      },
    });
    await door.call('vault.confirmRecovery', { code: '0'.repeat(32) }, caller);
    await door.call('vault.confirmRecovery', { code: '1'.repeat(32) }, caller);
    expect(lines.map(({ outcome }) => outcome)).toEqual(['done', 'vault.wrongRecoveryCode']);
  });

  it('writes no line of its own where the method wrote its lines', async () => {
    const { door, lines } = doorWith({
      'practice.fill': async (_input, { audit }) => {
        await audit('one', 'done');
        await audit('two', 'done');
        return { ids: [] };
      },
    });
    await door.call('practice.fill', {}, caller);
    expect(lines.map(({ subject }) => subject)).toEqual(['one', 'two']);
  });

  it('does not answer with a secret that could not be logged', async () => {
    const { door } = doorWith(
      {
        'credential.reveal': async (_input, { audit }) => {
          await audit(id, 'done');
          return { value: 'kh-test-secret', hideAfterMs: 1 };
        },
      },
      { recordFails: true },
    );
    const answer = await door.call('credential.reveal', { id, field: 'secret' }, caller);
    expect(answer).toMatchObject({ ok: false, error: { code: 'audit.unreadable' } });
  });
});

describe('a job', () => {
  function started() {
    const events: JobEvent[] = [];
    const fixture = doorWith({
      'credential.test': async (_input, { signal, report }) => {
        report({ id, state: 'running', diagnosis: null });
        await new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(fail('job.cancelled'))));
        return { works: 0, fails: 0, cancelled: 0 };
      },
    });
    fixture.door.onJob((_callerId, event) => events.push(event));
    return { ...fixture, events };
  }

  const jobIdOf = (answer: unknown) => (answer as { value: { jobId: string } }).value.jobId;
  const turn = () => new Promise((resolve) => setTimeout(resolve, 10));

  it('answers with its id before it reports anything', async () => {
    const { door, events } = started();
    const answer = await door.call('credential.test', {}, caller);
    expect(events).toEqual([]);
    await turn();
    expect(events).toEqual([expect.objectContaining({ jobId: jobIdOf(answer), state: 'item' })]);
    door.callerGone(caller.id);
  });

  it('is cancelled by who started it, and by nobody else', async () => {
    const { door, events } = started();
    const jobId = jobIdOf(await door.call('credential.test', {}, caller));
    await turn();
    expect(await door.call('job.cancel', { jobId }, { id: 'another' })).toMatchObject({
      error: { code: 'job.unknown' },
    });
    expect(await door.call('job.cancel', { jobId }, caller)).toEqual({ ok: true, value: {} });
    await turn();
    expect(events.at(-1)).toMatchObject({ state: 'cancelled', error: { code: 'job.cancelled' } });
    expect(await door.call('job.cancel', { jobId }, caller)).toMatchObject({ error: { code: 'job.unknown' } });
  });

  it('goes on where who listens fails', async () => {
    const { door, events } = started();
    door.onJob(() => {
      throw new Error('gone');
    });
    const heard: string[] = [];
    door.onJob((_callerId, { state }) => heard.push(state));
    const jobId = jobIdOf(await door.call('credential.test', {}, caller));
    await turn();
    await door.call('job.cancel', { jobId }, caller);
    await turn();
    expect(heard).toEqual(['item', 'cancelled']);
    expect(events.map(({ state }) => state)).toEqual(heard);
  });

  it('tells nothing to whoever does not listen any more', async () => {
    const { door } = started();
    const heard: string[] = [];
    const stop = door.onJob((_callerId, { state }) => heard.push(state));
    await door.call('credential.test', {}, caller);
    await turn();
    stop();
    await door.endJobs();
    expect(heard).toEqual(['item']);
  });

  it('of whichever caller ends with all others, and is waited for', async () => {
    const { door, events } = started();
    await door.call('credential.test', {}, caller);
    await door.call('credential.test', {}, { id: 'another' });
    await turn();
    await door.endJobs();
    expect(events.filter(({ state }) => state === 'cancelled')).toHaveLength(2);
  });

  it('ends when its caller goes away, with what was granted', async () => {
    const { door, events, forgotten } = started();
    const jobId = jobIdOf(await door.call('credential.test', {}, caller));
    await door.call('credential.test', {}, { id: 'another' });
    await turn();
    door.callerGone(caller.id);
    await turn();
    expect(events.filter(({ state }) => state === 'cancelled')).toMatchObject([{ jobId }]);
    expect(forgotten).toEqual([{ audience: 'window', id: caller.id }]);
  });
});
