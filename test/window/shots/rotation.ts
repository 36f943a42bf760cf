import { dayMs, hourMs, instantOf, minuteMs } from '../../../core/base/instants';
import type { CredentialDetail } from '../../../core/contract/credentials';
import type { DueReason } from '../../../core/contract/rotation';
import type { Comparison, RotationDetail } from '../../../core/contract/rotation-steps';
import { rights } from '../../../core/contract/words';
import { desk, manyKeys } from '../support/keys';
import { ok, refusal, type Scene } from '../support/scripted';
import { go, see, type Script, type Shot } from '../support/shot';
import type { OpenWindow } from '../support/window';

const inDays = (days: number) => instantOf(Date.now() + days * dayMs);
const reasonIn = (days: number, kind: DueReason['kind'], text: string): DueReason => ({
  kind,
  at: inDays(days),
  day: inDays(days).slice(0, 10),
  text,
  counted: kind === 'policy' ? { from: 'made', at: inDays(days - 90) } : null,
});
const due = (...dueReasons: DueReason[]): Pick<CredentialDetail, 'dueReasons' | 'due'> => {
  const [first] = dueReasons;
  if (first === undefined) return { dueReasons, due: null };
  const { kind, at, day, text } = first;
  return { dueReasons, due: { kind, at, day, text } };
};

const dates: readonly Pick<CredentialDetail, 'dueReasons' | 'due'>[] = [
  due(
    reasonIn(-3, 'policy', 'rotation every 90 days'),
    reasonIn(12, 'expires', 'Binance says: expires'),
    reasonIn(25, 'idle', 'Binance: keys that are not used for 30 days are deleted'),
  ),
  due(reasonIn(1, 'policy', 'rotation every 30 days')),
  due(
    reasonIn(9, 'ruleEnds', 'Gate: keys without an IP list end after 90 days'),
    reasonIn(40, 'policy', 'rotation every 90 days'),
  ),
  due(reasonIn(74, 'policy', 'rotation every 180 days')),
];
const dated = (scene: Scene): Scene => ({
  ...scene,
  keys: scene.keys.map((key, n) => ({
    ...key,
    ...dates[n % dates.length],
    ...(n > 0
      ? {}
      : {
          keepAlive: false,
          policy: { every: 90, from: 'purpose' as const },
          lives: [
            {
              ...{ ending: '71f0', created: inDays(-420), added: inDays(-418), ended: inDays(-300) },
              ...{ by: 'terminal' as const, provenDead: null },
            },
            {
              ...{ ending: '03bd', created: inDays(-300), added: inDays(-300), ended: inDays(-93) },
              ...{ by: 'window' as const, provenDead: inDays(-93) },
            },
          ],
        }),
  })),
});
const [subject] = desk;
if (subject === undefined) throw new Error('the desk is empty');

const comparison: Comparison = {
  rights: rights.map((right) => ({
    right,
    old: right === 'read' || right === 'spotTrade' || right === 'futuresTrade' ? 'yes' : 'no',
    new:
      right === 'read' || right === 'withdraw'
        ? 'yes'
        : right === 'spotTrade'
          ? 'no'
          : right === 'earn'
            ? 'unknown'
            : 'no',
    need: right === 'read' || right === 'spotTrade' ? 'needed' : 'tooBroad',
  })),
  more: ['withdraw'],
  less: ['spotTrade', 'futuresTrade'],
  ip: { old: 'restricted', new: 'open' },
  account: 'unknown',
  tokens: [{ id: `t${'0'.repeat(25)}`, label: 'Freqtrade on the server', lacks: ['spotTrade'] }],
  warnings: [
    { code: 'tokensLack', text: 'Tools with these tokens will be refused by the exchange for what the new key lacks.' },
    {
      code: 'accountUnknown',
      text: 'Binance does not say which account a key belongs to: make sure yourself that it is the same one.',
    },
    { code: 'lacksNeeded', text: 'The new key lacks a right that its purpose needs.' },
    {
      code: 'more',
      text: 'The new key may do more than the old one. Take away at the exchange what it does not need.',
    },
    {
      code: 'noIpList',
      text: 'The old key works from the addresses on its IP list alone; the new one works from everywhere.',
    },
  ],
};
const alike: Comparison = {
  ...comparison,
  rights: rights.map((right) => ({
    right,
    ...(right === 'read' || right === 'spotTrade'
      ? { old: 'yes' as const, new: 'yes' as const, need: 'needed' as const }
      : { old: 'no' as const, new: 'no' as const, need: 'tooBroad' as const }),
  })),
  ...{ more: [], less: [], tokens: [], warnings: [], account: 'same' },
  ip: { old: 'restricted', new: 'restricted' },
};

