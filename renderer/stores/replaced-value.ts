import { shallowRef, type ShallowRef } from 'vue';
import type { EventName, Events } from '../../electron/contract/api.ts';
import type { ConsoleClient } from '../client/console-client.ts';

/**
 * One value the service announces whole: loaded, then replaced by each event. An answer that was overtaken by an event is dropped, for
 * the event is newer.
 */
export function replacedValue<E extends EventName>(
  client: ConsoleClient,
  event: E,
  load: () => Promise<Events[E]>,
  failed: (error: unknown) => void,
): Readonly<ShallowRef<Events[E] | null>> {
  const value: ShallowRef<Events[E] | null> = shallowRef(null);
  let version = 0;
  const reload = async (): Promise<void> => {
    const mine = ++version;
    const loaded = await load();
    if (mine === version) value.value = loaded;
  };
  client.on(event, (data) => {
    version += 1;
    value.value = data;
  });
  client.onReload(() => {
    reload().catch(failed);
  });
  return value;
}
