import type { KeyRotationView } from '../../contract/security.ts';
import type { RotationRecord } from '../store/security-records.ts';
import type { WriteUnit } from '../store/store.ts';
import type { Announce } from './changes.ts';
import { isoTime } from './iso-time.ts';

/** Writes down, and tells, where a change of password over OCPP stands. */
export async function tellRotation(unit: WriteUnit, announce: Announce, rotation: RotationRecord): Promise<void> {
  await unit.rotations.set(rotation);
  unit.afterCommit(() => {
    announce({ type: 'told', told: { event: 'security.rotationChanged', data: rotationView(rotation) } });
  });
}

export function rotationView({ stationId, state, at }: RotationRecord): KeyRotationView {
  return { stationId, state, at: isoTime(at) };
}
