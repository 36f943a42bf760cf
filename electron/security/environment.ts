import type { CommandLine } from 'electron';

/**
 * What a shell's profile or a desktop file could slip to us. Each would weaken or record the encrypted connections to
 * exchanges, or run foreign code in this process and those it starts.
 */
const variables =
  /^(NODE_(TLS_REJECT_UNAUTHORIZED|OPTIONS|EXTRA_CA_CERTS|DEBUG|PATH|REPL_EXTERNAL_MODULE)|SSLKEYLOGFILE|SSL_CERT_(FILE|DIR)|OPENSSL_CONF|(HTTPS?|ALL|FTP|WSS?|SOCKS|NO)_PROXY|ELECTRON_(RUN_AS_NODE|ENABLE_LOGGING|LOG_FILE))$/i;

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

/** Names of those variables that are not taken over. */
export const unwantedVariables = (environment: Readonly<Record<string, string | undefined>>): string[] =>
  Object.keys(environment).filter((name) => variables.test(name));

/** Must run before anything connects or is started. */
export function cleanSurroundings(environment: NodeJS.ProcessEnv, commandLine: CommandLine): void {
  for (const name of unwantedVariables(environment)) Reflect.deleteProperty(environment, name);
  for (const name of switches) commandLine.removeSwitch(name);
  // A crash file would hold memory with secrets in it.
  commandLine.appendSwitch('disable-breakpad');
  commandLine.appendSwitch('disable-crash-reporter');
}
