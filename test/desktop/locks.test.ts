import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationsFor } from '../../core/contract/contract';
import { builtApp, onRuntime, startApp, type App } from './support/app';
import { listen, type Listener } from './support/listener';
import { argumentsOf, familyOf, statusOf } from './support/processes';

let app: App;
let listener: Listener;
beforeAll(async () => {
  listener = await listen();
  app = await startApp();
});
afterAll(async () => {
  await app.quit();
  listener.close();
});

describe(`the sandbox, ${onRuntime}`, () => {
  it('is on: no process of the app was started without it', () => {
    const family = familyOf(app.pid);
    expect(family.length).toBeGreaterThan(3);
    for (const pid of family) expect(argumentsOf(pid)).not.toContain('--no-sandbox');
  });

  it('holds the page’s process: system calls filtered, no new rights', async () => {
    const pids = await app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows().map((window) => window.webContents.getOSProcessId()),
    );
    for (const pid of pids) {
      expect(statusOf(pid, 'Seccomp')).toBe('2');
      expect(statusOf(pid, 'NoNewPrivs')).toBe('1');
      expect(argumentsOf(pid)).toContain('--type=renderer');
    }
    expect(pids.length).toBe(1);
  });
});

describe(`the page’s world, ${onRuntime}`, () => {
  it('has one function per operation meant for the window, two subscriptions, and nothing else', async () => {
    const given = await app.page.evaluate(() =>
      Object.entries(window.keyhaven).flatMap(([room, part]) =>
        typeof part === 'function' ? [room] : Object.keys(part as object).map((method) => `${room}.${method}`),
      ),
    );
    expect(given.sort()).toEqual([...operationsFor('window'), 'onJob', 'onLocked'].sort());
  });

  it('has no name that an empty page has not, but that one', async () => {
    const added = await app.page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const empty = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      frame.remove();
      return Object.getOwnPropertyNames(window).filter((name) => !empty.has(name) && !/^\d+$/.test(name));
    });
    // The page's own schemas and Playwright's helper leave theirs.
    expect(added.filter((name) => !/^__(zod|playwright)/.test(name))).toEqual(['keyhaven']);
  });

  it('cannot change what it was given', async () => {
    const changed = await app.page.evaluate(() => {
      const { keyhaven } = window as unknown as { keyhaven: Record<string, Record<string, unknown>> };
      try {
        keyhaven.vault!.status = () => 'mine';
      } catch {
        // Frozen, as it should be.
      }
      return String(keyhaven.vault!.status).includes('mine');
    });
    expect(changed).toBe(false);
  });

  it('is a secure context at our origin', async () => {
    expect(await app.page.evaluate(() => [location.href, isSecureContext])).toEqual([
      'keyhaven://app/index.html',
      true,
    ]);
  });
});

describe(`whoever else asks at the window’s door, ${onRuntime}`, () => {
  const preload = join(builtApp, 'preload', 'preload.js');
  const ask = () =>
    app.electron.evaluate(
      async ({ BrowserWindow, session }, given) => {
        const first = BrowserWindow.getAllWindows()[0]!;
        const second = new BrowserWindow({
          show: false,
          webPreferences: { ...given, sandbox: true, session: session.fromPartition('keyhaven') },
        });
        await second.loadURL(first.webContents.getURL());
        const answer: unknown = await second.webContents.executeJavaScript('window.keyhaven.vault.status({})');
        second.destroy();
        return answer;
      },
      { preload },
    );

  it('is refused: another window, though it shows the same page', async () => {
    expect(await ask()).toMatchObject({ ok: false, error: { code: 'door.stranger' } });
  });

  it('finds no door: a frame inside the page', async () => {
    const found = await app.page.evaluate(() => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const has = 'keyhaven' in frame.contentWindow!;
      frame.remove();
      return has;
    });
    expect(found).toBe(false);
  });

  it('gets a coded refusal and no more for what is no plain data', async () => {
    const answers = await app.page.evaluate(async () => {
      const { vault } = (window as unknown as { keyhaven: Record<string, Record<string, (input: unknown) => unknown>> })
        .keyhaven;
      return [await vault!.status!(new Map()), await vault!.status!({ more: 'x' }), await vault!.status!(null)];
    });
    expect(answers).toMatchObject([
      { ok: false, error: { code: 'door.notPlain' } },
      { ok: false, error: { code: 'argument.invalid' } },
      { ok: false, error: { code: 'argument.invalid' } },
    ]);
  });
});

