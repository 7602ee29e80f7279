import { shallowRef, type ShallowRef } from 'vue';
import { useNotices } from '../stores/notices.ts';

export interface Work {
  readonly busy: Readonly<ShallowRef<boolean>>;
  /** Never rejects: what fails is told in a notice. */
  readonly run: (work: () => Promise<unknown>) => Promise<void>;
}

/** Something a person waits for: busy while it runs. */
export function useWork(): Work {
  const notices = useNotices();
  const busy = shallowRef(false);

  async function run(work: () => Promise<unknown>): Promise<void> {
    busy.value = true;
    try {
      await work();
    } catch (cause) {
      notices.showError(cause);
    } finally {
      busy.value = false;
    }
  }

  return { busy, run };
}
