const numbers = new Intl.NumberFormat('en');

/** `1 key`, `10,000 keys`. */
export const count = (n: number, one: string, many = `${one}s`): string =>
  `${numbers.format(n)} ${n === 1 ? one : many}`;
export const number = (n: number): string => numbers.format(n);
