import type { Route } from '../../app/route';
import type { CredentialRow } from '../../../core/contract/credentials';
import { fits, nearness, wordsOf } from '../../lib/fits';
import { texts } from '../../texts';
import type { IconName } from '../../ui/Icon';
import { settingsSections } from '../settings/sections';

const t = texts.palette;

/** What the palette can be asked for; what each does stands in Palette.tsx. */
export type Does =
  | { readonly kind: 'go'; readonly to: Route }
  | { readonly kind: 'copy'; readonly id: string; readonly label: string }
  | { readonly kind: 'lock' | 'lockEverything' | 'testAll' | 'help' };

export interface Command {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly icon: IconName;
  readonly does: Does;
  /** Everything it is found by, in small letters. */
  readonly text: string;
}

type Sketch = Omit<Command, 'text'> & { readonly also?: string };
const command = ({ also = '', ...rest }: Sketch): Command => ({
  ...rest,
  text: [rest.title, rest.detail, also].join('\n').toLowerCase(),
});

/** What is always there. To add one: a row. */
export const standing: readonly Command[] = [
  {
    id: 'add',
    title: t.add,
    detail: t.kinds.action,
    icon: 'plus',
    does: { kind: 'go', to: { screen: 'add' } },
    also: t.also.add,
  },
  {
    id: 'testAll',
    title: t.testAll,
    detail: t.kinds.action,
    icon: 'test',
    does: { kind: 'testAll' },
    also: t.also.testAll,
  },
  {
    id: 'lock',
    title: texts.app.lock,
    detail: t.kinds.action,
    icon: 'lock',
    does: { kind: 'lock' },
    also: t.also.lock,
  },
  {
    id: 'everything',
    title: texts.app.lockEverything,
    detail: t.kinds.action,
    icon: 'stop',
    does: { kind: 'lockEverything' },
    also: t.also.everything,
  },
  {
    id: 'keys',
    title: texts.app.keys,
    detail: t.kinds.screen,
    icon: 'keys',
    does: { kind: 'go', to: { screen: 'keys' } },
  },
  {
    id: 'calendar',
    title: texts.app.calendar,
    detail: t.kinds.screen,
    icon: 'calendar',
    does: { kind: 'go', to: { screen: 'calendar' } },
    also: t.also.calendar,
  },
  {
    id: 'health',
    title: texts.app.health,
    detail: t.kinds.screen,
    icon: 'health',
    does: { kind: 'go', to: { screen: 'health' } },
    also: t.also.health,
  },
  {
    id: 'activity',
    title: texts.app.activity,
    detail: t.kinds.screen,
    icon: 'activity',
    does: { kind: 'go', to: { screen: 'activity' } },
    also: t.also.activity,
  },
  {
    id: 'settings',
    title: texts.app.settings,
    detail: t.kinds.screen,
    icon: 'settings',
    does: { kind: 'go', to: { screen: 'settings' } },
    also: t.also.settings,
  },
  ...settingsSections.map((section): Sketch => ({
    id: `settings-${section}`,
    title: texts.settings[section].title,
    detail: t.kinds.setting,
    icon: 'settings',
    does: { kind: 'go', to: { screen: 'settings', section } },
    also: t.also.sections[section],
  })),
  { id: 'help', title: t.help, detail: t.kinds.action, icon: 'unknown', does: { kind: 'help' }, also: t.also.help },
].map((sketch) => command(sketch as Sketch));

/** Two for each key: open it, copy its secret. */
export const keyCommands = (rows: readonly CredentialRow[]): Command[] =>
  rows.flatMap(({ id, label, account, exchangeName }) => {
    const detail = [exchangeName, account].filter(Boolean).join(' · ');
    return [
      command({ id, title: label, detail, icon: 'keys', does: { kind: 'go', to: { screen: 'key', id } } }),
      command({
        id: `copy-${id}`,
        title: t.copySecret(label),
        detail,
        icon: 'copy',
        does: { kind: 'copy', id, label },
      }),
    ];
  });

const most = 50;

/** What fits, the nearest first; without a word typed what is always there. */
export function found(commands: readonly Command[], typed: string): readonly Command[] {
  const words = wordsOf(typed);
  if (words.length === 0) return standing;
  return commands
    .filter(({ text }) => fits(text, words))
    .map((fitting) => ({ fitting, near: nearness(fitting.title, words) }))
    .sort((a, b) => a.near - b.near)
    .slice(0, most)
    .map(({ fitting }) => fitting);
}