const { id, label, account, exchange, exchangeName } = subject;
const rotation: RotationDetail = {
  ...{ id, label, account, exchange, exchangeName, practice: false },
  ...{ state: 'prepared', revision: 1, started: inDays(-1), oldEnding: subject.keyEnding, newEnding: null },
  batch: { id: `b${'0'.repeat(25)}`, at: 1, of: 1 },
  diagnosis: null,
  guide: {
    keyPage: 'https://www.binance.com/en/my/settings/api-management',
    make: [
      'Choose “Create API”, then “System generated”.',
      'Give it a label and confirm by your second factor.',
      'Choose “Edit restrictions”: only what the key needs, and “Restrict access to trusted IPs only”.',
      'Copy API key and secret key: the secret is shown once.',
    ],
    remove: ['Find the old key by its label.', 'Choose “Delete” beside it, and confirm by your second factor.'],
    source: 'binance.com, FAQ “How to create API keys”',
    seen: '2026-11',
    confidence: 'low',
  },
  comparison: null,
  proof: null,
  tokens: 2,
};
const switched: RotationDetail = { ...rotation, newEnding: 'c4d1', comparison: alike, state: 'switched', revision: 5 };
const other = { ...rotation, id: desk[1]?.id ?? '', label: desk[1]?.label ?? '' };

const standsAt =
  (detail: RotationDetail, others: readonly RotationDetail[] = []) =>
  (script: Script) => {
    script.rotation.get = async () => ok(detail);
    script.rotation.list = async () => ok({ rotations: [detail, ...others].map(rowOf), retired: [] });
  };
function rowOf({ guide: _g, comparison: _c, proof: _p, tokens: _t, ...row }: RotationDetail) {
  return row;
}
const toRotation = async (window: OpenWindow) => {
  await window.button('Go on').click();
  await window.page.getByRole('heading', { level: 1, name: /Replace/ }).waitFor();
};
const rotates = (name: string, detail: RotationDetail, more: Partial<Shot> = {}): Shot => ({
  name: `rotate-${name}`,
  look: { height: 1250 },
  script: standsAt(detail),
  steps: toRotation,
  ...more,
});
const openFirst = async (window: OpenWindow) => {
  await window.page.getByRole('row', { name: label }).getByText(label).click();
  await window.page.getByRole('heading', { level: 1, name: label }).waitFor();
};
const toCalendar = (text: string | RegExp) => async (window: OpenWindow) => {
  await go(window, 'Calendar');
  await see(text)(window);
};

