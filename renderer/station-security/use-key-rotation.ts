import { shallowRef, type ShallowRef } from 'vue';
import type { KeyRotationView } from '../../electron/contract/security.ts';
import { useConsole } from '../client/connect-console.ts';
import { useLoaded } from '../client/use-loaded.ts';
import { useOutcomeText } from '../components/use-outcome-text.ts';
import { useWork } from '../components/use-work.ts';

export interface KeyRotation {
  /** The last change over the connection; null when there was none. */
  readonly latest: Readonly<ShallowRef<KeyRotationView | null>>;
  readonly busy: Readonly<ShallowRef<boolean>>;
  /** Why the station would not, in words. */
  readonly refusal: Readonly<ShallowRef<string | null>>;
  readonly rotate: () => Promise<void>;
}

/** Gives a station a new password over the connection, and follows what becomes of it. */
export function useKeyRotation(stationId: () => string): KeyRotation {
  const client = useConsole();
  const outcomeText = useOutcomeText();
  const { busy, run } = useWork();
  const refusal = shallowRef<string | null>(null);
  const { data: latest, reload } = useLoaded(() => client.call('security.rotation', { stationId: stationId() }), {
    on: ['security.rotationChanged'],
    when: stationId,
  });

  const rotate = (): Promise<void> =>
    run(async () => {
      refusal.value = null;
      const result = await client.call('security.rotateKey', { stationId: stationId() });
      if (result.kind !== 'accepted') refusal.value = outcomeText.outcome(result, 'setConfiguration');
      await reload();
    });

  return { latest, busy, refusal, rotate };
}
