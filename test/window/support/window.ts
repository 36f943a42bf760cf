import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { operationsFor, type JobEvent } from '../../../core/contract/contract';
import { buildBridge } from '../../../electron/bridge';
import { serveWindow } from './serve';

/** What stands behind the window: the real facade's door, or a script of answers. */
export interface Behind {
  call(operation: string, input: unknown): Promise<unknown>;
  /** Called once with what to do when a job reports or the vault is locked from outside. */
  connect(tell: { job: (event: JobEvent) => void; locked: () => void }): void;
}

export interface Look {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly textScale?: number;
  readonly reducedMotion?: boolean;
  /** Another page of the app than its window's. */
  readonly page?: 'quick.html';
}

/** One browser and one server for a test file. */
export class Windows {
  private readonly browser: Browser;
  private readonly server: Awaited<ReturnType<typeof serveWindow>>;
  private readonly opened: OpenWindow[] = [];

  private constructor(browser: Browser, server: Awaited<ReturnType<typeof serveWindow>>) {
    this.browser = browser;
    this.server = server;
  }

  static async start(): Promise<Windows> {
    const browser = await chromium.launch({
      executablePath: process.env.KEYHAVEN_TEST_CHROMIUM ?? '/usr/bin/chromium',
      // Chromium refuses its sandbox to root; here it is a browser for our own page on loopback, not the product's.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    return new Windows(browser, await serveWindow());
  }

  async open(behind: Behind, look: Look = {}): Promise<OpenWindow> {
    const context = await this.browser.newContext({
      viewport: { width: look.width ?? 1180, height: look.height ?? 760 },
      colorScheme: look.theme ?? 'light',
      reducedMotion: look.reducedMotion === false ? 'no-preference' : 'reduce',
      locale: 'en-GB',
      timezoneId: 'Europe/Berlin',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      // A feature that this engine has not got needs no switching off.
      if (message.text().includes('Permissions-Policy header: Unrecognized feature')) return;
      // Meant for frames of another's page. Ours is the page itself, and its sandbox is there for what it does not name.
      if (message.text().includes('allow-scripts and allow-same-origin')) return;
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));

    let closed = 0;
    // A browser closes no page that it did not open by script; Electron's window does.
    await page.exposeFunction('close', () => void (closed += 1));
    await page.exposeFunction('carry', (operation: string, input: unknown) => behind.call(operation, input));
    await page.addInitScript({ content: bridgeScript() });
    // A rule of React's own tree cannot see what the browser refused, so the page tells.
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`policy violation: ${violatedDirective} ${blockedURI}`),
      );
    });
    const tell = (event: string, sent: unknown) =>
      void page
        .evaluate(([name, value]) => (window as unknown as Told).told(name, value), [event, sent] as const)
        .catch(() => undefined);
    behind.connect({ job: (event) => tell('job', event), locked: () => tell('locked', null) });

    await page.goto(`${this.server.address}${look.page ?? ''}`);
    if (look.textScale !== undefined) {
      await page.evaluate((scale) => {
        document.documentElement.style.fontSize = `${scale * 100}%`;
        window.dispatchEvent(new Event('resize'));
      }, look.textScale);
    }
    const open = new OpenWindow(page, complaints, () => closed);
    this.opened.push(open);
    return open;
  }

  async stop(): Promise<void> {
    for (const { page } of this.opened) await page.context().close();
    await this.browser.close();
    await this.server.close();
  }
}

interface Told {
  told(event: string, sent: unknown): void;
}

/** The preload's own `buildBridge` in the page, with a carrier that leads to this process. */
function bridgeScript(): string {
  return `(() => {
    const listeners = { job: new Set(), locked: new Set() };
    window.told = (event, sent) => listeners[event].forEach((listener) => listener(sent));
    const carrier = {
      call: (operation, input) => window.carry(operation, input),
      subscribe: (event, listener) => {
        listeners[event].add(listener);
        return () => listeners[event].delete(listener);
      },
    };
    window.keyhaven = (${buildBridge.toString()})(${JSON.stringify(operationsFor('window'))}, carrier);
  })();`;
}

export class OpenWindow {
  readonly page: Page;
  /** Everything that the console or the policy complained of. */
  readonly complaints: string[];

  /** How often the page closed its own window. */
  readonly closed: () => number;

  constructor(page: Page, complaints: string[], closed: () => number) {
    this.page = page;
    this.complaints = complaints;
    this.closed = closed;
  }

  /** What axe finds wrong, one line each; empty when it finds nothing. With `rules` a second look at the same page. */
  async axe(rules?: readonly string[]): Promise<string[]> {
    // Injected as the debugger does, past the page's policy, which allows no script but its own.
    if (rules === undefined) await this.page.evaluate(axe.source);
    return this.page.evaluate(async (only) => {
      const { axe: inPage } = window as unknown as {
        axe: { run: (root: Document, options: object) => Promise<{ violations: Violation[] }> };
      };
      interface Violation {
        id: string;
        help: string;
        nodes: { target: string[]; failureSummary: string }[];
      }
      const { violations } = await inPage.run(document, {
        runOnly: only ?? ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      });
      return violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(' ')}: ${failureSummary}`),
      );
    }, rules);
  }

  button = (name: string | RegExp) => this.page.getByRole('button', { name });
  heading = (name: string | RegExp) => this.page.getByRole('heading', { name });
}
