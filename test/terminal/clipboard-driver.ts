/** One command on the terminal's clipboard, in a process of its own: `copy MS` with the secret on standard input, or `read`. */
import { text } from 'node:stream/consumers';
import { clearWhenDue } from '../../cli/clipboard/clearer';
import { clearerVariable } from '../../cli/clipboard/variable';
import { createTerminalClipboard } from '../../cli/clipboard/terminal-clipboard';
import { failureOf } from '../../core/base/failure';

const [command, afterMs] = process.argv.slice(2);
const clipboard = createTerminalClipboard();

async function outcome(): Promise<string> {
  try {
    if (command === 'read') return await clipboard.readText();
    await clipboard.copySecret(await text(process.stdin), Number(afterMs));
    await clipboard.clearNow();
    return 'copied';
  } catch (error) {
    return failureOf(error).code;
  }
}

if (process.env[clearerVariable] === undefined) process.stdout.write(await outcome());
else await clearWhenDue(process.stdin);
