import { spawn } from 'node:child_process';

/** A person at a terminal: reads the screen, types, and waits for the end. */
export interface Typist {
  readonly pid: number | undefined;
  /** Everything that was on the screen so far. */
  screen(): string;
  /** Waits until the text is on the screen, after what was seen before. */
  sees(text: string | RegExp, withinMs?: number): Promise<string>;
  /** As keys: `\r` is Enter, `\x03` Ctrl-C. */
  types(keys: string): void;
  ends(withinMs?: number): Promise<{ code: number; screen: string }>;
}

export interface Terminal {
  readonly command: readonly string[];
  readonly env: Record<string, string>;
  readonly columns?: number;
  /** Standard input from this file instead of the terminal. */
  readonly stdin?: string;
  /** Standard output into this file instead of the terminal. */
  readonly stdout?: string;
}

const quoted = (word: string) => `'${word.replaceAll("'", "'\\''")}'`;

/** Starts a program on a terminal of its own, through script(1): a real one, with the kernel's echo and its Ctrl-C. */
export function startOnTerminal({ command, env, columns = 200, stdin, stdout }: Terminal): Typist {
  const redirected = [
    ...command.map(quoted),
    ...(stdin === undefined ? [] : ['<', quoted(stdin)]),
    ...(stdout === undefined ? [] : ['>', quoted(stdout)]),
  ].join(' ');
  const line = `stty columns ${String(columns)} rows 50; exec ${redirected}`;
  // Its own default is no echo where its input is a pipe; then nothing hidden could ever be seen.
  const child = spawn(
    'script',
    ['--quiet', '--return', '--flush', '--echo', 'always', '--command', line, '/dev/null'],
    {
      env: { ...env, SHELL: '/bin/sh', TERM: 'xterm' },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  );
  let shown = '';
  let seen = 0;
  const waiting = new Set<() => void>();
  const wake = () => {
    for (const check of waiting) check();
  };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      shown += text;
      wake();
    });
  }
  child.stdin.on('error', () => {});
  let code: number | undefined;
  child.on('close', (status, signal) => {
    code = status ?? (signal === null ? 1 : 128);
    wake();
  });

  /** Polls at every piece of output; gives up at the end of the program or of the patience. */
  function until<T>(look: () => T | undefined, what: string, withinMs: number): Promise<T> {
    return new Promise((resolve, reject) => {
      const finish = (settle: () => void) => {
        clearTimeout(timer);
        waiting.delete(check);
        settle();
      };
      const check = () => {
        const found = look();
        if (found !== undefined) finish(() => resolve(found));
        else if (code !== undefined) finish(() => reject(new Error(`ended before ${what}; on the screen:\n${shown}`)));
      };
      const timer = setTimeout(
        () => finish(() => reject(new Error(`waited in vain for ${what}; on the screen:\n${shown}`))),
        withinMs,
      );
      waiting.add(check);
      check();
    });
  }

  return {
    pid: child.pid,
    screen: () => shown,
    sees: (text, withinMs = 20_000) =>
      until(
        () => {
          const rest = shown.slice(seen);
          const match = typeof text === 'string' ? (rest.includes(text) ? text : undefined) : text.exec(rest)?.[0];
          if (match !== undefined) seen += rest.indexOf(match) + match.length;
          return match;
        },
        `“${String(text)}”`,
        withinMs,
      ),
    types: (keys) => void child.stdin.write(keys),
    ends: async (withinMs = 30_000) => {
      await until(() => code, 'its end', withinMs);
      return { code: code ?? 1, screen: shown };
    },
  };
}
