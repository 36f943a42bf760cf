/** Gives an object a property it lacks; what is there already stays. An undefined value leaves it lacking. */
export function defineMissing(target: object, name: PropertyKey, value: unknown): void {
  if (name in target || value === undefined) return;
  Object.defineProperty(target, name, { value, configurable: true, writable: true });
}
