import { describe, expect, it } from 'vitest';
import { approvalOf } from './support/approvals';
import { desk, key } from './support/keys';
import { feedId, lockedStatus, openScene, refusal, rightPassphrase, scripted, type Scene } from './support/scripted';
import { atKeyboard, windowsOfFile } from './support/test-file';
import type { OpenWindow } from './support/window';

let window: OpenWindow;
let scene: Scene;
let script: ReturnType<typeof scripted>;
const windows = windowsOfFile(() => window);
const { press, type, see } = atKeyboard(() => window);
const dialog = () => window.page.getByRole('alertdialog', { name: 'A program asks for your yes' });
const said = () => window.page.locator('[aria-live=polite]').allInnerTexts();

async function openWith(change?: (given: Scene) => void): Promise<void> {
  scene = openScene(desk);
  change?.(scene);
  script = scripted(scene);
  window = await windows.open(script.behind);
}

/** Another program asks, as the main process would tell of it. */
function asks(...approvals: Scene['approvals']): void {
  scene.approvals = approvals;
  script.changed('approvals', 'audit');
}

describe('what happens elsewhere', () => {
  it('is followed: a key that was added from a terminal stands in the list by itself', async () => {
    await openWith();
    await see('Portfolio tracker');
    scene.keys = [...scene.keys, key({ label: 'Added from a terminal' })];
    script.changed('credentials', 'audit');
    await see('Added from a terminal');
  });

  it('is read a few times for a burst of a thousand changes, not a thousand times', async () => {
    await openWith();
    await see('Portfolio tracker');
    let read = 0;
    const { list } = script.credential;
    script.credential.list = (input) => {
      read += 1;
      return list(input);
    };
    scene.keys = [...scene.keys, key({ label: 'The last of many' })];
    script.changed(...Array.from({ length: 1000 }, () => 'credentials' as const));
    await see('The last of many');
    expect(read).toBeLessThan(100);
  });

  it('opens the lock screen into the vault when it was unlocked from a terminal, and says so', async () => {
    await openWith((given) => (given.status = lockedStatus({ mode: 'passphrase' })));
    await see('Welcome back');
    scene.status = openScene(desk).status;
    script.changed('vault');
    await see('Portfolio tracker');
    await expect.poll(said).toContain('The vault is open.');
  });

  it('is read anew when the feed had ended meanwhile', async () => {
    await openWith();
    await see('Portfolio tracker');
    scene.keys = [...scene.keys, key({ label: 'Added while nobody listened' })];
    const { error } = refusal('job.cancelled');
    script.tell({ jobId: feedId, operation: 'app.changes', state: 'failed', error });
    await see('Added while nobody listened');
  });
});

describe('another program that asks', () => {
  it('is shown over whatever the person looks at, by name and by who started it, and may be refused by one key', async () => {
    await openWith();
    await window.page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click();
    await window.heading('Locking').waitFor();
    asks(approvalOf());
    await see(/asks to copy a secret of “Grid bot” to the clipboard/);
    await see('/usr/bin/keyhaven');
    await see('gnome-terminal-server');
    await see('hints and no proof');
    await expect.poll(said).toContain('keyhaven asks to copy a secret of “Grid bot” to the clipboard.');
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await see('Refused: keyhaven');
    expect(scene.approvals).toEqual([]);
  });

  it('is allowed by the passphrase alone: it can be typed at once, and a wrong one says so', async () => {
    await openWith();
    await see('Portfolio tracker');
    const sent: unknown[] = [];
    const { answer } = script.approval;
    script.approval.answer = (input) => {
      sent.push(input);
      return answer(input);
    };
    asks(approvalOf());
    await dialog().waitFor();
    await press('Enter');
    await see('To allow it, type your passphrase.');
    expect(sent).toEqual([]);
    await type('kh-test-wrong');
    await press('Enter');
    await see('The passphrase is not right.');
    await type(rightPassphrase);
    await press('Enter');
    await see('Allowed: keyhaven');
    expect(sent).toHaveLength(2);
    expect(await window.page.content()).not.toContain(rightPassphrase);
  });

  it('gets no yes from a person who was typing something else when it came', async () => {
    await openWith();
    await see('Portfolio tracker');
    await press('/');
    await type('grid');
    asks(approvalOf());
    await dialog().waitFor();
    await type(rightPassphrase);
    await press('Enter');
    expect(await dialog().locator('input').inputValue()).toBe('');
    expect(scene.approvals).toHaveLength(1);
    await press('Tab');
    await type(rightPassphrase);
    await press('Enter');
    await see('Allowed: keyhaven');
  });

  it('that gave up meanwhile is told calmly, also when the answer crosses it', async () => {
    await openWith();
    await see('Portfolio tracker');
    asks(approvalOf());
    await dialog().waitFor();
    asks();
    await see('keyhaven waits no longer');

    asks(approvalOf({ id: `b${'0'.repeat(25)}` }));
    await dialog().waitFor();
    scene.approvals = [];
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await see('keyhaven waits no longer');
  });

  it('is followed by the next one that asks', async () => {
    await openWith();
    await see('Portfolio tracker');
    const nameless = approvalOf({ id: `b${'0'.repeat(25)}`, kind: 'change', about: null, program: null });
    asks(approvalOf());
    await dialog().waitFor();
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
    asks(nameless);
    await see(/asks to change how your vault opens/);
    await see('The system does not tell which program it is.');
    await press('Escape');
    await dialog().waitFor({ state: 'detached' });
    expect(scene.approvals).toEqual([]);
  });

  it('is not shown while the vault is locked', async () => {
    await openWith();
    await see('Portfolio tracker');
    asks(approvalOf());
    await dialog().waitFor();
    await script.vault.lock({});
    await see('Welcome back');
    expect(await dialog().count()).toBe(0);
    expect(await window.page.content()).not.toContain('Grid bot');
  });

  it('asks too fast: a throttled answer says how long to wait', async () => {
    await openWith();
    await see('Portfolio tracker');
    script.approval.answer = async () => refusal('authorization.throttled', { seconds: 8 });
    asks(approvalOf());
    await dialog().waitFor();
    await type('kh-test-wrong');
    await press('Enter');
    await see('Wait 8 seconds and try again.');
  });
});
