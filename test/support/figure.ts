import { TestRunner } from 'vitest';

declare module 'vitest' {
  interface TaskMeta {
    /** What a test really did, by plural noun; docs/assurance.md shows it. */
    figures?: Record<string, number>;
  }
}

/**
 * Tells how many of something the running test really did: `figure('kills', 50)`. Told again, it adds up.
 * Tests beside the code, which may not import this, set `task.meta.figures` themselves.
 */
export function figure(name: string, count: number): void {
  const test = TestRunner.getCurrentTest();
  if (test === undefined) throw new Error(`the figure “${name}” was told outside of a test`);
  const { figures = {} } = test.meta;
  test.meta.figures = { ...figures, [name]: (figures[name] ?? 0) + count };
}
