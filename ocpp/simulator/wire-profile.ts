import type { Received } from '../v16/validators.ts';

/** A charging profile as received (OCPP 1.6 §7.8). */
export type WireProfile = Received<'SetChargingProfile', 'request'>['csChargingProfiles'];
