import type { Wish } from './contract/app';
import type { Changes } from './changes';

/** Where a person wants to go who clicked outside the window; kept until a window with an open vault asks for it. */
export function createWishes(changes: Pick<Changes, 'tell'>) {
  let wish: Wish | null = null;
  return {
    set(next: Wish): void {
      wish = next;
      changes.tell('wish');
    },
    take(): Wish | null {
      const taken = wish;
      wish = null;
      return taken;
    },
  };
}
