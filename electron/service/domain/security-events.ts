import type { SecurityEvent } from '../../../ocpp/central-system.ts';
import type { SecurityEventView } from '../../contract/security.ts';
import type { SecurityEventRecord } from '../store/security-records.ts';
import { isoTime } from './iso-time.ts';
import type { StationUnit } from './station-unit.ts';

/** Of one station; a device that floods us must not fill the disk. */
const keptPerStation = 1000;
const longestType = 50;
const longestInfo = 255;

/** Security whitepaper, list of security events: those a station must always report. */
const criticalEvents: ReadonlySet<string> = new Set([
  'FirmwareUpdated',
  'SettingSystemTime',
  'StartupOfTheDevice',
  'ResetOrReboot',
  'SecurityLogWasCleared',
  'MemoryExhaustion',
  'TamperDetectionActivated',
]);

/** Critical as well, and part of any ordinary day: nobody has to look. */
const ordinaryEvents: ReadonlySet<string> = new Set(['SettingSystemTime', 'StartupOfTheDevice', 'ResetOrReboot']);

/** Whether a person should hear of it at once. */
export function needsPerson({ type, critical }: Pick<SecurityEventRecord, 'type' | 'critical'>): boolean {
  return critical && !ordinaryEvents.has(type);
}

/** Security whitepaper §5.10. */
export async function takeSecurityEvent(su: StationUnit, event: SecurityEvent): Promise<void> {
  const record: SecurityEventRecord = {
    stationId: su.station.stationId,
    at: su.correct(event.time).at,
    type: event.type.slice(0, longestType),
    critical: criticalEvents.has(event.type),
    techInfo: event.techInfo?.slice(0, longestInfo) ?? null,
  };
  await su.unit.securityEvents.insert(record, keptPerStation);
  const stationName = su.station.name || su.station.stationId;
  su.announce({ type: 'told', told: { event: 'securityEvents.added', data: securityEventView(record, stationName) } });
}

export function securityEventView(record: SecurityEventRecord, stationName: string): SecurityEventView {
  return { ...record, stationName, at: isoTime(record.at) };
}
