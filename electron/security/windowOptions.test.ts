import { describe, expect, it } from 'vitest';
import { windowOptions } from './windowOptions';

describe('the window', () => {
  const options = windowOptions(
    { title: 'Keyhaven', backgroundColor: '#fff' },
    { preload: '/app/preload.js', session: {} as never, devTools: false },
  );

  it.each([
    ['contextIsolation', true],
    ['sandbox', true],
    ['nodeIntegration', false],
    ['nodeIntegrationInWorker', false],
    ['nodeIntegrationInSubFrames', false],
    ['webSecurity', true],
    ['allowRunningInsecureContent', false],
    ['experimentalFeatures', false],
    ['webviewTag', false],
    ['navigateOnDragDrop', false],
    ['spellcheck', false],
    ['enableDeprecatedPaste', false],
    ['devTools', false],
  ] as const)('has %s %s', (name, value) => {
    expect(options.webPreferences?.[name]).toBe(value);
  });

  it('is shown only when its page is there', () => {
    expect(options.show).toBe(false);
  });
});
