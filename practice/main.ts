import { startPractice, type Practice } from './practice';
import { Trouble, troubleLine, troubles } from './trouble';

/** What an Electron utility process has in the place of Node's IPC channel. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

const parentPort = (process as NodeJS.Process & { parentPort?: ParentPort }).parentPort;

function fail(error: unknown): never {
  // An error that is not a trouble may quote anything: its text stays unsaid.
  const trouble = error instanceof Trouble ? error : new Trouble('practice.unexpected');
  process.stderr.write(`${troubleLine(trouble)}\n`);
  process.exit(troubles[trouble.code].exit);
}

function announceReady(): void {
  process.stdout.write('ready\n');
  process.send?.({ type: 'ready' });
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

  const starting: Promise<Practice> = startPractice(process.env['KEYHAVEN_PRACTICE_FOLDER'] ?? '', () => end());
  function end(): void {
    starting.then((practice) => practice.stop()).then(() => process.exit(0), fail);
  }
  listenForTheEnd(end);
  await starting;
  announceReady();
}

main().catch(fail);
