import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { dataFolder } from '../core/home';
import { run } from './run';

/**
 * What the terminal's own executable begins with. Unlike Node it does not run the file it is given, so what it starts as its
 * children is itself again: with a channel, and one of these two beside it as the argument. It never runs any other file.
 */
const { argv, env: environment, execPath, platform } = process;
const children = ['worker.js', 'practice.js'].map((file) => join(dirname(execPath), file));
const child = process.send === undefined ? undefined : children.find((file) => file === argv[2]);

if (child !== undefined) {
  createRequire(execPath)(child);
} else {
  // The evaluation package belongs to the vault of its own window, without being told in every command.
  if (basename(execPath, '.exe') === 'keyhaven-evaluation')
    environment.KEYHAVEN_HOME = dataFolder({ platform, environment, userHome: homedir() }, true);
  void run(dirname(execPath));
}
