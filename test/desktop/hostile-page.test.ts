import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { texts } from '../../renderer/texts';
import { hostilePage } from './hardening';
import { onRuntime, startApp, type App } from './support/app';
import { knocksByEveryWay, knocksByWebRtc } from './support/hostile';
import { insideOf } from './support/inside';
import { listen, type Listener } from './support/listener';
import { personAt } from './support/person';
import { filesWith, memoryOf } from './support/search';

let app: App;
let inside: ReturnType<typeof insideOf>;
let listener: Listener;
beforeAll(async () => {
  listener = await listen();
  app = await startApp();
  inside = insideOf(app);
});
afterAll(async () => {
  await app.quit();
  listener.close();
});

const start = 'keyhaven://app/index.html';
const ports = () => ({ tcpPort: listener.tcpPort, udpPort: listener.udpPort });
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** In the order in which they run: the last one leaves the page in no state for others. */
const checks = {
  network: async () => {
    await app.page.evaluate(knocksByEveryWay, ports());
    expect(listener.knocks()).toBe(0);
    // The port counts whoever comes, so this could have failed.
    await fetch(`http://127.0.0.1:${listener.tcpPort}`).catch(() => undefined);
    expect(listener.knocks()).toBe(1);
  },

  webRtc: async () => {
    const before = listener.knocks();
    const candidates = await app.page.evaluate(knocksByWebRtc, ports());
    expect(listener.knocks()).toBe(before);
    expect(candidates.filter((candidate) => /\d+\.\d+\.\d+\.\d+/.test(candidate))).toEqual([]);
  },

  workers: async () => {
    const begun = await app.page.evaluate(async () => {
      const own = new URL(document.querySelector('script')!.src).pathname;
      const dead = (worker: EventTarget) =>
        new Promise<boolean>((resolve) => {
          worker.addEventListener('error', () => resolve(false));
          setTimeout(resolve, 1500, true);
        });
      const attempts: Record<string, () => Promise<boolean>> = {
        worker: () => dead(new Worker(own)),
        shared: () => dead(new SharedWorker(own)),
        blob: () => dead(new Worker(URL.createObjectURL(new Blob(['1'])))),
        service: () => navigator.serviceWorker.register(own).then(() => true),
        worklet: () =>
          new OfflineAudioContext(1, 1, 8000).audioWorklet.addModule('data:text/javascript,1').then(() => true),
      };
      const alive: string[] = [];
      for (const [name, attempt] of Object.entries(attempts))
        try {
          if (await attempt()) alive.push(name);
        } catch {
          // Refused, as it should be.
        }
      return alive;
    });
    expect(begun).toEqual([]);
  },

  evaluation: async () => {
    const ran = await app.page.evaluate(async () => {
      // What a debugger evaluates may use eval as long as it runs; a page may not.
      await new Promise((resolve) => setTimeout(resolve, 0));
      const there = window as unknown as Record<string, unknown>;
      const note = (name: string) => `window.ran = [...(window.ran ?? []), '${name}']`;
      const write = (tag: string, text: string) => {
        const element = document.createElement(tag);
        element.append(text);
        document.head.append(element);
      };
      const parse = (html: string) =>
        document.body.append(...new DOMParser().parseFromString(html, 'text/html').body.children);
      const attempts: (() => unknown)[] = [
        () => (0, eval)(note('eval')),
        () => (Reflect.construct(Function, [note('Function')]) as () => void)(),
        () => setTimeout(note('setTimeout') as unknown as () => void, 0),
        () => write('script', note('script')),
        () => write('style', 'body { color: rgb(1, 2, 3) }'),
        () =>
          (document.body.appendChild(document.createElement('div')).innerHTML =
            `<img src=x onerror="${note('innerHTML')}">`),
        () => parse(`<img src=x onerror="${note('DOMParser')}">`),
        () => document.body.appendChild(document.createElement('button')).setAttribute('onclick', note('onclick')),
        () => document.querySelectorAll<HTMLElement>('button[onclick]').forEach((button) => button.click()),
        () => import(/* @vite-ignore */ `data:text/javascript,${note('import')}`),
      ];
      for (const attempt of attempts)
        try {
          await attempt();
        } catch {
          // Refused, as it should be.
        }
      await new Promise((resolve) => setTimeout(resolve, 300));
      return { ran: there.ran ?? [], coloured: getComputedStyle(document.body).color === 'rgb(1, 2, 3)' };
    });
    expect(ran).toEqual({ ran: [], coloured: false });
  },

  javascriptUrl: async () => {
    const ran = await app.page.evaluate(async () => {
      const address = 'javascript:void(window.ranAddress=true)';
      for (const tag of ['a', 'iframe', 'form']) {
        const element = document.body.appendChild(document.createElement(tag));
        for (const name of ['href', 'src', 'action']) element.setAttribute(name, address);
        if (element instanceof HTMLFormElement) element.submit();
        else element.click();
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
      return 'ranAddress' in window;
    });
    expect(ran).toBe(false);
  },

  frames: async () => {
    const frames = await app.page.evaluate(async (own) => {
      const found: string[] = [];
      for (const src of ['', own, 'data:text/html,x', 'https://example.com', 'about:blank']) {
        const frame = document.createElement('iframe');
        if (src !== '') frame.src = src;
        document.body.append(frame);
        await new Promise((resolve) => setTimeout(resolve, 150));
        const inner = frame.contentWindow;
        try {
          if (inner?.keyhaven !== undefined) found.push(`a door in ${src}`);
          if (inner !== null && inner.document.body.innerText.trim() !== '') found.push(`a page in ${src}`);
        } catch {
          // Another origin: the browser's own page that says it was blocked.
        }
        frame.remove();
      }
      return found;
    }, start);
    expect(frames).toEqual([]);
  },

  forms: async () => {
    const before = listener.knocks();
    await app.page.evaluate(async (port) => {
      for (const method of ['get', 'post']) {
        const form = document.body.appendChild(document.createElement('form'));
        Object.assign(form, { method, action: `http://127.0.0.1:${port}/`, target: '_self' });
        form.submit();
        await new Promise((resolve) => setTimeout(resolve, 200));
        form.remove();
      }
    }, listener.tcpPort);
    expect(listener.knocks()).toBe(before);
    expect(await inside.addresses()).toEqual([start]);
  },

  storage: async () => {
    await app.page.evaluate(() => {
      const quietly = (attempt: () => unknown) => {
        try {
          attempt();
        } catch {
          // Refused, as well it may be.
        }
      };
      quietly(() => localStorage.setItem('kh-test', 'kh-test-stored-by-the-page'));
      quietly(() => (document.cookie = 'kh=kh-test-stored-by-the-page'));
      quietly(() => indexedDB.open('kh-test-stored-by-the-page', 1));
    });
    await app.electron.evaluate(({ session }) => session.fromPartition('keyhaven').flushStorageData());
    await pause(300);
    expect(filesWith(app.home, ['kh-test-stored-by-the-page'])).toEqual([]);
  },

  opener: async () => {
    const found = await app.page.evaluate(() => [window.opener, window.parent === window, window.top === window]);
    expect(found).toEqual([null, true, true]);
  },

  memory: async () => {
    const person = personAt(app.page);
    await app.page.reload();
    await person.confirmsCode(await person.makesVault('passphrase', 'kh-test-of-the-hostile-page'));
    await person.fillsFromPractice();
    const labels = await app.page.evaluate(async () => {
      const kept = ((window as unknown as { kept: unknown[] }).kept = [] as unknown[]);
      const answer = await window.keyhaven.credential.list({});
      const rows = answer.ok ? answer.value : [];
      for (const { id } of rows) {
        kept.push(await window.keyhaven.credential.get({ id }));
        kept.push(await window.keyhaven.credential.reveal({ id, field: 'secret' }));
        kept.push(await window.keyhaven.credential.copy({ id, field: 'secret' }));
      }
      return rows.map(({ label }) => label);
    });
    const state = readFileSync(join(app.home, 'practice', 'state.json'), 'utf8');
    const secrets = [...state.matchAll(/"(?:secret|passphrase|password)":\s*"([^"]{8,})"/g)].map(
      ([, secret]) => secret ?? '',
    );
    expect(secrets.length).toBeGreaterThan(3);
    await person.locks();
    const memory = await memoryOf(app);
    // It is the memory that the script wrote into, and what it asked for is there, but no secret.
    expect(memory.includes(labels[0] ?? '?')).toBe(true);
    expect([...secrets, 'kh-test-of-the-hostile-page'].filter((secret) => memory.includes(secret))).toEqual([]);
    await app.page.getByText(texts.lock.passphrase).first().waitFor();
  },

  leaving: async () => {
    await app.page.evaluate(async () => {
      const webview = document.body.appendChild(document.createElement('webview'));
      webview.setAttribute('src', 'keyhaven://app/index.html');
      for (const target of ['_blank', '_self', '_top', 'named']) {
        window.open('https://example.com', target);
        const link = document.body.appendChild(document.createElement('a'));
        Object.assign(link, { href: 'https://example.com/', target });
        link.click();
      }
      const refresh = document.head.appendChild(document.createElement('meta'));
      Object.assign(refresh, { httpEquiv: 'refresh', content: '0; url=https://example.com/' });
      await new Promise((resolve) => setTimeout(resolve, 500));
    });
    expect(await inside.addresses()).toEqual([start]);
    // By location last: Playwright waits for a navigation that never comes.
    for (const address of [
      'https://example.com/',
      'file:///etc/passwd',
      'keyhaven://elsewhere/',
      'data:text/html,x',
      'about:blank',
    ]) {
      await app.electron.evaluate(({ BrowserWindow }, url) => {
        const script = `setTimeout(() => { location.href = ${JSON.stringify(url)} }, 0)`;
        return BrowserWindow.getAllWindows()[0]!.webContents.executeJavaScript(script);
      }, address);
      await pause(700);
      expect(await inside.addresses()).toEqual([start]);
    }
  },
} satisfies Record<keyof typeof hostilePage, () => Promise<void>>;

describe(`a hostile script in the page gets nothing, ${onRuntime}`, () => {
  for (const name of Object.keys(checks) as (keyof typeof checks)[])
    it(`by ${hostilePage[name].item}: ${hostilePage[name].how}`, checks[name]);
});
