/**
 * The whole environment of a child of ours. Nothing is inherited: no proxy, no NODE_OPTIONS, no switch for certificates. Windows
 * cannot open a socket without its system folder.
 */
export function childEnvironment(own: Record<string, string> = {}): Record<string, string> {
  const root = process.env.SystemRoot;
  return root === undefined ? own : { SystemRoot: root, ...own };
}
