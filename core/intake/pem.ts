import type { IntakeParser } from './candidate';

const block = /-----BEGIN [A-Z ]{1,40}-----[^-]{0,8192}-----END [A-Z ]{1,40}-----/g;

/** A private key and nothing else, as it stands in a file. A public one beside it is named and not taken. */
export const pem: IntakeParser = {
  source: 'pem',
  read(text) {
    const blocks = text.match(block);
    if (blocks === null || text.replace(block, '').trim() !== '') return null;
    return blocks.map((value) => ({ name: nameOf(value), path: [], value }));
  },
};

function nameOf(value: string): string {
  const kind = /^-----BEGIN ([A-Z ]+)-----/.exec(value)?.[1] ?? '';
  return /^(?:EC |RSA )?PRIVATE KEY$/.test(kind) ? 'private key' : kind.toLowerCase();
}

/** PEM blocks on one line each, their line breaks written `\n`, so that a text can be read line by line. */
export function flattenPem(text: string): string {
  return text.replace(block, (found) => found.replace(/\s*\n\s*/g, '\\n'));
}

/** The block with its lines again; any other value as it is. */
export function unflattenPem(value: string): string {
  return value.startsWith('-----BEGIN ') ? value.replaceAll('\\n', '\n').trim() : value;
}
