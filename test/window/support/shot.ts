import { lockedStatus, scripted, type Scene } from './scripted';
import type { Look, OpenWindow } from './window';

export type Script = ReturnType<typeof scripted>;

/** One screen in one state, as a person would meet it. */
export interface Shot {
  readonly name: string;
  readonly look?: Look;
  readonly scene?: (scene: Scene) => Scene;
  readonly script?: (script: Script) => void;
  /** How to get there from the first screen, and what shows that one is there. */
  readonly steps: (window: OpenWindow) => Promise<void>;
}

export const locked =
  (change: Parameters<typeof lockedStatus>[0]) =>
  (scene: Scene): Scene => ({ ...scene, status: lockedStatus(change) });
export const see = (text: string | RegExp) => (window: OpenWindow) => window.page.getByText(text).first().waitFor();
export const go = async ({ page }: OpenWindow, place: string) =>
  page.getByRole('navigation').getByRole('button', { name: place }).click();
