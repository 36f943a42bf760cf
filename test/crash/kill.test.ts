import { describe, expect, it } from 'vitest';
import { dayMs } from '../../core/base/instants';
import { figure } from '../support/figure';
import { afterwards, numberIn, secretIn, secretLine } from './afterwards';
import { createCrashedHome, type CrashedHome } from './crashed-home';
import { killing, long } from './killing';
import { secretFor, vaultWorks, type VaultWork } from './orders';

/** With those of the whole house (kill-house.test.ts): 50, and 1,000 in the long run. */
const kills = long ? 350 : 26;
const timedKills = long ? 50 : 4;
/** So that there is one of each generation: an hour, a day and a week old. */
const savedMsAgo = [15, 8, 3, 1.5, 0.2, 0].map((days) => days * dayMs);
const withPassphrase: readonly VaultWork[] = ['changePassphrase', 'changeMode', 'newCode', 'leaked'];

async function begun(work: VaultWork): Promise<{ home: CrashedHome; recoveryCode: string; line: string }> {
  const home = createCrashedHome();
  if (work === 'create') return { home, recoveryCode: '', line: '' };
  const mode = withPassphrase.includes(work) ? 'keychainAndPassphrase' : 'keychain';
  const { recoveryCode } = await home.createFirst(mode, savedMsAgo);
  expect(home.generations()).toHaveLength(5);
  return { home, recoveryCode, line: secretLine(home) };
}

const vault = killing({
  works: vaultWorks,
  kills,
  begun,
  afterwards: (work, home, { line, recoveryCode }) => afterwards[work](home, line, recoveryCode),
});

describe('the kills of the vault', () => {
  it('are before every stage of every kind of save', () => {
    expect(vault.plan().length).toBeGreaterThanOrEqual(kills);
    expect([...vault.stagesNotMet()]).toEqual([]);
    expect([...vault.stages()]).toEqual(
      expect.arrayContaining([
        'write the second half of vault.new',
        'sync vault.new',
        'rename vault.new to vault.keyhaven',
        'rename vault.new to vault.previous.keyhaven',
        'rename vault.new to vault.week.keyhaven',
        'read vault.new back',
        'sync the folder',
        'set root in the keychain',
        'set epoch in the keychain',
      ]),
    );
    figure('stages', vault.stages().size);
  });
});

describe.each(vaultWorks)('a process killed while it has to %s', (work) => {
  it('leaves the old vault or the new one, never neither, whichever step it dies before', async () => {
    figure('kills', await vault.kill(work));
  });
});

describe('a process killed at any moment while it saves on and on', () => {
  it('has kept every save that it said was done', async () => {
    const home = createCrashedHome();
    await home.createFirst();
    let last = 1;
    for (let round = 0; round < timedKills; round += 1) {
      const writer = home.writer({ work: 'saveOnAndOn' });
      await writer.firstReport;
      await new Promise((done) => setTimeout(done, 40 + ((round * 37) % 60)));
      writer.child.kill('SIGKILL');
      expect(await writer.ended).toBe('SIGKILL');
      for (const report of writer.reports) {
        if (report.told !== 'saved') throw new Error(`not saved: ${JSON.stringify(report)}`);
        last = report.number;
      }
      const number = await numberIn(home);
      expect([last, last + 1]).toContain(number);
      expect(await secretIn(home, number)).toBe(secretFor(number));
    }
    home.remove();
    figure('kills', timedKills);
  });
});

describe('the one-writer lock', () => {
  it('dies with its holder, and names the holder as long as that lives', async () => {
    const home = createCrashedHome();
    await home.createFirst();
    const { child, ended, firstReport } = home.writer({ work: 'hold', holder: 'the Keyhaven window (pid 12)' });
    expect(await firstReport).toEqual({ told: 'open' });
    await expect(home.vault().unlock({})).rejects.toMatchObject({
      failure: { code: 'vault.busy', message: expect.stringContaining('the Keyhaven window (pid 12)') as string },
    });
    child.kill('SIGKILL');
    await ended;
    const vault = home.vault();
    await vault.unlock({});
    await vault.lock();
    home.remove();
  });

  it('goes to one of many processes that meet a dead holder’s socket at once', async () => {
    const home = createCrashedHome();
    await home.createFirst();
    const dead = home.writer({ work: 'hold' });
    await dead.firstReport;
    dead.child.kill('SIGKILL');
    await dead.ended;
    const writers = Array.from({ length: 5 }, () => home.writer({ work: 'hold' }));
    const reports = await Promise.all(writers.map(({ firstReport }) => firstReport));
    expect(reports.filter((report) => report?.told === 'open')).toHaveLength(1);
    expect(reports.filter((report) => report?.told !== 'open')).toEqual(
      Array.from({ length: 4 }, () => ({ told: 'failed', code: 'vault.busy' })),
    );
    for (const { child } of writers) child.kill('SIGKILL');
    await Promise.all(writers.map(({ ended }) => ended));
    home.remove();
  });
});
