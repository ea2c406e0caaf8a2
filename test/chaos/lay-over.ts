type Method = (...args: unknown[]) => unknown;

/**
 * Puts something in the place of a method, for all objects of its class: so that a part can be made to die, or to be wrong,
 * from outside, and holds no word of it.
 *
 * @param around gets the method as it was, and what it was called with
 */
export function layOver(prototype: object, name: string, around: (method: Method, args: unknown[]) => unknown): void {
  const methods = prototype as Record<string, Method>;
  const method = methods[name];
  if (method === undefined) throw new Error(`there is no ${name} to lay something over`);
  methods[name] = function laid(this: unknown, ...args) {
    return around((...given) => method.apply(this, given), args);
  };
}
