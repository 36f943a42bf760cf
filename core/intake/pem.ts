const block = /-----BEGIN [A-Z ]{1,40}-----[^-]{0,8192}-----END [A-Z ]{1,40}-----/g;

/** PEM blocks on one line each, their line breaks written `\n`, so that a text can be read line by line. */
export function flattenPem(text: string): string {
  return text.replace(block, (pem) => pem.replace(/\s*\n\s*/g, '\\n'));
}

/** The block with its lines again; any other value as it is. */
export function unflattenPem(value: string): string {
  return value.startsWith('-----BEGIN ') ? value.replaceAll('\\n', '\n').trim() : value;
}
