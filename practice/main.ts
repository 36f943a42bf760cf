import { startPractice, type Practice } from './practice';
import { Trouble, troubleLine, troubles } from './trouble';

/** What an Electron utility process has in the place of Node's IPC channel. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

// Electron's types promise the port in every process; Node has none.
const { parentPort } = process as { parentPort?: ParentPort };

function fail(error: unknown): void {
  // An error that is not a trouble may quote anything: its text stays unsaid.
  const trouble = error instanceof Trouble ? error : new Trouble('practice.unexpected');
  const { exit } = troubles[trouble.code];
  // Windows writes to pipes later: an exit at once would lose the line.
  process.stderr.write(`${troubleLine(trouble)}\n`, () => process.exit(exit));
}

function announceReady(): void {
  process.stdout.write('ready\n');
  if (process.connected) process.send?.({ type: 'ready' });
  parentPort?.postMessage({ type: 'ready' });
}

function listenForTheEnd(end: () => void): void {
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, end);
  process.on('disconnect', end);
  const onMessage = (message: unknown): void => {
    if (typeof message === 'object' && message !== null && 'type' in message && message.type === 'stop') end();
  };
  process.on('message', onMessage);
  parentPort?.on('message', ({ data }) => onMessage(data));
}

async function main(): Promise<void> {
  // A parent that has closed its end of the pipe must not end a running exchange.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
  process.on('uncaughtException', fail);

  const starting: Promise<Practice> = startPractice(process.env.KEYHAVEN_PRACTICE_FOLDER ?? '', () => end());
  function end(): void {
    starting.then((practice) => practice.stop()).then(() => process.exit(0), fail);
  }
  listenForTheEnd(end);
  await starting;
  announceReady();
}

main().catch(fail);
