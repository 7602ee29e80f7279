/**
 * The three calls of the "metadata reflection" proposal that the container inside @peculiar/x509 makes while it loads; it refuses to load
 * without them. Nothing else here uses decorators.
 */
type Key = string | symbol;

const metadata = new WeakMap<object, Map<Key, unknown>>();

const calls = {
  defineMetadata(key: Key, value: unknown, target: object): void {
    const known = metadata.get(target) ?? new Map<Key, unknown>();
    metadata.set(target, known.set(key, value));
  },
  getOwnMetadata: (key: Key, target: object): unknown => metadata.get(target)?.get(key),
  getMetadata(key: Key, target: object): unknown {
    for (let holder: object | null = target; holder !== null; holder = Reflect.getPrototypeOf(holder)) {
      if (metadata.get(holder)?.has(key) === true) return metadata.get(holder)?.get(key);
    }
    return undefined;
  },
};

for (const [name, value] of Object.entries(calls)) {
  if (!(name in Reflect)) Object.defineProperty(Reflect, name, { value, configurable: true, writable: true });
}
