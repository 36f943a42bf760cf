import { spawn } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { chromium, type Page } from 'playwright-core';
import { argumentsOf, familyOf, statusOf } from '../desktop/support/processes';
import { personAt } from '../desktop/support/person';
import type { WindowReport } from './support/report';

/**
 * Run by the person of the package lane: starts the installed app and tells what it found. The inspector of the main
 * process is switched off by a fuse, so only the page can be looked at.
 */
const [program = ''] = process.argv.slice(2);
const results = process.env.KEYHAVEN_RESULTS ?? '';

const { page, pid, stop } = await startInstalled();
const person = personAt(page);
await person.unlocks();
await page.getByRole('grid').waitFor();
const keys = await person.keys();
writeFileSync(join(results, 'window.png'), await page.screenshot());
const family = familyOf(pid);
const report: WindowReport = {
  address: page.url(),
  labels: keys.map(({ label }) => label),
  withoutSandbox: family.flatMap(argumentsOf).filter((word) => word.includes('no-sandbox')),
  // 2: a filter of system calls is in force.
  filtered: family.some((child) => statusOf(child, 'Seccomp') === '2'),
};
writeFileSync(join(results, 'window.json'), JSON.stringify(report));
await stop();

async function startInstalled(): Promise<{ page: Page; pid: number; stop: () => Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'kh-profile-'));
  const child = spawn(program, ['--remote-debugging-port=0', `--user-data-dir=${profile}`], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  const address = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the app ended:\n${said}`)));
    createInterface({ input: child.stderr }).on('line', (line) => {
      said += `${line}\n`;
      const found = /^DevTools listening on (ws:\S+)/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  // Without its own defaults, which this old Chromium refuses.
  const browser = await chromium.connectOverCDP(address, { noDefaults: true });
  const [context] = browser.contexts();
  const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
  if (page === undefined) throw new Error(`no window opened:\n${said}`);
  const stop = async () => {
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
    await browser.close();
  };
  return { page, pid: child.pid ?? 0, stop };
}
