import { isAbsolute, join } from 'node:path';

export interface HomeSurroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly userHome: string;
}

/**
 * The data folder: `KEYHAVEN_HOME`, else the place this system keeps programs' data in. The evaluation runtime has a
 * folder of its own, so that what is tried there never mixes with a real vault. Window and terminal share this answer.
 */
export function dataFolder({ platform, environment, userHome }: HomeSurroundings, evaluation: boolean): string {
  const named = environment.KEYHAVEN_HOME;
  if (named) return named;
  const name = evaluation ? 'keyhaven-evaluation' : 'keyhaven';
  switch (platform) {
    case 'darwin':
      return join(userHome, 'Library', 'Application Support', name);
    case 'win32':
      return join(environment.APPDATA ?? join(userHome, 'AppData', 'Roaming'), name);
    default:
      return join(absoluteOr(environment.XDG_DATA_HOME, join(userHome, '.local', 'share')), name);
  }
}

/** A variable that is empty or relative counts as none (XDG Base Directory specification). */
const absoluteOr = (named: string | undefined, otherwise: string) =>
  named !== undefined && isAbsolute(named) ? named : otherwise;
