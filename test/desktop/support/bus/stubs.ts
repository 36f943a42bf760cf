import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { vi } from 'vitest';

export type StubName = 'tray' | 'notifications' | 'screensaver' | 'logind';
export type StubEvent = Record<string, unknown> & { readonly event: string };

const program = join(dirname(fileURLToPath(import.meta.url)), 'stubs.py');
/** The system's own Python has the bindings; one that a person installed beside it has not. */
const python = '/usr/bin/python3';

export interface Stubs {
  readonly events: StubEvent[];
  tell(stub: StubName, what: string, more?: Record<string, unknown>): void;
  /** Waits for an event that comes after this call, or has come since `seen` were there. */
  next(event: string, seen?: number): Promise<StubEvent>;
  /** Tells, and waits for what it answers. */
  ask(stub: StubName, what: string, answer: string, more?: Record<string, unknown>): Promise<StubEvent>;
  stop(): Promise<void>;
}

/** Starts the rest of the desktop on the session's bus, and `logind` on the bus that DBUS_SYSTEM_BUS_ADDRESS names. */
export async function startStubs(
  names: readonly StubName[],
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Stubs> {
  const child = spawn(python, [program, ...names], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  const events: StubEvent[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => events.push(JSON.parse(line) as StubEvent));

  const next = async (event: string, seen = events.length): Promise<StubEvent> => {
    const comes = () => events.slice(seen).find((one) => one.event === event || one.event === 'failed');
    const found = await vi.waitFor(() => comes() ?? Promise.reject(new Error(`${event} did not come`)), {
      timeout: 20_000,
      interval: 20,
    });
    if (found.event !== event) throw new Error(`the stub failed: ${JSON.stringify(found)}`);
    return found;
  };
  const tell = (stub: StubName, what: string, more = {}) =>
    void child.stdin.write(`${JSON.stringify({ stub, do: what, ...more })}\n`);

  await next('ready', 0);
  return {
    events,
    tell,
    next,
    ask: (stub, what, answer, more) => {
      const seen = events.length;
      tell(stub, what, more);
      return next(answer, seen);
    },
    stop: () => ended(child, () => child.stdin.end()),
  };
}

/** A private bus of our own, which stands in for the machine's. */
export async function startSystemBus(): Promise<{ address: string; stop: () => Promise<void> }> {
  const daemon = spawn('dbus-daemon', ['--session', '--nofork', '--print-address'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await new Promise<string>((resolve) => {
    createInterface({ input: daemon.stdout }).once('line', resolve);
  });
  return { address, stop: () => ended(daemon, () => daemon.kill()) };
}

function ended(child: ChildProcess, end: () => void): Promise<void> {
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    end();
  });
}
