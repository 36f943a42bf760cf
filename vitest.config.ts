import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const all = '{core,electron,cli,renderer,practice,scripts,build,test/assurance}/**/*.test.{ts,tsx}';
/** Rooms whose modules keep nothing between calls. Their test files share a process: loading the same modules for each took as long as the tests. */
const sharing = ['core', 'renderer'];
/** Whoever changes what a process has once, or puts another module in the place of one, would change it for the files after it too. */
const changesTheProcess =
  /\bvi\.(mock|doMock|stub|spyOn|useFakeTimers)|\bprocess\.(env|chdir|on|once|umask)\b|\bglobalThis\b/;

const shared = sharing.flatMap((room) =>
  readdirSync(join(import.meta.dirname, room), { recursive: true, encoding: 'utf8' })
    .map((file) => join(room, file))
    .filter((file) => /\.test\.tsx?$/.test(file))
    .filter((file) => !changesTheProcess.test(readFileSync(join(import.meta.dirname, file), 'utf8')))
    .map((file) => file.replaceAll('\\', '/')),
);

/** The lanes that need nothing but Node: unit tests stand beside the code; `scripts/test.mjs` runs the other lanes. */
export default defineConfig({
  test: {
    environment: 'node',
    testTimeout: process.env.KEYHAVEN_TEST_LONG === '1' ? 3_600_000 : 60_000,
    reporters: ['default'],
    pool: 'forks',
    projects: [
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
      { extends: true, test: { name: 'alone', include: [all], exclude: ['**/node_modules/**', ...shared] } },
    ],
  },
});
