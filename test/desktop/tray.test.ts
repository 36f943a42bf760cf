import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { choices } from '../../electron/platform/tray/menu';
import { newHome, onRuntime, startApp, type App } from './support/app';
import { startStubs, type Stubs } from './support/bus/stubs';
import { personAt } from './support/person';

const passphrase = 'kh-test five made up words';
const home = newHome();
let stubs: Stubs;
let app: App;
let service: string;

beforeAll(async () => {
  stubs = await startStubs(['tray', 'notifications']);
  const registered = stubs.next('item', 0);
  app = await startApp(home);
  service = String((await registered).sender);
});
afterAll(async () => {
  await app.quit();
  await stubs.stop();
});

type Item = { id: number; label: string; enabled: boolean; separator: boolean };
const menu = async () => (await stubs.ask('tray', 'layout', 'menu', { service })).items as Item[];
const labels = async () => (await menu()).map(({ label, separator }) => (separator ? '-' : label));
async function chooses(label: string): Promise<void> {
  const item = (await menu()).find((one) => one.label === label);
  await stubs.ask('tray', 'choose', 'chosen', { service, id: item?.id });
}

describe(`the icon in the tray, ${onRuntime}`, () => {
  it('is there, with a menu that offers no more than a Keyhaven without a vault can do', async () => {
    expect(await labels()).toEqual(['No vault yet', '-', choices.open, '-', choices.quit]);
  });
});
