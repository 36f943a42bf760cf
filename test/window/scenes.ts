import { instantOf } from '../../core/base/instants';
import { askingShots } from './shots/asking';
import { diagnosedShots } from './shots/diagnosed';
import { doingShots } from './shots/doing';
import { healthShots } from './shots/health';
import { quickShots } from './shots/quick';
import { rightsShots } from './shots/rights';
import { rotationShots } from './shots/rotation';
import { keychainTroubles } from './support/troubles';
import { desk, manyKeys } from './support/keys';
import { never, openScene, refusal, rightPassphrase, scripted, type Scene } from './support/scripted';
import { go, locked, see, type Script, type Shot } from './support/shot';
import type { OpenWindow } from './support/window';

const none = (scene: Scene): Scene => ({
  ...scene,
  keys: [],
  status: { ...scene.status, state: 'none', mode: null, credentials: null, recoveryConfirmed: null, created: null },
});
const changedAt = instantOf(Date.UTC(2026, 10, 24));
const openKey = async ({ page }: OpenWindow, label: string) => {
  await page.getByRole('row', { name: label }).getByText(label).click();
  await page.getByRole('heading', { level: 1, name: label }).waitFor();
};
const chooseExchange = ({ page }: OpenWindow, id: string) => page.locator(`[role=option][data-key=${id}]`).click();
const newPassphrase = async ({ page }: OpenWindow, first: string, repeat: string) => {
  await page.getByLabel('New passphrase', { exact: true }).fill(first);
  await page.getByLabel('Repeat it', { exact: true }).fill(repeat);
};
const toCode = async (window: OpenWindow) => {
  await newPassphrase(window, 'kh-test five plain words together', 'kh-test five plain words together');
  await window.button('Make the vault').click();
  await window.heading('Write down your recovery code').waitFor();
};

