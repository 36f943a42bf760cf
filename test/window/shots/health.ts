import { dayMs, instantOf } from '../../../core/base/instants';
import type { CredentialDetail } from '../../../core/contract/credentials';
import { manyKeys } from '../support/keys';
import { refusal, never, type Scene } from '../support/scripted';
import { go, see, type Shot } from '../support/shot';
import type { OpenWindow } from '../support/window';

const toHealth = async (window: OpenWindow) => {
  await go(window, 'Health');
  await window.heading('What to do first').waitFor();
};
const muteFirst = async (window: OpenWindow) => {
  await toHealth(window);
  await window.button('Mute… This key can withdraw money, Can withdraw').click();
  await window.page.getByRole('dialog').waitFor();
};

const asksForSecondFactor: CredentialDetail['findings'][number] = {
  kind: 'secondFactorUnconfirmed',
  severity: 'low',
  title: 'Is your login at Binance protected by a second factor?',
  reason:
    'No exchange tells that by a key. Without it, whoever has your password makes keys of their own, whatever the rights of this one are.',
  next: 'Look at the security page of Binance and answer here; you are asked once for each exchange.',
  rights: [],
  evidence: [],
};

/** The desk with a question, with evidence, and with one finding muted. */
const withMuted = (scene: Scene): Scene => ({
  ...scene,
  keys: scene.keys.map((key) => {
    if (key.label === 'Portfolio tracker') return { ...key, findings: [asksForSecondFactor], worst: 'low' as const };
    if (key.label !== 'Grid bot') return key;
    const [lapses, noList] = key.findings;
    if (lapses === undefined || noList === undefined) return key;
    const evidence = [
      { from: 'exchange' as const, what: 'GET /sapi/v1/account/apiRestrictions', at: instantOf(Date.now()) },
      {
        from: 'rule' as const,
        what: 'Binance removes a key that was not used for 30 days (binance.com news flash 7334853 of 2022-12, told alike by others, read 2026-11; told alike by several, or an older page of the exchange)',
        at: null,
      },
    ];
    const mute = {
      kind: noList.kind,
      severity: noList.severity,
      reason: 'The server gets its fixed address next month.',
      since: instantOf(Date.now()),
      until: instantOf(Date.now() + 30 * dayMs),
    };
    return { ...key, findings: [{ ...lapses, evidence }], muted: [{ finding: noList, mute }] };
  }),
});

/** The Health screen in its states, and its dialog. */
export const healthShots: readonly Shot[] = [
  { name: 'health-full', scene: withMuted, look: { height: 2600 }, steps: toHealth },
  { name: 'health-first', scene: withMuted, steps: toHealth },
  { name: 'health-narrow', scene: withMuted, look: { width: 720, height: 1400 }, steps: toHealth },
  {
    name: 'health-nothing',
    scene: (scene) => ({ ...scene, keys: scene.keys.filter(({ findings }) => findings.length === 0) }),
    steps: async (window) => {
      await go(window, 'Health');
      await see('Nothing to do')(window);
    },
  },
  {
    name: 'health-empty',
    scene: (scene) => ({ ...scene, keys: [], status: { ...scene.status, credentials: 0 } }),
    steps: async (window) => {
      await go(window, 'Health');
      await see('this screen says what is wrong with it')(window);
    },
  },
  {
    name: 'health-rules-bad',
    scene: (scene) => ({
      ...scene,
      rules: { state: 'notUnderstood', rules: 0, problem: 'What stands at rules.2.days is not what belongs there.' },
    }),
    steps: async (window) => {
      await toHealth(window);
      await see('Your file of key rules is not understood')(window);
    },
  },
  {
    name: 'health-error',
    script: (script) => {
      script.health.get = async () => refusal('internal.unexpected');
    },
    steps: async (window) => {
      await go(window, 'Health');
      await see('internal.unexpected')(window);
    },
  },
  {
    name: 'health-loading',
    script: (script) => {
      script.health.get = never;
    },
    steps: async (window) => {
      await go(window, 'Health');
      await window.page.getByRole('progressbar').waitFor();
    },
  },
  {
    name: 'health-many',
    scene: (scene) => ({ ...scene, keys: manyKeys(1000), status: { ...scene.status, credentials: 1000 } }),
    steps: async (window) => {
      await toHealth(window);
      await see(/more findings below these/)(window);
    },
  },
  {
    name: 'health-mute',
    steps: async (window) => {
      await muteFirst(window);
      await window.button('Mute it').click();
      await see('Say why, in at most 200 characters.')(window);
    },
  },
  {
    name: 'health-muted',
    look: { height: 2400 },
    steps: async (window) => {
      await muteFirst(window);
      await window.page.getByLabel('Why is that all right?').fill('kh-test: a practice key only');
      await window.button('Mute it').click();
      await see('kh-test: a practice key only')(window);
    },
  },
  {
    name: 'health-filtered',
    steps: async (window) => {
      await toHealth(window);
      await window.page.getByRole('radio', { name: /Medium/ }).click();
      await window.page.getByText('This key can withdraw money').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'health-second-factor',
    scene: withMuted,
    look: { height: 2600 },
    steps: async (window) => {
      await toHealth(window);
      await window.button('Yes, it is on').click();
      await window.page.getByText('Is your login at Binance').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'health-by-keys',
    steps: async (window) => {
      await see('Portfolio tracker')(window);
      await window.page.keyboard.press('Control+Shift+H');
      await window.heading('What to do first').waitFor();
    },
  },
];
