import type { Wish } from '../../core/contract/app';
import { keyhaven } from './bridge';

/** Hears where the person wants to go who clicked outside the window, before it opened or since. The answer ends it. */
export function onWish(go: (wish: Wish) => void): () => void {
  let ended = false;
  async function ask(): Promise<void> {
    const answer = await keyhaven.app.wish({});
    if (!ended && answer.ok && answer.value !== null) go(answer.value);
  }
  const stop = keyhaven.onJob((event) => {
    if (event.operation === 'app.changes' && event.state === 'item' && event.item.changed === 'wish') void ask();
  });
  void ask();
  return () => {
    ended = true;
    stop();
  };
}
