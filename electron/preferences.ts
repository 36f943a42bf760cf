import type { Preferences } from '../core/contract/app';

/** Makes the system follow one of the preferences. @throws preferences.* */
export type Follower = (value: Preferences) => Promise<void>;

export type Followers = { readonly [N in keyof Preferences]?: Follower };

/**
 * Follows what was changed, one after another. Where one cannot be followed, those before it are taken back, so that what
 * is in force stays what is saved.
 */
export async function followChanges(followers: Followers, next: Preferences, before: Preferences): Promise<void> {
  const changed = (Object.keys(followers) as (keyof Preferences)[]).filter((name) => next[name] !== before[name]);
  const done: Follower[] = [];
  try {
    for (const name of changed) {
      const follow = followers[name];
      if (follow === undefined) continue;
      await follow(next);
      done.push(follow);
    }
  } catch (error) {
    for (const follow of done.reverse()) await follow(before).catch(() => undefined);
    throw error;
  }
}
