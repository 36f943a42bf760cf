// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/**
 * An X server without a screen, on a display of its own.
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {Promise<{ name: string, stop: () => void }>} the display's name, such as `:7`
 * @throws when Xvfb is not there or does not start
 */
export async function startDisplay(env = process.env) {
  // -displayfd lets the server find a free number itself, without the race of looking first.
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1440x1000x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
    env,
  });
  server.unref();
  const pipe = /** @type {import('node:stream').Readable} */ (server.stdio[3]);
  // To the end of the line: the server writes the number and the newline apart, and a pipe closed in between kills it.
  const line = createInterface({ input: pipe });
  const ended = Promise.race([once(server, 'exit'), once(server, 'error')]).then(
    () => [],
    () => [],
  );
  const [number] = await Promise.race([once(line, 'line'), ended]);
  if (number === undefined) throw new Error('Xvfb did not start');
  line.close();
  pipe.destroy();
  return { name: `:${String(number)}`, stop: () => void server.kill() };
}
