import { onScopeDispose, shallowRef, watch, type ShallowRef, type WatchSource } from 'vue';
import type { EventName } from '../../electron/contract/api.ts';
import { AppError } from '../../electron/contract/errors.ts';
import { useConsole } from './connect-console.ts';

export interface Loaded<T> {
  readonly data: Readonly<ShallowRef<T | null>>;
  readonly loading: Readonly<ShallowRef<boolean>>;
  readonly error: Readonly<ShallowRef<AppError | null>>;
  readonly reload: () => Promise<void>;
}

const quietMs = 150;

/**
 * What a view shows of the service: loaded now, again after every reconnection, when a watched input changes, and shortly after one of
 * the named events. Only the answer to the latest question counts.
 */
export function useLoaded<T>(
  load: () => Promise<T>,
  again: { readonly on?: readonly EventName[]; readonly when?: WatchSource } = {},
): Loaded<T> {
  const client = useConsole();
  const data = shallowRef<T | null>(null);
  const loading = shallowRef(true);
  const error = shallowRef<AppError | null>(null);
  let question = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const reload = async (): Promise<void> => {
    const mine = ++question;
    loading.value = true;
    try {
      const answer = await load();
      if (mine !== question) return;
      data.value = answer;
      error.value = null;
    } catch (cause) {
      if (mine === question) error.value = cause instanceof AppError ? cause : new AppError('internal');
    } finally {
      if (mine === question) loading.value = false;
    }
  };

  const reloadSoon = (): void => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void reload();
    }, quietMs);
  };

  const stops = [
    client.onReload(() => void reload()),
    ...(again.on ?? []).map((event) => client.on(event, reloadSoon)),
  ];
  if (again.when !== undefined) watch(again.when, () => void reload());
  onScopeDispose(() => {
    question += 1;
    clearTimeout(timer);
    for (const stop of stops) stop();
  });
  return { data, loading, error, reload };
}
