import { expect, it } from 'vitest';
import { fail } from '../base/failure';
import { testCredentials } from './testing';

const at = '2026-11-24T06:00:00.000Z';

it('thirty tests that listen to one cancel are no leak, and nothing is said of one', async () => {
  const warnings: Error[] = [];
  const onWarning = (warning: Error) => warnings.push(warning);
  process.on('warning', onWarning);
  const { signal } = new AbortController();
  await testCredentials({
    ids: Array.from({ length: 30 }, (_, index) => `kh-test-${index}`),
    signal,
    test: async (_id, cancelled) => {
      cancelled.addEventListener('abort', () => {}, { once: true });
      await new Promise(setImmediate);
      return { outcome: 'fails', at: at as never, diagnosis: { code: 'network', text: '', next: '' } };
    },
    keep: async () => {},
    report: () => {},
  });
  await new Promise(setImmediate);
  process.off('warning', onWarning);
  expect(warnings).toEqual([]);
});

it('a key that is removed while it waits for its test counts as cancelled, and the others are tested', async () => {
  const kept: string[] = [];
  const summary = await testCredentials({
    ids: ['gone', 'there'],
    signal: new AbortController().signal,
    test: async (id) => {
      if (id === 'gone') throw fail('credential.unknown');
      return { outcome: 'fails', at: at as never, diagnosis: { code: 'network', text: '', next: '' } };
    },
    keep: async (outcomes) => void kept.push(...outcomes.map(({ id }) => id)),
    report: () => {},
  });
  expect(summary).toEqual({ works: 0, fails: 1, cancelled: 1 });
  expect(kept).toEqual(['there']);
});
