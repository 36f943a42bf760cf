import { describe, expect, it } from 'vitest';
import { reminderFileName } from '../../core/rotation/reminders/file';
import { figure } from '../support/figure';
import { createCrashedHome, type CrashedHome } from './crashed-home';
import { killing, long } from './killing';
import { fileKeychain, tellingWorks, type Report, type TellingWork } from './orders';
import { allTold, lookTimes, tellingIn } from './telling';

const kills = long ? 300 : 60;

const tellingOf = (home: CrashedHome, vault: 'open' | 'locked', told: string[]) =>
  tellingIn({
    ...{ folder: home.folder, port: fileKeychain(home.keychainFile), vault },
    shown: async (what) => told.push(what),
  });
const vaultOf = (work: TellingWork) => (work === 'tell reminders' ? 'open' : 'locked');

async function begun(work: TellingWork): Promise<{ home: CrashedHome; recoveryCode: string }> {
  const home = createCrashedHome();
  // Its folder is there, and no vault is needed: what it would say is given by hand.
  await home.createFirst();
  if (vaultOf(work) === 'locked') expect(await tellingOf(home, 'open', []).state()).toBe('whole');
  return { home, recoveryCode: '' };
}

/** The program starts again at the time at which it died, and goes on. */
async function afterwards(work: TellingWork, home: CrashedHome, reports: readonly Report[]): Promise<void> {
  const words = reports.flatMap((report) => (report.told === 'did' ? [report.operation] : []));
  const began = Math.max(0, words.filter((word) => word === 'look').length - 1);
  const before = words.filter((word) => word !== 'look');
  const shownWhenItDied = words.slice(words.lastIndexOf('look') + 1);

  // Where nothing was ever written there is no file; else it is the old one or the new one, whole.
  expect(home.names().includes(reminderFileName) ? 'whole' : 'none').toBe(await tellingOf(home, 'locked', []).state());
  const after: string[] = [];
  const again = tellingOf(home, vaultOf(work), after);
  for (const atMs of lookTimes.slice(began)) await again.look(atMs);
  expect([...new Set([...before, ...after])].sort()).toEqual(allTold);
  for (const what of before.filter((one) => after.includes(one))) expect(shownWhenItDied).toContain(what);
  for (const list of [before, after]) expect(new Set(list).size).toBe(list.length);
  expect(await tellingOf(home, 'locked', []).state()).toBe('whole');
}

const telling = killing({
  works: tellingWorks,
  kills,
  begun,
  afterwards: (work, home, _begun, reports) => afterwards(work, home, reports),
});

describe('the kills of telling', () => {
  it('are before every stage: the intent, the showing, the confirmation, and each part of the file’s save', () => {
    expect(telling.plan().length).toBeGreaterThanOrEqual(kills);
    expect([...telling.stagesNotMet()]).toEqual([]);
    expect([...telling.stages()]).toEqual(
      expect.arrayContaining([
        'show',
        'confirm',
        'set reminders in the keychain',
        'write the second half of reminders.keyhaven.new',
        'sync reminders.keyhaven.new',
        'rename reminders.keyhaven.new to reminders.keyhaven',
      ]),
    );
  });
});

describe.each(tellingWorks)('a Keyhaven killed while it has to %s', (work) => {
  it('tells each reminder, loses none, tells none twice but what it was showing, and leaves the file whole', async () => {
    figure('kills', await telling.kill(work));
  });
});
