import { describe, expect, it } from 'vitest';
import { desk } from './support/keys';
import { ok, openScene, scripted } from './support/scripted';
import { atKeyboard, windowsOfFile } from './support/test-file';
import type { OpenWindow } from './support/window';
import { unknownAtOkx } from './shots/diagnosed';

let window: OpenWindow;
const windows = windowsOfFile(() => window);
const { see } = atKeyboard(() => window);

describe('a key that its exchange does not know', () => {
  it('is tried elsewhere with one press, and is shown where it moved to', async () => {
    const scene = unknownAtOkx(openScene(desk));
    const script = scripted(scene);
    const asked: unknown[] = [];
    script.credential.tryAs = async (input) => {
      asked.push(input);
      const jobId = 'j0000000000000000000000002';
      scene.keys = scene.keys.map((key) =>
        key.id === input.id
          ? {
              ...key,
              ...{
                exchange: 'myokx',
                exchangeName: 'OKX Europe',
                state: 'works' as const,
                diagnosis: null,
                actions: [],
                findings: [],
              },
            }
          : key,
      );
      setTimeout(() => {
        const item = { id: input.id, state: 'works' as const, diagnosis: null };
        script.tell({ jobId, operation: 'credential.tryAs', state: 'item', item });
        script.tell({
          ...{ jobId, operation: 'credential.tryAs', state: 'done' },
          value: { works: 1, fails: 0, cancelled: 0 },
        });
      }, 20);
      return ok({ jobId });
    };
    window = await windows.open(script.behind);
    await window.page.getByText('Copy trading').first().click();
    await window.button('Try it as OKX Europe').click();
    await see('It works as OKX Europe, and is kept there from now on.');
    expect(asked).toEqual([{ id: desk.find(({ label }) => label === 'Copy trading')?.id, exchange: 'myokx' }]);
    expect(await window.page.getByText('The last test failed').count()).toBe(0);
  });

  it('opens the page of its exchange with one press', async () => {
    const script = scripted(unknownAtOkx(openScene(desk)));
    const opened: unknown[] = [];
    script.link.open = async (input) => {
      opened.push(input);
      return ok({});
    };
    window = await windows.open(script.behind);
    await window.page.getByText('Copy trading').first().click();
    await window.button('Open the key’s page').click();
    await expect.poll(() => opened.length).toBe(1);
  });
});
