import { add } from './add';
import type { CliCommand } from './command';
import { confirm } from './confirm';
import { copy } from './copy';
import { exchanges } from './exchanges';
import { init } from './init';
import { leaked } from './leaked';
import { list } from './list';
import { log } from './log';
import { passphrase } from './passphrase';
import { practice } from './practice';
import { recover } from './recover';
import { recoveryCode } from './recovery-code';
import { show } from './show';
import { test } from './test';
import { verify } from './verify';

/** Every subcommand, in the order of the help. To add one: a file beside these, a row here. */
export const commands: readonly CliCommand[] = [
  init,
  add,
  list,
  show,
  test,
  copy,
  log,
  verify,
  practice,
  exchanges,
  confirm,
  recover,
  passphrase,
  recoveryCode,
  leaked,
];
