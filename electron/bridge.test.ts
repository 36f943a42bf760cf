import { describe, expect, it } from 'vitest';
import { operationsFor } from '../core/contract/contract';
import { buildBridge } from './bridge';
import type { WindowEvent } from './ipc/channels';

function bridgeWithWire() {
  const calls: [operation: string, input: unknown][] = [];
  const listeners: Partial<Record<WindowEvent, (sent: unknown) => void>> = {};
  const bridge = buildBridge(operationsFor('window'), {
    call: (operation, input) => {
      calls.push([operation, input]);
      return Promise.resolve({ ok: true, value: {} });
    },
    subscribe: (event, listener) => {
      listeners[event] = listener;
      return () => void Reflect.deleteProperty(listeners, event);
    },
  });
  return { bridge, calls, listeners };
}

describe('what the page is given', () => {
  const { bridge } = bridgeWithWire();
  const named = Object.entries(bridge).flatMap(([room, part]) =>
    typeof part === 'function' ? [room] : Object.keys(part).map((method) => `${room}.${method}`),
  );

  it('is one function per operation meant for the window, the two subscriptions, and nothing else', () => {
    expect(named.sort()).toEqual([...operationsFor('window'), 'onJob', 'onLocked'].sort());
  });

  it.each(operationsFor('window'))('%s asks for itself and passes its input on', async (operation) => {
    const { bridge: own, calls } = bridgeWithWire();
    const [room = '', method = ''] = operation.split('.');
    const input = { some: 'input' };
    await (own as unknown as Record<string, Record<string, (input: unknown) => Promise<unknown>>>)[room]?.[method]?.(
      input,
    );
    expect(calls).toEqual([[operation, input]]);
  });

  it('hears what was sent, until it unsubscribes', () => {
    const { bridge: own, listeners } = bridgeWithWire();
    const heard: unknown[] = [];
    const stop = own.onLocked((...given: unknown[]) => heard.push(given));
    listeners.locked?.('something that the page has no use for');
    stop();
    expect(heard).toEqual([[]]);
    expect(listeners.locked).toBeUndefined();
  });
});
