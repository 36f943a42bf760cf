import type { IntakeParser } from './candidate';
import { leavesOf } from './json';
import { endsInField } from './meaning';

/**
 * Freqtrade's configuration: the key stands in its `exchange` block beside the exchange's name. Of its hundred other settings only those
 * that are called like a part of a key are worth a word. Source: www.freqtrade.io, configuration, seen 2026-11.
 */
export const freqtrade: IntakeParser = {
  source: 'freqtrade',
  read(text) {
    const leaves = leavesOf(text);
    const block = leaves?.filter(({ path }) => path.length === 1 && path[0] === 'exchange') ?? [];
    if (!block.some(({ name }) => name === 'name')) return null;
    return leaves?.filter(({ name, path }) => path[0] === 'exchange' || endsInField(name)) ?? null;
  },
};
