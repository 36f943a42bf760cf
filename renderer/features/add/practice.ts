/** Practice keys come from the practice exchange alone; nobody types one. */
export function isPractice(exchange: string): boolean {
  return exchange.startsWith('practice:');
}
