import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { realKeyhaven, type RealKeyhaven } from './support/real';
import { atKeyboard, windowsOfFile } from './support/test-file';
import type { OpenWindow } from './support/window';

const passphrase = 'kh-test five plain words together';

let real: RealKeyhaven;
let window: OpenWindow;
const windows = windowsOfFile(() => window);
const { press, see } = atKeyboard(() => window);

beforeEach(async () => {
  real = await realKeyhaven();
  await asked('vault.create', { mode: 'keychainAndPassphrase', passphrase });
  window = await windows.open(real.behind);
  await window.button('Fill with practice keys').click();
  await see('4 keys tested, all work');
});
afterEach(() => real.close());

async function asked<T>(operation: string, input: unknown): Promise<T> {
  const answer = (await real.behind.call(operation, input)) as { ok: boolean; value: T };
  if (!answer.ok) throw new Error(`${operation} was refused`);
  return answer.value;
}
interface Key {
  readonly id: string;
  readonly label: string;
  readonly keyEnding: string;
}
const keys = () => asked<Key[]>('credential.list', {});
const firstKey = async () => {
  const [first] = await keys();
  if (first === undefined) throw new Error('the practice exchange gave no key');
  return first;
};
const opens = async (label: string) => {
  await window.page.getByRole('row').filter({ hasText: label }).click();
  await window.page.getByRole('heading', { level: 1, name: label }).waitFor();
};
const step = (name: string) => window.page.getByRole('heading', { level: 2, name });
/** From the beginning to where the old key is to be deleted. */
async function switches(): Promise<void> {
  await window.button('Make it at the practice exchange').click();
  await step('Compare the two keys').waitFor();
  await window.button('It is as I want it').click();
  await window.button('Switch now').click();
  await step('Delete the old key at the exchange').waitFor();
}

describe('a person who replaces a key', () => {
  it('is led to its end by the keyboard, sees the old key proven dead, and finds both lives on the key', async () => {
    const before = await firstKey();
    await opens(before.label);
    await window.button('Rotate').focus();
    await press('Enter');
    await step('Make a new key at the exchange').waitFor();
    expect(await window.axe()).toEqual([]);
    for (const [button, next] of [
      ['Make it at the practice exchange', 'Compare the two keys'],
      ['It is as I want it', 'Switch to the new key'],
      ['Switch now', 'Delete the old key at the exchange'],
      ['Delete it at the practice exchange', 'Prove that the old key is dead'],
      ['Prove it', 'The old key is proven dead'],
    ] as const) {
      await expect.poll(() => window.button(button).isEnabled()).toBe(true);
      await window.button(button).focus();
      await press('Enter');
      await step(next).waitFor();
      // The focus goes on to the step that is next, so that the keyboard need not look for it.
      await expect.poll(() => window.page.evaluate(() => document.activeElement?.textContent)).toBe(next);
    }
    await window.button('Finish').click();
    await see(`“${before.label}” has its new key`);
    const after = (await keys()).find(({ id }) => id === before.id);
    expect(after?.keyEnding).not.toBe(before.keyEnding);
    await window.button('Open the key').click();
    await see(`…${before.keyEnding}`);
    await see(/replaced in the window, proven dead/);
  });

  it('goes on tomorrow where it was left, after a lock too, and can take the switch back', async () => {
    const before = await firstKey();
    await opens(before.label);
    await window.button('Rotate').click();
    await switches();
    await window.button('Stop for now').click();
    await asked('vault.lock', {});
    await window.page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await window.button('Unlock').click();
    await see(`The rotation of “${before.label}” is not finished`);
    await window.button('Go on').click();
    await step('Delete the old key at the exchange').waitFor();
    await window.button('Undo the last step').click();
    await step('Switch to the new key').waitFor();
    expect((await firstKey()).keyEnding).toBe(before.keyEnding);
    await window.button('Give up…').click();
    await window.button('Give it up').click();
    await window.page.getByRole('heading', { level: 1, name: before.label }).waitFor();
    await window.button('Rotate').waitFor();
  });

  it('who says that the old key is deleted while it lives is told so, and stands before the deletion again', async () => {
    await opens((await firstKey()).label);
    await window.button('Rotate').click();
    await switches();
    await window.button('I have deleted it').click();
    await window.button('Prove it').click();
    await see(/still accepts the old key/);
    await step('Delete the old key at the exchange').waitFor();
  });

  it('is told what went on in a terminal meanwhile, and stands where it stands now', async () => {
    const key = await firstKey();
    await opens(key.label);
    await window.button('Rotate').click();
    await window.button('Make it at the practice exchange').click();
    await step('Compare the two keys').waitFor();
    // As if the news from the other door had not come yet.
    const asIs = real.behind;
    const there = await asked<{ revision: number }>('rotation.get', { id: key.id });
    let went = false;
    const call = asIs.call.bind(asIs);
    asIs.call = async (operation, input) => {
      if (operation === 'rotation.compare' && !went) {
        went = true;
        await real.fromTerminal('rotation.undo', { id: key.id, revision: there.revision });
      }
      return call(operation, input);
    };
    await window.button('It is as I want it').click();
    await see('rotation.changed');
    await step('Make a new key at the exchange').waitFor();
  });

  it('rotates several one after the other, and sees how many are done', async () => {
    const [first, second] = await keys();
    await window.page.getByRole('grid').focus();
    await press('Space', 'ArrowDown', 'Space');
    await window.button('Rotate chosen').click();
    await see('0 of 2 done');
    await switches();
    await window.button('Delete it at the practice exchange').click();
    await window.button('Prove it').click();
    await window.button('Finish').click();
    await see('1 of 2 done');
    await window.button(/^Next: /).click();
    await step('Make a new key at the exchange').waitFor();
    await see('1 of 2 done');
    expect(first?.id).not.toBe(second?.id);
  });
});

describe('how often a key is replaced', () => {
  it('is changed in place on the key, follows the purpose from the settings, and moves its due date', async () => {
    const { label } = await firstKey();
    await opens(label);
    await window.button('How often this key is to be replaced').click();
    await window.page.getByRole('radio', { name: 'Every so many days' }).click();
    await window.page.getByLabel('Days', { exact: true }).fill('none');
    await window.button('Save').click();
    await see('Type a whole number from 1 to 3650.');
    await window.page.getByLabel('Days', { exact: true }).fill('30');
    await window.button('Save').click();
    await see('every 30 days');
    await see('chosen for this key');
    await see(/^(29|30) days left/);

    await window.page.getByRole('navigation').getByRole('button', { name: 'Calendar' }).click();
    await see(label);
    expect(await window.axe()).toEqual([]);
    await window.page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    await window.button('Change: Your default').click();
    await window.page.getByRole('radio', { name: 'Off', exact: true }).click();
    await window.button('Save').click();
    await see('not by policy, your own default');
    await see('1 key with a choice of their own');
  });
});
