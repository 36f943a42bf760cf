import electron from 'electron';
import { join } from 'node:path';
import { mainArgument } from './mainArgument';

/** Loads the globals in every utility process before its own module; 22 ignores `execArgv: ['-r', …]` there. */
export function wrapUtilityProcesses(): void {
  const { utilityProcess } = electron;
  const fork = utilityProcess.fork.bind(utilityProcess);
  utilityProcess.fork = (file, args = [], options = {}) =>
    fork(join(__dirname, 'compat-worker.cjs'), [mainArgument + file, ...args], options);
}