/** Due dates on the key, the calendar, every step of a rotation, and the policies. */
export const rotationShots: readonly Shot[] = [
  { name: 'key-due', scene: dated, look: { height: 1700 }, steps: openFirst },
  {
    name: 'key-due-narrow',
    scene: dated,
    look: { width: 720, height: 3000 },
    steps: async (window) => {
      await openFirst(window);
      await window.button('How often this key is to be replaced').click();
      await window.page.getByRole('radio', { name: 'Every so many days' }).click();
      await window.page.getByLabel('Days', { exact: true }).fill('0');
      await window.button('Save').click();
      await see('Type a whole number')(window);
    },
  },
  { name: 'keys-due', scene: dated, script: standsAt(switched), steps: see('is not finished') },
  {
    name: 'keys-chosen',
    scene: dated,
    steps: async (window) => {
      await window.page.getByRole('grid').focus();
      for (const key of ['Space', 'ArrowDown', 'Space']) await window.page.keyboard.press(key);
      await window.button('Rotate chosen').waitFor();
    },
  },
  { name: 'calendar-full', scene: dated, look: { height: 1300 }, steps: toCalendar('Overdue') },
  {
    name: 'calendar-narrow',
    scene: dated,
    script: standsAt(switched),
    look: { width: 720, height: 1300 },
    steps: toCalendar('Overdue'),
  },
  {
    name: 'calendar-large-text',
    scene: dated,
    look: { textScale: 2, height: 1300 },
    steps: toCalendar('Overdue'),
  },
  { name: 'calendar-empty', steps: toCalendar('Nothing is due in the next 90 days') },
  {
    name: 'calendar-no-keys',
    scene: (scene) => ({ ...scene, keys: [], status: { ...scene.status, credentials: 0 } }),
    steps: toCalendar('by when it must be replaced'),
  },
  {
    name: 'calendar-error',
    script: (script) => {
      script.rotation.due = async () => refusal('internal.unexpected');
    },
    steps: toCalendar('internal.unexpected'),
  },
  {
    name: 'calendar-many',
    scene: (scene) => dated({ ...scene, keys: manyKeys(1000), status: { ...scene.status, credentials: 1000 } }),
    steps: toCalendar(/Show \d+ more/),
  },
  {
    name: 'calendar-export',
    scene: dated,
    script: (script) => {
      script.rotation.saveCalendar = async () => refusal('internal.unexpected');
    },
    steps: async (window) => {
      await toCalendar('Overdue')(window);
      await window.button('Export as .ics').click();
      await window.button('Choose a place…').click();
      await see('internal.unexpected')(window);
    },
  },
  rotates('prepared', rotation),
  rotates('prepared-narrow', rotation, { look: { width: 560, height: 1500 } }),
  rotates('prepared-refused', rotation, {
    script: (script) => {
      standsAt(rotation)(script);
      script.rotation.pasted = async () => refusal('rotation.sameKey', { label });
    },
    steps: async (window) => {
      await toRotation(window);
      await window.page.getByLabel('API Key', { exact: true }).fill('kh-test-api-key');
      await window.page.getByLabel('Secret Key', { exact: true }).fill('kh-test-secret');
      await window.button('Keep and test it').click();
      await see('rotation.sameKey')(window);
    },
  }),
  rotates('prepared-fails', {
    ...rotation,
    newEnding: 'c4d1',
    diagnosis: {
      code: 'wrongSecret',
      text: 'The exchange says that the signature is wrong.',
      next: 'The secret does not belong to this key. Copy both anew.',
    },
  }),
  rotates('prepared-practice', {
    ...rotation,
    practice: true,
    exchange: 'practice:binance',
    exchangeName: 'Practice Binance',
  }),
  rotates('tested-alike', { ...rotation, state: 'tested', revision: 3, newEnding: 'c4d1', comparison: alike }),
  rotates('tested-differs', { ...rotation, state: 'tested', revision: 3, newEnding: 'c4d1', comparison }),
  rotates(
    'tested-narrow',
    { ...rotation, state: 'tested', revision: 3, newEnding: 'c4d1', comparison },
    {
      look: { width: 560, height: 1500 },
    },
  ),
  rotates(
    'compared',
    { ...rotation, state: 'compared', revision: 4, newEnding: 'c4d1', comparison: alike },
    {
      script: (script) => {
        standsAt({ ...rotation, state: 'compared', revision: 4, newEnding: 'c4d1', comparison: alike })(script);
        script.rotation.switch = async () => refusal('rotation.newKeyOld', { label });
      },
      steps: async (window) => {
        await toRotation(window);
        await window.button('Switch now').click();
        await see('rotation.newKeyOld')(window);
      },
    },
  ),
  rotates('switched', switched),
  rotates('switched-lives', {
    ...switched,
    proof: {
      ...{ at: inDays(0), reason: 'alive', code: null, again: null },
      text: 'Binance still accepts the old key: it was not deleted. Delete it there; until then everything can be undone.',
    },
  }),
  rotates('old-deleted', { ...switched, state: 'oldDeleted', revision: 6 }),
  rotates('old-deleted-waits', {
    ...switched,
    ...{ state: 'oldDeleted', revision: 7 },
    proof: {
      ...{ at: inDays(0), reason: 'newRefused', code: '-2015', again: instantOf(Date.now() + 14 * minuteMs) },
      text: 'Binance refuses both keys and does not say why: it may be your address, not the old key.',
    },
  }),
  rotates(
    'old-deleted-unproven',
    {
      ...switched,
      ...{ state: 'oldDeleted', revision: 9 },
      proof: {
        ...{ at: instantOf(Date.now() - hourMs), reason: 'notEvidence', code: '-1003', again: null },
        text: 'Binance refuses the old key, but for a reason that a key which still exists may have too.',
      },
    },
    {
      steps: async (window) => {
        await toRotation(window);
        await window.button('Finish without a proof…').click();
        await window.page.getByRole('alertdialog').waitFor();
      },
    },
  ),
  rotates('proven-dead', {
    ...switched,
    ...{ state: 'provenDead', revision: 8 },
    proof: {
      ...{ at: inDays(0), reason: 'exact', code: '-2014', again: null },
      text: 'Binance says that there is no such key any more: the old key is dead.',
    },
  }),
  rotates(
    'give-up',
    { ...rotation, newEnding: 'c4d1' },
    {
      steps: async (window) => {
        await toRotation(window);
        await window.button('Give up…').click();
        await window.page.getByRole('alertdialog').waitFor();
      },
    },
  ),
  rotates(
    'several',
    { ...rotation, batch: { ...rotation.batch, of: 3, at: 2 } },
    {
      script: standsAt({ ...rotation, batch: { ...rotation.batch, of: 3, at: 2 } }, [
        { ...other, batch: { ...rotation.batch, of: 3, at: 3 } },
      ]),
    },
  ),
  rotates('none', rotation, {
    script: (script) => {
      standsAt(rotation)(script);
      script.rotation.get = async () => refusal('rotation.none', { label });
    },
    steps: async (window) => {
      await window.button('Go on').click();
      await see('No rotation of this key is under way')(window);
    },
  }),
  {
    name: 'settings-rotation',
    look: { height: 1600 },
    steps: async (window) => {
      await go(window, 'Settings');
      await window.button('Change: Spot bot').click();
      await window.button('Save').waitFor();
    },
  },
];
