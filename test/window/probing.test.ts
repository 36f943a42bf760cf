import { describe, expect, it } from 'vitest';
import { tradeNotTried } from '../../core/contract/probe-remarks';
import { withProbed } from './shots/rights';
import { desk } from './support/keys';
import { openScene, scripted, type Scene } from './support/scripted';
import { atKeyboard, windowsOfFile } from './support/test-file';
import type { OpenWindow } from './support/window';

let window: OpenWindow;
let scene: Scene;
const windows = windowsOfFile(() => window);
const { press, see } = atKeyboard(() => window);
const focused = () => window.page.evaluate(() => document.activeElement?.textContent);

/** @returns what tests were asked for */
async function openWith(change: (given: Scene) => Scene): Promise<unknown[]> {
  scene = change(openScene(desk));
  const script = scripted(scene);
  const asked: unknown[] = [];
  const { test } = script.credential;
  script.credential.test = (input) => {
    asked.push(input);
    return test(input);
  };
  window = await windows.open(script.behind);
  return asked;
}
const opens = async (label: string) => {
  await window.page.getByText(label).first().click();
  await window.page.getByRole('heading', { level: 1, name: label }).waitFor();
};

describe('trying the right to trade', () => {
  it('says what is sent, and sends it only after a yes', async () => {
    const asked = await openWith(withProbed);
    await opens('Bitvavo bot');
    const id = scene.keys[0]?.id ?? '';
    await window.button('Test now').click();
    await expect.poll(() => asked).toEqual([{ ids: [id] }]);

    await expect.poll(() => window.button('Try trading…').isEnabled()).toBe(true);
    await window.button('Try trading…').click();
    await see(/to cancel an order that does not exist, or to check an order and drop it/);
    await see('No order is placed, none of yours is touched, and no money moves.');
    // The keyboard begins at the no, and Escape is one.
    await expect.poll(focused).toBe('Do not try');
    await press('Escape');
    await window.page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(asked).toHaveLength(1);

    await window.button('Try trading…').click();
    await window.button('Send it').click();
    await expect.poll(() => asked).toEqual([{ ids: [id] }, { ids: [id], probeTrade: true }]);
  });

  it('is offered only where it was not tried and can be', async () => {
    await openWith(withProbed);
    await opens('Portfolio tracker');
    expect(await window.button('Try trading…').count()).toBe(0);

    await openWith((given) => {
      const probed = withProbed(given);
      const [first, ...others] = probed.keys;
      if (first?.report == null) throw new Error('a probed key has a report');
      const remarks = first.report.remarks.filter((remark) => remark !== tradeNotTried);
      return { ...probed, keys: [{ ...first, report: { ...first.report, remarks } }, ...others] };
    });
    await opens('Bitvavo bot');
    expect(await window.button('Try trading…').count()).toBe(0);
  });
});

describe('each answer about a right', () => {
  it('is heard with who gave it: the exchange, or a call that was tried', async () => {
    await openWith(withProbed);
    const cell = (right: string) =>
      window.page
        .getByRole('row', { name: new RegExp(`^${right}`) })
        .getByRole('cell')
        .first();
    await opens('Bitvavo bot');
    expect(await cell('Read').textContent()).toMatch(/granted.*tried with a call that changes nothing/);
    expect(await cell('Withdraw').textContent()).toMatch(/not told\s*$/);
    await window.button('Keys').first().click();
    await opens('Portfolio tracker');
    expect(await cell('Read').textContent()).toMatch(/granted.*told by the exchange/);
    expect(await cell('Withdraw').textContent()).toMatch(/not granted.*told by the exchange/);
  });
});

describe('muting a finding at its key', () => {
  it('takes it from the list to what is muted, and back', async () => {
    await openWith((given) => given);
    await opens('Old tracker key');
    await window.button('Mute… Broader than its purpose').click();
    await window.page.getByLabel('Why is that all right?').fill('kh-test: known');
    await window.button('Mute it').click();
    await window.button('Tell again: Broader than its purpose, Old tracker key').click();
    await window.button('Mute… Broader than its purpose').waitFor();
  });
});
