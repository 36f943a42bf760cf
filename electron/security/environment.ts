import type { CommandLine } from 'electron';
import { scrubEnvironment } from '../../core/broker/egress/environment';

/**
 * What else than the core's list a shell's profile or a desktop file could slip to us. Each would weaken or record the
 * encrypted connections to exchanges, or run foreign code in this process and those it starts.
 */
const variables =
  /^(NODE_(EXTRA_CA_CERTS|DEBUG|PATH|REPL_EXTERNAL_MODULE)|SSL_CERT_(FILE|DIR)|OPENSSL_CONF|(WSS?|SOCKS)_PROXY|ELECTRON_(RUN_AS_NODE|ENABLE_LOGGING|LOG_FILE))$/i;

const switches = [
  'allow-insecure-localhost',
  'allow-running-insecure-content',
  'disable-web-security',
  'host-resolver-rules',
  'host-rules',
  'ignore-certificate-errors',
  'ignore-certificate-errors-spki-list',
  'load-extension',
  'log-net-log',
  'proxy-pac-url',
  'proxy-server',
  'ssl-key-log-file',
  'unsafely-treat-insecure-origin-as-secure',
] as const;

/** Must run before anything connects or is started. */
export function cleanSurroundings(environment: NodeJS.ProcessEnv, commandLine: CommandLine): void {
  scrubEnvironment(environment);
  for (const name of Object.keys(environment)) if (variables.test(name)) Reflect.deleteProperty(environment, name);
  for (const name of switches) commandLine.removeSwitch(name);
  // A crash file would hold memory with secrets in it.
  commandLine.appendSwitch('disable-breakpad');
  commandLine.appendSwitch('disable-crash-reporter');
}
