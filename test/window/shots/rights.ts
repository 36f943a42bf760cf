import { dayMs, instantOf } from '../../../core/base/instants';
import { tradeNotTried } from '../../../core/contract/probe-remarks';
import { rights, type Granted, type Right } from '../../../core/contract/words';
import { key } from '../support/keys';
import type { Scene } from '../support/scripted';
import { see, type Shot } from '../support/shot';
import type { OpenWindow } from '../support/window';

const unknown = Object.fromEntries(rights.map((right) => [right, 'unknown'])) as Record<Right, Granted>;

/** A key of an exchange that has no words for rights: reading was tried, trading was not. */
const probed = {
  label: 'Bitvavo bot',
  exchange: 'bitvavo',
  exchangeName: 'Bitvavo',
  purpose: 'spotBot',
  granted: ['read'],
  rights: { ...unknown, read: 'yes' },
  ip: { state: 'unknown', list: null },
  expires: 'unknown',
  report: {
    how: 'probed',
    granularity: 'coarse',
    remarks: [tradeNotTried, 'Withdrawing cannot be tried without doing it, so it is unknown.'],
    evidence: [{ endpoint: 'GET /v2/account', at: instantOf(Date.now()) }],
  },
} as const satisfies Partial<Parameters<typeof key>[0]>;

export const withProbed = (scene: Scene): Scene => ({
  ...scene,
  keys: [key({ ...probed, granted: ['read'] }), ...scene.keys],
});

/** The same after trading was tried, and a rule says how it ends. */
const withTried = (scene: Scene): Scene => {
  const tried = key({ ...probed, granted: ['read'], rights: { ...unknown, read: 'yes', spotTrade: 'yes' } });
  const { report } = tried;
  if (report === null) throw new Error('a probed key has a report');
  return {
    ...scene,
    keys: [
      {
        ...tried,
        answers: { ...tried.answers, ends: 'rule' },
        report: { ...report, remarks: report.remarks.slice(1) },
      },
      ...scene.keys,
    ],
  };
};

export const openKey = async ({ page }: OpenWindow, label: string): Promise<void> => {
  await page.getByText(label).first().click();
  await page.getByRole('heading', { level: 1, name: label }).waitFor();
};

const openProbed = (window: OpenWindow) => openKey(window, probed.label);
const asksToTry = async (window: OpenWindow) => {
  await openProbed(window);
  await window.button('Try trading…').click();
  await see(`Try whether “${probed.label}” may trade?`)(window);
};

const mute = {
  reason: 'kh-test: the tracker is replaced next month.',
  since: instantOf(Date.now()),
  until: instantOf(Date.now() + 30 * dayMs),
};
const withAllMuted = (scene: Scene): Scene => ({
  ...scene,
  keys: scene.keys.map((one) =>
    one.label === 'Futures desk'
      ? {
          ...one,
          findings: [],
          worst: null,
          muted: one.findings.map((finding) => ({
            finding,
            mute: { kind: finding.kind, severity: finding.severity, ...mute },
          })),
        }
      : one,
  ),
});

/** The Key screen where an exchange was probed, and where findings are muted. */
export const rightsShots: readonly Shot[] = [
  { name: 'key-probed', look: { height: 1500 }, scene: withProbed, steps: openProbed },
  { name: 'key-probed-narrow', look: { width: 720, height: 1500 }, scene: withProbed, steps: openProbed },
  { name: 'key-probed-tried', look: { height: 1300 }, scene: withTried, steps: openProbed },
  { name: 'key-probe-asks', scene: withProbed, steps: asksToTry },
  { name: 'key-probe-asks-narrow', look: { width: 480 }, scene: withProbed, steps: asksToTry },
  {
    name: 'key-mute',
    steps: async (window) => {
      await openKey(window, 'Old tracker key');
      await window.button('Mute… Broader than its purpose').click();
      await window.page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'key-muted',
    look: { height: 1500 },
    steps: async (window) => {
      await openKey(window, 'Old tracker key');
      await window.button('Mute… Broader than its purpose').click();
      await window.page.getByLabel('Why is that all right?').fill(mute.reason);
      await window.button('Mute it').click();
      await window.button('Tell again: Broader than its purpose, Old tracker key').waitFor();
    },
  },
  { name: 'key-all-muted', scene: withAllMuted, steps: (window) => openKey(window, 'Futures desk') },
];
