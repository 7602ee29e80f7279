import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';

const now = shallowRef(Date.now());
let readers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The time, counted by one timer for the whole window, which runs only while somebody reads it. */
export function useNow(): Readonly<ShallowRef<number>> {
  readers += 1;
  if (readers === 1) {
    now.value = Date.now();
    timer = setInterval(() => {
      now.value = Date.now();
    }, 1000);
  }
  onScopeDispose(() => {
    readers -= 1;
    if (readers === 0) clearInterval(timer);
  });
  return now;
}
