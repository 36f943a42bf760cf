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

/** One browser, one page and one server for a test file: a page of its own for each window would cost as much as the test. */
export class Windows {
  private readonly browser: Browser;
  private readonly page: Page;
  private readonly server: Awaited<ReturnType<typeof serveWindow>>;
  private current: OpenWindow | null = null;

  private constructor(browser: Browser, page: Page, server: Awaited<ReturnType<typeof serveWindow>>) {
    this.browser = browser;
    this.page = page;
    this.server = server;
  }

  static async start(): Promise<Windows> {
    const browser = await chromium.launch({
      executablePath: process.env.KEYHAVEN_TEST_CHROMIUM ?? '/usr/bin/chromium',
      // Chromium refuses its sandbox to root; here it is a browser for our own page on loopback, not the product's.
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    });
    const page = await browser.newPage({ locale: 'en-GB', timezoneId: 'Europe/Berlin' });
    const windows = new Windows(browser, page, await serveWindow());
    await windows.prepare();
    return windows;
  }

  /** What holds for every document that is opened in the page. */
  private async prepare(): Promise<void> {
    const { page } = this;
    page.on('console', (message) => {
      // A feature that this engine has not got needs no switching off.
      if (message.text().includes('Permissions-Policy header: Unrecognized feature')) return;
      // Meant for frames of another's page. Ours is the page itself, and its sandbox is there for what it does not name.
      if (message.text().includes('allow-scripts and allow-same-origin')) return;
      if (message.type() === 'error' || message.type() === 'warning') this.current?.complaints.push(message.text());
    });
    page.on('pageerror', (error) => this.current?.complaints.push(String(error)));
    // A browser closes no page that it did not open by script; Electron's window does.
    await page.exposeFunction('close', () => this.current?.closesItself());
    await page.exposeFunction('carry', (operation: string, input: unknown) =>
      this.current?.behind.call(operation, input),
    );
    await page.addInitScript({ content: bridgeScript() });
    // A rule of React's own tree cannot see what the browser refused, so the page tells.
    await page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        console.error(`policy violation: ${violatedDirective} ${blockedURI}`),
      );
    });
  }

  /** A new window, in the place of the one before. */
  async open(behind: Behind, look: Look = {}): Promise<OpenWindow> {
    await this.current?.close();
    const { page } = this;
    await page.setViewportSize({ width: look.width ?? 1180, height: look.height ?? 760 });
    await page.emulateMedia({
      colorScheme: look.theme ?? 'light',
      reducedMotion: look.reducedMotion === false ? 'no-preference' : 'reduce',
    });
    const open = new OpenWindow(page, behind, `${this.server.address}nothing`);
    this.current = open;
    const tell = (event: string, sent: unknown) =>
      void (open.isOpen() ? page.evaluate(tellPage, [event, sent] as const).catch(() => undefined) : undefined);
    behind.connect({ job: (event) => tell('job', event), locked: () => tell('locked', null) });

    await page.goto(`${this.server.address}${look.page ?? ''}`);
    if (look.textScale !== undefined) {
      await page.evaluate((scale) => {
        document.documentElement.style.fontSize = `${scale * 100}%`;
        window.dispatchEvent(new Event('resize'));
      }, look.textScale);
    }
    return open;
  }

  async stop(): Promise<void> {
    await this.browser.close();
    await this.server.close();
  }
}

const tellPage = ([name, value]: readonly [string, unknown]) => (window as unknown as Told).told(name, value);

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
  readonly behind: Behind;
  /** Everything that the console or the policy complained of. */
  readonly complaints: string[] = [];
  private readonly nothing: string;
  private closedItself = 0;
  private over = false;

  constructor(page: Page, behind: Behind, nothing: string) {
    this.page = page;
    this.behind = behind;
    this.nothing = nothing;
  }

  /** How often the page closed its own window. */
  readonly closed = (): number => this.closedItself;
  readonly closesItself = (): void => void (this.closedItself += 1);
  readonly isOpen = (): boolean => !this.over;

  /** Nothing of it is left for the next window: neither its document, nor where the pointer was. */
  async close(): Promise<void> {
    if (this.over) return;
    this.over = true;
    await this.page.mouse.move(-1, -1);
    // Of the same origin: for another the browser would begin a process anew each time.
    await this.page.goto(this.nothing);
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
        // Only those are read; for all others it would put every node into words.
        resultTypes: ['violations'],
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
