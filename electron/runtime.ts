/** The first Electron the product is written for. Anything older is an evaluation runtime, whoever brought it. */
const productMajor = 45;

/** @param electron Electron's version, such as `45.4.1`; unreadable counts as old */
export const runtimeOf = (electron: string): 'electron' | 'evaluation' =>
  Number.parseInt(electron, 10) >= productMajor ? 'electron' : 'evaluation';
