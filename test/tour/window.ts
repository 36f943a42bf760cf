import type { Locator, Page } from 'playwright-core';
import { acknowledgement } from '../../core/contract/app';
import { texts } from '../../renderer/texts';

/** Where things stand in the window: by the roles and names that a screen reader hears, out of the window's own texts. */
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true });
const field = (page: Page, label: string) => page.getByLabel(label, { exact: true });
const { firstRun, lock, keys, key, add, activity, app, health } = texts;

export const at = {
  chooseMode: (page: Page) => heading(page, firstRun.mode.title),
  newPassphrase: (page: Page) => field(page, lock.newPassphrase.first),
  repeatPassphrase: (page: Page) => field(page, lock.newPassphrase.repeat),
  makeVault: (page: Page) => button(page, firstRun.mode.create),
  recoveryCode: (page: Page) => page.getByRole('list', { name: firstRun.code.label }).locator('code'),
  wroteItDown: (page: Page) => button(page, firstRun.code.wrote),
  typeCode: (page: Page) => field(page, firstRun.confirm.label),
  confirmCode: (page: Page) => button(page, firstRun.confirm.confirm),
  ready: (page: Page) => heading(page, firstRun.begin.title),
  fill: (page: Page) => button(page, firstRun.begin.practice.action),

  row: (page: Page, label: string) => page.getByRole('row').filter({ hasText: label }),
  testAll: (page: Page) => button(page, keys.testAll),
  addKey: (page: Page) => button(page, keys.add),
  keysPlace: (page: Page) => place(page, app.keys),
  healthPlace: (page: Page) => place(page, app.health),
  activityPlace: (page: Page) => place(page, app.activity),
  lockPlace: (page: Page) => place(page, app.lock),

  testNow: (page: Page) => button(page, key.test),
  copyField: (page: Page, label: string) => button(page, key.fields.copy(label)),
  stored: (page: Page) => page.getByText(key.stored).or(page.getByText(key.storedTested)).first(),

  todo: (page: Page) => page.getByRole('listitem').filter({ hasText: health.next }),
  score: (page: Page, points: number) => page.getByRole('img', { name: health.score.picture(points), exact: true }),

  findExchange: (page: Page) => page.getByRole('searchbox', { name: add.exchange.find }),
  exchange: (page: Page) => page.getByRole('listbox', { name: add.exchange.list }).getByRole('option'),
  asked: (page: Page, label: string) => field(page, label),
  paste: (page: Page) => button(page, add.paste.action),
  held: (page: Page) => page.getByText(add.form.filled),
  label: (page: Page) => field(page, add.form.label),
  save: (page: Page) => button(page, add.form.save),
  risk: (page: Page) => field(page, add.risk.label(acknowledgement)),
  allow: (page: Page) => button(page, add.risk.confirm),

  chain: (page: Page) => page.getByText(/^Whole: /),
  log: (page: Page) => page.getByText(activity.actions['vault.created'] ?? ''),

  passphrase: (page: Page) => field(page, lock.passphrase),
  unlock: (page: Page) => button(page, lock.unlock),
} as const;

/** In the navigation, a name is followed by a count or a key of the keyboard. */
function place(page: Page, name: string): Locator {
  return page.getByRole('navigation', { name: app.navigation }).getByRole('button', { name: new RegExp(`^${name}`) });
}
