// Our programs use these, and Node 20 does not have them yet; a checkout brings a newer Node.
// https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Array/fromAsync
Array.fromAsync ??= async <Item>(items: AsyncIterable<Item>): Promise<Item[]> => {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
};
// https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Map/groupBy
Map.groupBy ??= <Key, Item>(items: Iterable<Item>, keyOf: (item: Item, index: number) => Key) => {
  const groups = new Map<Key, Item[]>();
  for (const [index, item] of [...items].entries()) {
    const key = keyOf(item, index);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return groups;
};
// https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Object/groupBy
Object.groupBy ??= (items, keyOf) =>
  Object.fromEntries(Map.groupBy(items, keyOf)) as ReturnType<typeof Object.groupBy<PropertyKey, never>>;
// https://developer.mozilla.org/en-US/docs/Web/API/URL/parse_static
URL.parse ??= (url, base) => (URL.canParse(url, base) ? new URL(url, base) : null);
// https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/Promise/withResolvers
Promise.withResolvers ??= <Result>() => {
  let resolvers: Omit<PromiseWithResolvers<Result>, 'promise'> | undefined;
  const promise = new Promise<Result>((resolve, reject) => {
    resolvers = { resolve, reject };
  });
  return { promise, ...(resolvers as Omit<PromiseWithResolvers<Result>, 'promise'>) };
};
// https://developer.mozilla.org/en-US/docs/Web/JavaScript/Reference/Global_Objects/AsyncDisposableStack
globalThis.AsyncDisposableStack ??= class {
  readonly #last: (() => unknown)[] = [];
  defer(end: () => unknown): void {
    this.#last.unshift(end);
  }
  adopt<Part>(part: Part, end: (part: Part) => unknown): Part {
    this.defer(() => end(part));
    return part;
  }
  async disposeAsync(): Promise<void> {
    for (const end of this.#last.splice(0)) await end();
  }
} as unknown as typeof AsyncDisposableStack;
// AWS's client tells of a later version that will need more: ours comes with the package, and runs as it is.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true';
