import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failure } from '../core/base/failure';
import type { ChangeKind } from '../core/contract/app';
import { createAttempt } from './attempt';
import { createAttention } from './attention';
import { notices } from './notices';
import type { Notice } from './platform/notifications/port';

let focused: boolean;
let waiting: number;
let shown: Notice[];
let closed: number;
let windows: number;
let opens: boolean;
let failures: Failure[];
let tell: (kind: ChangeKind) => void;
let call: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  focused = false;
  waiting = 1;
  shown = [];
  closed = 0;
  windows = 0;
  opens = true;
  failures = [];
  call = createAttention({
    ask: (async () => ({ ok: true, value: Array(waiting).fill({}) })) as never,
    attempt: createAttempt((failure) => failures.push(failure)),
    notifications: {
      notify: (notice) => {
        shown.push(notice);
        return { close: () => (closed += 1), shown: Promise.resolve(true) };
      },
    },
    onChange: (listener) => (tell = listener),
    showWindow: async () => {
      windows += 1;
      if (!opens) throw new Error('no page');
      return { isDestroyed: () => false, isFocused: () => focused } as never;
    },
  });
});
afterEach(() => vi.useRealTimers());
const pass = () => vi.advanceTimersByTimeAsync(1000);

describe('another program that waits for a yes', () => {
  it('brings the window to the front, and no notification where that is seen', async () => {
    focused = true;
    call();
    await pass();
    expect([windows, shown.length]).toEqual([1, 0]);
  });

  it('is told of by a notification where the desktop keeps the window behind, without any name', async () => {
    call();
    await pass();
    expect(shown).toMatchObject([{ id: 'approval', title: notices.approval.title, body: notices.approval.body }]);
    shown[0]?.onAction('show');
    expect(windows).toBe(2);
  });

  it('is told of no longer once it has its answer', async () => {
    call();
    await pass();
    tell('approvals');
    await pass();
    expect(closed).toBe(0);
    waiting = 0;
    tell('approvals');
    await pass();
    expect(closed).toBe(1);
  });

  it('ends nothing where the window cannot be shown, and that is told', async () => {
    opens = false;
    call();
    await pass();
    expect(failures).toMatchObject([{ code: 'internal.unexpected' }]);
  });

  it('that was answered meanwhile is not told of at all', async () => {
    waiting = 0;
    call();
    await pass();
    expect(shown).toEqual([]);
  });
});