/** Every screen in every state. To add a screen: its rows here. */
export const shots: readonly Shot[] = [
  { name: 'first-run-mode', scene: none, steps: see('How shall your vault open?') },
  {
    name: 'first-run-mode-differs',
    scene: none,
    steps: async (window) => {
      await newPassphrase(window, 'kh-test short', 'kh-test other');
      await window.button('Make the vault').click();
      await see('The two are not the same.')(window);
    },
  },
  { name: 'first-run-code', scene: none, steps: toCode },
  {
    name: 'first-run-confirm-wrong',
    scene: none,
    steps: async (window) => {
      await toCode(window);
      await window.button('I wrote it down').click();
      await window.page.getByLabel('Recovery code').fill('0000-0000-0000-0000-0000-0000-0000-0000');
      await window.button('Confirm').click();
      await see('The recovery code is not right.')(window);
    },
  },
  {
    name: 'first-run-begin',
    scene: none,
    steps: async (window) => {
      await toCode(window);
      await window.button('I wrote it down').click();
      await window.button('Do this later').click();
      await see('Your vault is ready')(window);
    },
  },
  { name: 'lock-keychain', scene: locked({}), steps: see('Unlock with the keychain') },
  {
    name: 'lock-waiting',
    scene: locked({}),
    script: (script) => {
      script.vault.unlock = never;
    },
    steps: async (window) => {
      await window.button('Unlock with the keychain').click();
      await window.button('Cancel').waitFor();
    },
  },
  {
    name: 'lock-given-up',
    scene: locked({}),
    script: (script) => {
      let cancel = (_: ReturnType<typeof refusal>): void => undefined;
      script.vault.unlock = () => new Promise((resolve) => (cancel = resolve));
      script.vault.cancelUnlock = async () => (cancel(refusal('keychain.cancelled')), { ok: true, value: {} });
    },
    steps: async (window) => {
      await window.button('Unlock with the keychain').click();
      await window.button('Cancel').click();
      await see('You stopped waiting for the keychain.')(window);
    },
  },
  {
    name: 'lock-passphrase-wrong',
    scene: locked({ mode: 'keychainAndPassphrase' }),
    steps: async (window) => {
      await window.page.getByLabel('Passphrase', { exact: true }).fill('kh-test-wrong');
      await window.button('Unlock').click();
      await see('The passphrase is not right.')(window);
    },
  },
  {
    name: 'lock-throttled',
    scene: locked({ mode: 'passphrase' }),
    script: (script) => {
      script.vault.unlock = async () => refusal('authorization.throttled', { seconds: 8 });
    },
    steps: async (window) => {
      await window.page.getByLabel('Passphrase', { exact: true }).fill('kh-test-wrong');
      await window.button('Unlock').click();
      await see('Too many wrong attempts.')(window);
    },
  },
  {
    name: 'lock-recovery',
    scene: locked({ mode: 'keychainAndPassphrase' }),
    steps: async (window) => {
      await window.button('Use the recovery code').click();
      await see('Open with the recovery code')(window);
    },
  },
  ...keychainTroubles.map(({ trouble, title }): Shot => ({
    name: `trouble-${trouble}`,
    scene: locked({ trouble }),
    steps: see(title),
  })),
  {
    name: 'vault-damaged',
    script: (script) => {
      script.vault.status = async () => refusal('vault.corrupt', { where: 'header' });
    },
    steps: see('vault.corrupt'),
  },
  { name: 'keys-full', steps: see('Portfolio tracker') },
  { name: 'keys-narrow', look: { width: 720 }, steps: see('Portfolio tracker') },
  { name: 'keys-text-200', look: { textScale: 2, width: 1280, height: 900 }, steps: see('Portfolio tracker') },
  {
    name: 'keys-empty',
    scene: (scene) => ({ ...scene, keys: [], status: { ...scene.status, credentials: 0 } }),
    steps: see('No keys yet'),
  },
  {
    name: 'keys-loading',
    script: (script) => {
      script.credential.list = never;
    },
    steps: async ({ page }) => page.getByRole('progressbar').waitFor(),
  },
  {
    name: 'keys-error',
    script: (script) => {
      script.credential.list = async () => refusal('internal.unexpected');
    },
    steps: see('internal.unexpected'),
  },
  {
    name: 'keys-filtered',
    steps: async (window) => {
      await window.page.getByRole('searchbox').fill('okx');
      await see('Futures desk')(window);
      await window.page.getByText('Portfolio tracker').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'keys-nothing-fits',
    steps: async (window) => {
      await window.page.getByRole('searchbox').fill('kraken');
      await see('No key fits')(window);
    },
  },
  {
    name: 'keys-chosen',
    steps: async (window) => {
      await window.page.getByRole('grid').focus();
      for (const press of ['Space', 'ArrowDown', 'ArrowDown', 'Space']) await window.page.keyboard.press(press);
      await see('2 chosen')(window);
    },
  },
  {
    name: 'keys-testing',
    script: (script) => {
      script.credential.test = async ({ ids = [] }) => {
        const jobId = 'j0000000000000000000000000';
        const states = ['works', 'fails', 'works', 'running', 'running'] as const;
        setTimeout(
          () =>
            states.forEach((state, n) =>
              script.tell({
                jobId,
                operation: 'credential.test',
                state: 'item',
                item: { id: ids[n] ?? '', state, diagnosis: null },
              }),
            ),
          20,
        );
        return { ok: true, value: { jobId } };
      };
    },
    steps: async (window) => {
      await window.button('Test all').click();
      await see('Testing 3 of 9')(window);
    },
  },
  {
    name: 'keys-tested',
    steps: async (window) => {
      await window.button('Test all').click();
      await see('9 keys tested, all work')(window);
    },
  },
  {
    name: 'keys-practice-misbehaves',
    scene: (scene) => ({ ...scene, practice: { ...scene.practice, fault: 'html' } }),
    steps: see('misbehaves on purpose'),
  },
  {
    name: 'keys-unconfirmed-evaluation',
    scene: (scene) => ({
      ...scene,
      status: { ...scene.status, recoveryConfirmed: false },
      info: { ...scene.info, runtime: 'evaluation', runtimeVersion: '22.3.25', realKeysAllowed: false },
    }),
    steps: see('Your recovery code is not confirmed'),
  },
  {
    name: 'keys-10000',
    scene: (scene) => ({ ...scene, keys: manyKeys(10_000), status: { ...scene.status, credentials: 10_000 } }),
    steps: see(/Old tracker key/),
  },
  {
    name: 'help',
    steps: async (window) => {
      await see('Portfolio tracker')(window);
      await window.page.keyboard.press('?');
      await window.page.getByRole('dialog').waitFor();
    },
  },
  { name: 'key-danger', steps: (window) => openKey(window, 'Old tracker key') },
  { name: 'key-danger-narrow', look: { width: 720 }, steps: (window) => openKey(window, 'Old tracker key') },
  { name: 'key-healthy', steps: (window) => openKey(window, 'Portfolio tracker') },
  { name: 'key-lapses', steps: (window) => openKey(window, 'Grid bot') },
  { name: 'key-fails', steps: (window) => openKey(window, 'Copy trading') },
  { name: 'key-untested', steps: (window) => openKey(window, 'Tax report 2026') },
  { name: 'key-unknown', steps: (window) => openKey(window, 'By hand') },
  {
    name: 'key-copied',
    steps: async (window) => {
      await openKey(window, 'Portfolio tracker');
      await window.button('Copy Secret key').click();
      await see(/Copied · clears in/)(window);
    },
  },
  {
    name: 'key-authorize',
    steps: async (window) => {
      await openKey(window, 'Portfolio tracker');
      await window.button('Show Secret key').click();
      await window.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'key-revealed',
    steps: async (window) => {
      await openKey(window, 'Portfolio tracker');
      await window.button('Show Secret key').click();
      await window.page.getByLabel('Passphrase', { exact: true }).fill('kh-test-correct horse battery staple');
      await window.button('Show it').click();
      await see('kh-test-revealed-value')(window);
    },
  },
  {
    name: 'key-added',
    script: (script) => {
      script.credential.test = async () => ({ ok: true, value: { jobId: 'j0000000000000000000000000' } });
    },
    steps: async (window) => {
      await fillBinance(window);
      await window.button('Store and test').click();
      await see('Stored encrypted.')(window);
    },
  },
  {
    name: 'add-choose',
    steps: async (window) => {
      await window.button('Add a key').click();
      await see('Choose the exchange first')(window);
    },
  },
  {
    name: 'add-form',
    steps: async (window) => {
      await window.button('Add a key').click();
      await chooseExchange(window, 'okx');
      await window.page.getByLabel('Passphrase', { exact: true }).waitFor();
    },
  },
  {
    name: 'add-find-nothing',
    steps: async (window) => {
      await window.button('Add a key').click();
      await window.page.getByLabel('Find an exchange').fill('mt gox');
      await see('No exchange of that name.')(window);
    },
  },
  {
    name: 'add-many-fields',
    look: { height: 1300 },
    steps: async (window) => {
      await window.button('Add a key').click();
      // By the keyboard alone, with a slip of the finger.
      await window.page.getByLabel('Find an exchange').fill('ndxa');
      await window.page.keyboard.press('Enter');
      await window.page.getByLabel('Login', { exact: true }).waitFor();
    },
  },
  {
    name: 'add-wallet',
    steps: async (window) => {
      await window.button('Add a key').click();
      await chooseExchange(window, 'hyperliquid');
      await window.page.getByLabel('Account address', { exact: true }).fill(`0x${'ab12'.repeat(10)}`);
    },
  },
  {
    name: 'add-siblings',
    steps: async (window) => {
      await window.button('Add a key').click();
      await window.page.getByLabel('Find an exchange').fill('by');
      await window.page.keyboard.press('ArrowDown');
      await window.page.keyboard.press('Enter');
      await see('A key made at Bybit EU or Bybit Indonesia is unknown at Bybit.')(window);
    },
  },
  {
    name: 'add-practice',
    steps: async (window) => {
      await window.button('Add a key').click();
      await chooseExchange(window, 'practice\\:okx');
      await see('Practice keys are made for you')(window);
    },
  },
  { name: 'add-narrow', look: { width: 720, height: 1000 }, steps: (window) => fillBinance(window) },
  {
    name: 'add-missing',
    steps: async (window) => {
      await window.button('Add a key').click();
      await chooseExchange(window, 'binance');
      await window.button('Store and test').click();
      await see('Secret Key is missing.')(window);
    },
  },
  {
    name: 'add-pasted',
    steps: async (window) => {
      await window.button('Add a key').click();
      await window.button('Paste from clipboard').click();
      await see('2 fields understood')(window);
    },
  },
  {
    name: 'add-paste-refused',
    script: (script) => {
      script.intake.readClipboard = async () => refusal('intake.notUnderstood');
    },
    steps: async (window) => {
      await window.button('Add a key').click();
      await window.button('Paste from clipboard').click();
      await see('intake.notUnderstood')(window);
      await window.button('Paste as text instead').click();
    },
  },
  {
    name: 'add-refused',
    script: (script) => {
      script.credential.add = async () =>
        refusal('credential.fieldMalformed', {
          field: 'API Key',
          exchange: 'Binance',
          why: 'it has 12 characters, not 64',
        });
    },
    steps: async (window) => {
      await fillBinance(window);
      await window.button('Store and test').click();
      await see('credential.fieldMalformed')(window);
    },
  },
  {
    name: 'add-risk',
    scene: (scene) => ({
      ...scene,
      info: { ...scene.info, runtime: 'evaluation', runtimeVersion: '22.3.25', realKeysAllowed: false },
    }),
    steps: async (window) => {
      await fillBinance(window);
      await window.button('Store and test').click();
      await window.page.getByRole('alertdialog').waitFor();
    },
  },
  {
    name: 'activity-full',
    steps: async (window) => {
      await go(window, 'Activity');
      await see('420 lines')(window).catch(() => see(/Whole: 420 lines/)(window));
    },
  },
  {
    name: 'activity-narrow',
    look: { width: 720 },
    steps: async (window) => {
      await go(window, 'Activity');
      await see(/Whole: 420 lines/)(window);
    },
  },
  {
    name: 'activity-broken',
    scene: (scene) => ({
      ...scene,
      chain: {
        whole: false,
        lines: 420,
        notYetAnchored: 3,
        brokenAt: 311,
        problem: 'Line 311 does not follow from line 310.',
      },
    }),
    steps: async (window) => {
      await go(window, 'Activity');
      await see('does not fit together')(window);
    },
  },
  {
    name: 'activity-empty',
    scene: (scene) => ({ ...scene, log: [], chain: { ...scene.chain, lines: 0, notYetAnchored: 0 } }),
    steps: async (window) => {
      await go(window, 'Activity');
      await see('Nothing was done yet.')(window);
    },
  },
  {
    name: 'activity-error',
    script: (script) => {
      script.audit.list = async () => refusal('audit.unreadable');
      script.audit.verify = async () => refusal('audit.unreadable');
    },
    steps: async (window) => {
      await go(window, 'Activity');
      await see('audit.unreadable')(window);
    },
  },
  {
    name: 'settings-full',
    look: { height: 2020 },
    steps: async (window) => {
      await go(window, 'Settings');
      await see('Data folder')(window);
    },
  },
  {
    name: 'settings-old-copies',
    look: { height: 1180 },
    scene: (scene) => ({
      ...scene,
      status: { ...scene.status, frozen: 'epoch' },
      copies: [
        { before: changedAt, opensWith: 'passphrase', opensTodayToo: true },
        { before: changedAt, opensWith: 'recoveryCode', opensTodayToo: false },
      ],
    }),
    steps: async (window) => {
      await go(window, 'Settings');
      await see('What old copies can still open')(window);
      await see('older than this computer knows of')(window);
    },
  },
  {
    name: 'opening-passphrase',
    steps: async (window) => {
      await go(window, 'Settings');
      await window.button('Change the passphrase').click();
      await newPassphrase(window, 'kh-test five plain words together', 'kh-test another');
      await window.page.getByLabel('Present passphrase', { exact: true }).fill('kh-test-wrong');
      await window.button('Change it').click();
      await see('The two are not the same.')(window);
    },
  },
  {
    name: 'opening-mode',
    scene: (scene) => ({ ...scene, status: { ...scene.status, mode: 'keychain' } }),
    steps: async (window) => {
      await go(window, 'Settings');
      await window.button('Change how it opens').click();
      await see('Keyhaven asks in a dialog of its own')(window);
    },
  },
  {
    name: 'opening-leaked',
    look: { height: 1000 },
    steps: async (window) => {
      await go(window, 'Settings');
      await window.button('It may have leaked').click();
      await window.page.getByLabel('Present passphrase', { exact: true }).fill(rightPassphrase);
      await window.button('Encrypt everything anew').click();
      await see('Type the sentence as it stands here.')(window);
    },
  },
  {
    name: 'opening-new-code',
    steps: async (window) => {
      await go(window, 'Settings');
      await window.button('New recovery code').click();
      await window.page.getByLabel('Present passphrase', { exact: true }).fill(rightPassphrase);
      await window.button('Make a new code').click();
      await see('Write down your new recovery code')(window);
      await window.page.keyboard.press('Escape');
      await see('Write down your new recovery code')(window);
    },
  },
  {
    name: 'settings-narrow',
    look: { width: 720, height: 1180 },
    steps: async (window) => {
      await go(window, 'Settings');
      await see('Data folder')(window);
    },
  },
  {
    name: 'settings-evaluation',
    look: { height: 1180 },
    scene: (scene) => ({
      ...scene,
      status: { ...scene.status, recoveryConfirmed: false },
      practice: { state: 'notOurs', address: null, fault: null },
      info: { ...scene.info, runtime: 'evaluation', runtimeVersion: '22.3.25', realKeysAllowed: false },
    }),
    steps: async (window) => {
      await go(window, 'Settings');
      await see('Another program is at its address')(window);
    },
  },
  ...askingShots,
  ...diagnosedShots,
  ...doingShots,
  ...rightsShots,
  ...healthShots,
  ...quickShots,
  ...rotationShots,
];

async function fillBinance(window: OpenWindow): Promise<void> {
  await window.button('Add a key').click();
  await chooseExchange(window, 'binance');
  await window.page.getByLabel('API Key', { exact: true }).fill('kh-test-api-key');
  await window.page.getByLabel('Secret Key', { exact: true }).fill('kh-test-secret');
}

export const sceneOf = (shot: Shot): Script => {
  const scene = openScene(desk);
  const script = scripted(shot.scene?.(scene) ?? scene);
  shot.script?.(script);
  return script;
};
