import type { EvseView, LiveSessionView, StationView } from '../../contract/views.ts';
import type { LiveSession, LiveStation } from '../domain/live-state.ts';
import type { EvseRecord } from '../store/store.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';
import type { Naming } from './session-views.ts';

export function stationView(station: LiveStation, naming: Naming): StationView {
  const { record, connection } = station;
  const itself = record.evses.find((evse) => evse.evseId === 0);
  return {
    stationId: record.stationId,
    name: record.name,
    admission: record.admission,
    online: connection !== null,
    protocol: connection?.version ?? record.protocol,
    vendor: record.vendor,
    model: record.model,
    serialNumber: record.serialNumber,
    firmwareVersion: record.firmwareVersion,
    remoteAddress: connection?.remoteAddress ?? record.remoteAddress,
    lastSeenAt: isoTimeOrNull(station.lastSeenAt),
    lastBootAt: isoTimeOrNull(record.lastBootAt),
    connectedAt: isoTimeOrNull(connection?.connectedAt ?? null),
    passwordSet: record.passwordHash !== null,
    securityProfile: record.securityProfile,
    secure: connection?.secure ?? false,
    subprotocolMissing: connection?.subprotocolMissing ?? false,
    freeVending: record.freeVending,
    registersInKwh: record.registersInKwh,
    status: itself?.status ?? null,
    errorCode: itself?.errorCode ?? null,
    evses: evseViews(station, naming),
  };
}

/** The station itself is no row beside its EVSEs; one that charges before it reports a status is there all the same. */
function evseViews(station: LiveStation, naming: Naming): readonly EvseView[] {
  const sessions = [...station.sessions.values()];
  const reported = station.record.evses.map((evse) => evse.evseId);
  const charging = sessions.map(({ session }) => session.evseId);
  const evseIds = [...new Set([...reported, ...charging])].filter((evseId) => evseId > 0);
  return evseIds
    .sort((one, other) => one - other)
    .map((evseId) => {
      const record = station.record.evses.find((evse) => evse.evseId === evseId);
      const newest = sessions
        .filter(({ session }) => session.evseId === evseId)
        .sort(byStart)
        .at(-1);
      return {
        ...evseStatus(evseId, record),
        rating: station.ratings.get(evseId) ?? null,
        session: newest === undefined ? null : liveSessionView(newest, naming),
      };
    });
}

function byStart(one: LiveSession, other: LiveSession): number {
  return one.session.startedAt - other.session.startedAt;
}

function evseStatus(evseId: number, record: EvseRecord | undefined): Omit<EvseView, 'rating' | 'session'> {
  return {
    evseId,
    status: record?.status ?? 'Unknown',
    errorCode: record?.errorCode ?? null,
    info: record?.info ?? null,
    vendorErrorCode: record?.vendorErrorCode ?? null,
    statusAt: isoTimeOrNull(record?.statusAt ?? null),
  };
}

function liveSessionView({ session, stateOfChargePercent }: LiveSession, naming: Naming): LiveSessionView {
  const bill = naming.billOf(session.sessionId);
  return {
    sessionId: session.sessionId,
    transactionId: session.transactionId,
    idToken: session.idToken,
    idTokenLabel: naming.labelOf(session.idToken),
    startedAt: isoTime(session.startedAt),
    energyWh: session.energyWh,
    powerW: session.lastPowerW,
    stateOfChargePercent,
    lastReadingAt: isoTimeOrNull(session.lastMeterAt),
    grossMinor: bill?.grossMinor ?? null,
    currency: bill?.currency ?? naming.currency(),
  };
}
