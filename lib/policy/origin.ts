/** Where a value of a policy comes from that nobody wrote there as it is. */
const origins = new WeakMap<object, string>();

/** Remembers where a value of a policy comes from, such as `otherwise`: in this process only, as no function asks for it. */
export function withOrigin<Value extends object>(value: Value, origin: string): Value {
  origins.set(value, origin);
  return value;
}

/** Where a value of a policy comes from; `undefined` where it was written as it is, or came out of JSON. */
export const originOf = (value: object): string | undefined => origins.get(value);
