import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { operationsFor } from '../../core/contract/contract';
import { inRoot } from '../../scripts/lib/paths.mjs';
import { electronList } from './hardening';
import { onEvaluation, onRuntime, runtime, startApp, type App } from './support/app';
import { insideOf } from './support/inside';
import { argumentsOf, familyOf, statusOf } from './support/processes';

let app: App;
let inside: ReturnType<typeof insideOf>;
beforeAll(async () => {
  app = await startApp();
  inside = insideOf(app);
});
afterAll(() => app.quit());

const checks = {
  1: async () => {
    const asked: string[] = [];
    app.page.on('request', (request) => asked.push(request.url()));
    await app.page.reload();
    expect(asked.length).toBeGreaterThan(2);
    expect(asked.filter((address) => !address.startsWith('keyhaven://app/'))).toEqual([]);
    expect(await app.page.evaluate(() => isSecureContext)).toBe(true);
  },
  2: async () => {
    expect(await inside.preferences()).toMatchObject({ nodeIntegration: false, nodeIntegrationInSubFrames: false });
    expect(argumentsOf(await inside.pageProcess()).filter((word) => word.includes('node-integration'))).toEqual([]);
    const found = await app.page.evaluate(() =>
      ['require', 'process', 'module', 'Buffer', 'global', 'setImmediate', '__dirname'].filter(
        (name) => name in window,
      ),
    );
    expect(found).toEqual([]);
  },
  3: async () => {
    expect(await inside.preferences()).toMatchObject({ contextIsolation: true });
    const caught = await app.page.evaluate(() => {
      let calls = 0;
      const places = [
        [Function.prototype, 'call'],
        [Array.prototype, 'push'],
        [Promise.prototype, 'then'],
      ] as const;
      const originals = places.map(([where, name]) => Reflect.get(where, name) as (...given: unknown[]) => unknown);
      places.forEach(([where, name], at) => {
        const counted = function (this: unknown, ...given: unknown[]) {
          calls += 1;
          return Reflect.apply(originals[at]!, this, given);
        };
        Reflect.set(where, name, counted);
      });
      void window.keyhaven.vault.status({});
      const during = calls;
      places.forEach(([where, name], at) => Reflect.set(where, name, originals[at]));
      return during;
    });
    expect(caught).toBe(0);
  },
  4: async () => {
    const family = familyOf(app.pid);
    expect(family.length).toBeGreaterThan(3);
    for (const pid of family) expect(argumentsOf(pid)).not.toContain('--no-sandbox');
    const page = await inside.pageProcess();
    expect(argumentsOf(page)).toContain('--type=renderer');
    expect([statusOf(page, 'Seccomp'), statusOf(page, 'NoNewPrivs')]).toEqual(['2', '1']);
  },
  5: async () => {
    const allowed = await app.page.evaluate(async () => {
      const hardware = navigator as unknown as Record<string, { requestDevice?(how: object): Promise<unknown> }>;
      const asked: Record<string, () => Promise<unknown> | undefined> = {
        microphone: () => navigator.mediaDevices.getUserMedia({ audio: true }),
        camera: () => navigator.mediaDevices.getUserMedia({ video: true }),
        screen: () => navigator.mediaDevices.getDisplayMedia(),
        location: () => new Promise((resolve, reject) => navigator.geolocation.getCurrentPosition(resolve, reject)),
        notifications: async () => {
          if ((await Notification.requestPermission()) !== 'granted') throw new Error('denied');
        },
        fullscreen: () => document.documentElement.requestFullscreen(),
        midi: () => navigator.requestMIDIAccess(),
        usb: () => hardware.usb?.requestDevice?.({ filters: [] }),
        hid: () => hardware.hid?.requestDevice?.({ filters: [] }),
        bluetooth: () => hardware.bluetooth?.requestDevice?.({ acceptAllDevices: true }),
      };
      for (const name of ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi'])
        asked[`query ${name}`] = async () => {
          const { state } = await navigator.permissions.query({ name: name as PermissionName });
          if (state !== 'granted') throw new Error(state);
        };
      const granted: string[] = [];
      for (const [name, ask] of Object.entries(asked))
        try {
          if ((await (ask() ?? Promise.reject(new Error('not there')))) !== null) granted.push(name);
        } catch {
          // Denied, as it should be.
        }
      return granted;
    });
    expect(allowed).toEqual([]);
  },
  6: async () => {
    expect(await inside.preferences()).toMatchObject({ webSecurity: true });
    expect(argumentsOf(await inside.pageProcess()).filter((word) => word.includes('disable-web-security'))).toEqual([]);
  },
  7: async () => {
    const answer = await app.page.reload();
    const policy = answer?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-');
    const nonce = await app.page.evaluate(() =>
      document.querySelector('meta[property="csp-nonce"]')?.getAttribute('content'),
    );
    expect(policy).toContain(`'nonce-${nonce ?? 'none'}'`);
  },
  8: async () => expect(await inside.preferences()).toMatchObject({ allowRunningInsecureContent: false }),
  9: async () => {
    expect(await inside.preferences()).toMatchObject({ experimentalFeatures: false });
    const words = argumentsOf(await inside.pageProcess());
    expect(words).not.toContain('--enable-experimental-web-platform-features');
  },
  10: async () => {
    expect((await inside.preferences()).enableBlinkFeatures ?? '').toBe('');
    expect(
      argumentsOf(await inside.pageProcess()).filter((word) => word.startsWith('--enable-blink-features')),
    ).toEqual([]);
  },
  11: async () => {
    expect(await inside.preferences()).toMatchObject({ webviewTag: false });
    const known = await app.page.evaluate(() => 'loadURL' in document.createElement('webview'));
    expect(known).toBe(false);
  },
  12: async () => {
    const { answer, kinds } = await inside.inAnotherWindow(
      `(async () => {
        const view = document.createElement('webview');
        view.setAttribute('src', 'keyhaven://app/index.html');
        document.body.append(view);
        await new Promise((resolve) => setTimeout(resolve, 1000));
        return 'loadURL' in view;
      })()`,
      { webviewTag: true },
    );
    // The tag is there in that window; what it would load is refused.
    expect(answer).toBe(true);
    expect(kinds).not.toContain('webview');
  },
  13: async () => {
    const stayed = await app.electron.evaluate(({ BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!;
      return (['will-navigate', 'will-frame-navigate', 'will-redirect'] as const).map((name) => {
        let prevented = false;
        const event = { url: 'https://example.com/', preventDefault: () => (prevented = true) };
        (webContents as unknown as NodeJS.EventEmitter).listeners(name).forEach((heard) => void heard(event));
        return prevented;
      });
    });
    expect(stayed).toEqual([true, true, true]);
  },
  14: async () => {
    const opened = await app.page.evaluate(() =>
      ['https://example.com', 'keyhaven://app/index.html', 'about:blank', ''].map((url) => window.open(url) !== null),
    );
    expect(opened).toEqual([false, false, false, false]);
    expect(await inside.addresses()).toEqual(['keyhaven://app/index.html']);
  },
  15: async () => {
    await app.electron.evaluate(({ shell }) => {
      (globalThis as unknown as { opened: string[] }).opened = [];
      shell.openExternal = (url) => (
        (globalThis as unknown as { opened: string[] }).opened.push(url),
        Promise.resolve()
      );
    });
    const answers = await app.page.evaluate(async () => {
      const { link } = window.keyhaven as unknown as { link: { open(input: unknown): Promise<{ ok: boolean }> } };
      const given = [
        { url: 'https://example.com' },
        { credential: 'https://example.com' },
        { credential: '0'.repeat(26) },
        'https://example.com',
      ];
      const said = [];
      for (const input of given) said.push((await link.open(input)).ok);
      document.body.appendChild(Object.assign(document.createElement('a'), { href: 'mailto:a@example.com' })).click();
      return said;
    });
    expect(answers).toEqual([false, false, false, false]);
    const opened = await app.electron.evaluate(() => (globalThis as unknown as { opened: string[] }).opened);
    expect(opened).toEqual([]);
  },
  16: () => expect(Number.parseInt(runtime.version, 10)).toBeGreaterThanOrEqual(45),
  17: async () => {
    const operations = operationsFor('window');
    const { answer } =
      await inside.inAnotherWindow(`Promise.all(${JSON.stringify(operations)}.map(async (operation) => {
        const [room, method] = operation.split('.');
        const { ok, error } = await window.keyhaven[room][method]({});
        return ok ? operation : error.code;
      }))`);
    expect(operations.length).toBeGreaterThan(20);
    expect(new Set(answer as string[])).toEqual(new Set(['door.stranger']));
    const plain = await app.page.evaluate(async () => {
      const { vault } = window.keyhaven as unknown as { vault: { status(input: unknown): Promise<unknown> } };
      return [await vault.status(new Map()), await vault.status({ more: 'x' }), await vault.status(null)];
    });
    expect(plain).toMatchObject([
      { ok: false, error: { code: 'door.notPlain' } },
      { ok: false, error: { code: 'argument.invalid' } },
      { ok: false, error: { code: 'argument.invalid' } },
    ]);
  },
  18: async () => {
    expect(await inside.addresses()).toEqual(['keyhaven://app/index.html']);
    const read = await app.page.evaluate(async () => {
      const loads = (src: string) =>
        new Promise<boolean>((resolve) => {
          const image = new Image();
          image.onload = () => resolve(true);
          image.onerror = () => resolve(false);
          image.src = src;
        });
      const fetched = await fetch('file:///etc/passwd').then(
        () => true,
        () => false,
      );
      return [
        fetched,
        await loads('file:///usr/share/pixmaps/debian-logo.png'),
        await loads('keyhaven://app/../x.png'),
      ];
    });
    expect(read).toEqual([false, false, false]);
  },
  19: () => {
    const [lane, file = ''] = electronList[19].shown.split(': ');
    expect(lane).toBe('package');
    expect(readFileSync(inRoot(file), 'utf8')).toContain('has every fuse where it belongs, read back');
  },
  20: async () => {
    const given = await app.page.evaluate(() =>
      Object.entries(window.keyhaven).flatMap(([room, part]) =>
        typeof part === 'function' ? [room] : Object.keys(part as object).map((method) => `${room}.${method}`),
      ),
    );
    expect(given.sort()).toEqual([...operationsFor('window'), 'onJob', 'onLocked'].sort());
    const page = await app.page.evaluate(async () => {
      const frame = document.body.appendChild(document.createElement('iframe'));
      const empty = new Set(Object.getOwnPropertyNames(frame.contentWindow));
      frame.remove();
      const passed: number[] = [];
      const stop = window.keyhaven.onLocked((...sent: unknown[]) => passed.push(sent.length));
      const lock = () => window.keyhaven.vault.lock({});
      await lock();
      await new Promise((resolve) => setTimeout(resolve, 200));
      stop();
      await lock();
      const { keyhaven } = window as unknown as { keyhaven: Record<string, Record<string, unknown>> };
      try {
        keyhaven.vault!.status = () => 'mine';
      } catch {
        // Frozen, as it should be.
      }
      return {
        names: Object.getOwnPropertyNames(window).filter((name) => !empty.has(name) && !/^\d+$/.test(name)),
        passed,
        changed: String(keyhaven.vault!.status).includes('mine'),
      };
    });
    // The page's own schemas and Playwright's helper leave theirs.
    expect(page.names.filter((name) => !/^__(zod|playwright)/.test(name))).toEqual(['keyhaven']);
    // Called once, with nothing of how it came, and not at all after it unsubscribed.
    expect(page.passed).toEqual([0]);
    expect(page.changed).toBe(false);
  },
} satisfies Record<keyof typeof electronList, () => Promise<void> | void>;

/** What this runtime cannot show. */
const unshown: readonly number[] = onEvaluation ? [16] : [];

describe(`Electron’s security list, ${onRuntime}`, () => {
  for (const [number, check] of Object.entries(checks).map(([key, value]) => [Number(key), value] as const)) {
    const { item, how } = electronList[number as keyof typeof electronList];
    it.skipIf(unshown.includes(number))(`${number}. ${item}: ${how}`, check);
  }
});