describe(`the network, ${onRuntime}`, () => {
  it('cannot be reached from the page in any of its ways', async () => {
    await app.page.evaluate(
      async ({ tcpPort, udpPort }) => {
        const http = `http://127.0.0.1:${tcpPort}`;
        const quietly = async (attempt: () => unknown) => {
          try {
            await attempt();
          } catch {
            // Refused, as it should be; the listener counts those that were not.
          }
        };
        await quietly(() => fetch(http));
        await quietly(() => fetch(http, { mode: 'no-cors' }));
        await quietly(() => navigator.sendBeacon(http, 'x'));
        await quietly(() => new WebSocket(http.replace('http', 'ws')));
        await quietly(() => new EventSource(http));
        await quietly(() => (new Image().src = `${http}/image.png`));
        await quietly(() => new Worker(`${http}/worker.js`));
        for (const [tag, name, rel] of [
          ['script', 'src', ''],
          ['iframe', 'src', ''],
          ['video', 'src', ''],
          ['object', 'data', ''],
          ['embed', 'src', ''],
          ['link', 'href', 'stylesheet'],
          ['link', 'href', 'preconnect'],
          ['link', 'href', 'prefetch'],
          ['link', 'href', 'dns-prefetch'],
          ['link', 'href', 'modulepreload'],
        ] as const) {
          await quietly(() => {
            const element = document.createElement(tag);
            if (rel !== '') element.setAttribute('rel', rel);
            element.setAttribute(name, http);
            document.head.append(element);
          });
        }
        await quietly(async () => {
          const urls = [
            `stun:127.0.0.1:${udpPort}`,
            `turn:127.0.0.1:${tcpPort}?transport=tcp`,
            `turn:127.0.0.1:${udpPort}`,
          ];
          const peer = new RTCPeerConnection({ iceServers: [{ urls, username: 'x', credential: 'x' }] });
          peer.createDataChannel('x');
          await peer.setLocalDescription(await peer.createOffer());
        });
        await new Promise((resolve) => setTimeout(resolve, 3000));
      },
      { tcpPort: listener.tcpPort, udpPort: listener.udpPort },
    );
    expect(listener.knocks()).toBe(0);
  });

  it('is a port that counts whoever comes, so that the test before this one can fail', async () => {
    await fetch(`http://127.0.0.1:${listener.tcpPort}`).catch(() => undefined);
    expect(listener.knocks()).toBe(1);
  });
});

describe(`permissions, ${onRuntime}`, () => {
  it('are denied, each of them', async () => {
    const granted = await app.page.evaluate(async () => {
      const asked: Record<string, () => Promise<unknown>> = {
        microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
        camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
        screen: () => navigator.mediaDevices.getDisplayMedia(),
        clipboard: () => navigator.clipboard.readText(),
        clipboardWrite: () => navigator.clipboard.writeText('x'),
        location: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        notifications: async () => {
          if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied');
        },
        fullscreen: () => document.documentElement.requestFullscreen(),
        midi: () => navigator.requestMIDIAccess(),
      };
      const allowed: string[] = [];
      for (const [name, ask] of Object.entries(asked)) {
        await ask().then(
          () => allowed.push(name),
          () => undefined,
        );
      }
      return allowed;
    });
    expect(granted).toEqual([]);
  });
});

describe(`the policy in force, ${onRuntime}`, () => {
  it('comes with the page, without anything unsafe', async () => {
    const answer = await app.page.reload();
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-');
    const nonce = await app.page.evaluate(() =>
      document.querySelector('meta[property="csp-nonce"]')?.getAttribute('content'),
    );
    expect(policy).toContain(`'nonce-${nonce ?? 'none'}'`);
  });

  it('lets nobody write a script or a style into the page', async () => {
    const refused = await app.page.evaluate(async () => {
      const directives: string[] = [];
      document.addEventListener('securitypolicyviolation', (event) => directives.push(event.effectiveDirective));
      const script = document.createElement('script');
      const quietly = (attempt: () => unknown) => {
        try {
          attempt();
        } catch {
          // Trusted Types refuse by throwing.
        }
      };
      quietly(() => (script.text = 'window.written = true'));
      quietly(() => script.append('window.written = true'));
      document.head.append(script);
      const style = document.createElement('style');
      style.append('body { color: rgb(1, 2, 3) }');
      document.head.append(style);
      quietly(() => (document.createElement('div').innerHTML = '<b>x</b>'));
      await new Promise((resolve) => setTimeout(resolve, 200));
      return {
        directives: [...new Set(directives)].sort(),
        written: 'written' in window,
        coloured: getComputedStyle(document.body).color === 'rgb(1, 2, 3)',
      };
    });
    expect(refused).toEqual({
      directives: expect.arrayContaining(['require-trusted-types-for', 'style-src-elem']) as string[],
      written: false,
      coloured: false,
    });
  });
});

// Last, since Playwright waits for a navigation that never comes.
describe(`leaving the page, ${onRuntime}`, () => {
  const windows = () =>
    app.electron.evaluate(({ webContents }) => webContents.getAllWebContents().map((contents) => contents.getURL()));

  it('is impossible: no other window, no webview, no other address', async () => {
    const attempts = await app.page.evaluate(async () => {
      const opened = window.open('https://example.com') ?? window.open('keyhaven://app/index.html') ?? null;
      const webview = document.body.appendChild(document.createElement('webview'));
      webview.setAttribute('src', 'keyhaven://app/index.html');
      for (const target of ['_blank', '_self']) {
        const link = document.body.appendChild(document.createElement('a'));
        Object.assign(link, { href: 'https://example.com/', target });
        link.click();
      }
      await new Promise((resolve) => setTimeout(resolve, 500));
      return { opened: opened !== null, webview: 'loadURL' in webview };
    });
    expect(attempts).toEqual({ opened: false, webview: false });
    expect(await windows()).toEqual(['keyhaven://app/index.html']);
  });

  it.each(['https://example.com/', 'file:///etc/passwd', 'keyhaven://elsewhere/', 'about:blank', 'data:text/html,x'])(
    'by location, to %s, is impossible',
    async (address) => {
      await app.electron.evaluate(({ BrowserWindow }, url) => {
        const script = `setTimeout(() => { location.href = ${JSON.stringify(url)} }, 0)`;
        return BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(script);
      }, address);
      await new Promise((resolve) => setTimeout(resolve, 1000));
      expect(await windows()).toEqual(['keyhaven://app/index.html']);
    },
  );
});
