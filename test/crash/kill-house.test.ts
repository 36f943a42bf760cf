import { describe, expect, it } from 'vitest';
import { figure } from '../support/figure';
import { afterwardsInHouse } from './afterwards-house';
import { createCrashedHome } from './crashed-home';
import { killing, long } from './killing';
import { houseWorks, type HouseWork } from './orders';

/** With those of the vault alone (kill.test.ts): 50, and 1,000 in the long run. */
const kills = long ? 600 : 32;
const byKeychain: readonly HouseWork[] = ['use keys', 'wipe a key', 'open after refusals'];

const house = killing({
  works: houseWorks,
  kills,
  begun: async (work) => {
    const home = createCrashedHome();
    return { home, ...(await home.createFirstHouse(byKeychain.includes(work) ? 'keychain' : 'keychainAndPassphrase')) };
  },
  afterwards: (work, home, _, told) => afterwardsInHouse(work, home, told),
});

describe('the kills of the whole house', () => {
  it('are before every stage, from the unlock to the lock: vault, keychain, audit log and journal', () => {
    expect(house.plan().length).toBeGreaterThanOrEqual(kills);
    expect([...house.stagesNotMet()]).toEqual([]);
    expect([...house.stages()]).toEqual(
      expect.arrayContaining([
        'rename vault.new to vault.keyhaven',
        'set root in the keychain',
        'write the second half of audit.log',
        'sync audit.log',
        'write the second half of audit.journal',
        'rename audit.journal to audit.journal.taken',
      ]),
    );
    figure('stages', house.stages().size);
  });
});

describe.each(houseWorks)('a Keyhaven killed while it has to %s', (work) => {
  it('opens by the old way or the new one, with every answered operation there and the log whole', async () => {
    figure('kills', await house.kill(work));
  });
});
