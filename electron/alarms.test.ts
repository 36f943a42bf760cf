import { describe, expect, it } from 'vitest';
import type { AlarmKind } from '../core/contract/tokens';
import { alarmTable } from '../core/tokens/alarms';
import { createAlarmTeller } from './alarms';
import type { Notice } from './platform/notifications/port';

function teller() {
  const shown: Notice[] = [];
  let windows = 0;
  const tell = createAlarmTeller({
    notifications: {
      notify: (notice) => {
        shown.push(notice);
        return { close: () => {}, shown: Promise.resolve(true) };
      },
    },
    showWindow: () => (windows += 1),
  });
  return { tell, shown, windows: () => windows };
}

const kinds = Object.keys(alarmTable) as AlarmKind[];

describe('an alarm outside the window', () => {
  it.each(kinds)('“%s” says what happened and what to do next, as short as a desktop shows it', (kind) => {
    const { tell, shown } = teller();
    tell({ kind, froze: false });
    expect(shown).toHaveLength(1);
    const { title = '', body = '' } = shown[0] ?? {};
    expect(body).toContain(alarmTable[kind].next);
    expect(body.length).toBeLessThan(260);
    expect(title.length).toBeLessThan(45);
  });

  it('is urgent where the token was frozen', () => {
    const { tell, shown } = teller();
    tell({ kind: 'withdrawalAttempted', froze: true });
    tell({ kind: 'budgetNearlyUsed', froze: false });
    expect(shown.map(({ urgency }) => urgency)).toEqual(['critical', 'normal']);
  });

  it('takes no other kind’s place, and that of its own', () => {
    const { tell, shown } = teller();
    for (const kind of [...kinds, ...kinds]) tell({ kind, froze: false });
    expect(new Set(shown.map(({ id }) => id)).size).toBe(kinds.length);
  });

  it('leads to the window', () => {
    const { tell, shown, windows } = teller();
    tell({ kind: 'keyGone', froze: false });
    shown[0]?.onAction('show');
    shown[0]?.onAction('default');
    expect(windows()).toBe(2);
  });
});
