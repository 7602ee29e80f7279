import type { CustomerRecord } from '../../../electron/service/store/customer-records.ts';
import type { CdrRecord, LedgerLink } from '../../../electron/service/store/book-records.ts';
import type {
  AlertRecord,
  CommandRecord,
  FrameRecord,
  IdTokenRecord,
  Reading,
  SessionRecord,
  StationRecord,
} from '../../../electron/service/store/store.ts';

export const noon = Date.UTC(2026, 6, 6, 8);
export const minute = 60_000;
export const hour = 60 * minute;

export function station(stationId: string, change: Partial<StationRecord> = {}): Omit<StationRecord, 'evses'> {
  return {
    stationId,
    name: stationId,
    admission: 'accepted',
    protocol: 'ocpp1.6',
    remoteAddress: '192.168.1.20',
    createdAt: noon,
    lastSeenAt: null,
    lastBootAt: null,
    passwordHash: null,
    nextPasswordHashes: [],
    securityProfile: 0,
    otherProfile: null,
    otherProfileUntil: null,
    freeVending: [],
    registersInKwh: false,
    vendor: 'Vendor',
    model: 'Model',
    serialNumber: null,
    firmwareVersion: null,
    meterType: null,
    meterSerialNumber: null,
    iccid: null,
    imsi: null,
    ...change,
  };
}

export function idToken(token: string, change: Partial<IdTokenRecord> = {}): IdTokenRecord {
  return {
    idToken: token,
    label: token,
    status: 'Accepted',
    expiresAt: null,
    parentIdToken: null,
    note: '',
    createdAt: noon,
    customerId: null,
    budgetWh: null,
    budgetMinor: null,
    blockedReason: null,
    replacedBy: null,
    ...change,
  };
}

export function customer(change: Partial<CustomerRecord> = {}): Omit<CustomerRecord, 'customerId'> {
  return {
    kind: 'person',
    name: 'Leyla',
    voen: '',
    contractNumber: '',
    contact: '',
    phone: '',
    email: '',
    address: '',
    language: null,
    groupId: null,
    billing: 'each',
    budgetWh: null,
    budgetMinor: null,
    blockedReason: null,
    note: '',
    createdAt: noon,
    removed: false,
    ...change,
  };
}

export function session(change: Partial<SessionRecord> = {}): Omit<SessionRecord, 'sessionId'> {
  return {
    stationId: 'CP1',
    evseId: 1,
    transactionId: '1',
    idToken: 'CARD1',
    authorization: 'Accepted',
    startedAt: noon,
    startedText: '2026-07-06T08:00:00Z',
    startReceivedAt: noon,
    stoppedAt: null,
    stoppedText: null,
    stopReceivedAt: null,
    meterStartWh: 1000,
    meterStopWh: null,
    lastMeterWh: null,
    lastMeterAt: null,
    lastPowerW: null,
    energyWh: null,
    energySource: 'none',
    stopReason: null,
    verdict: 'ok',
    flags: [],
    ...change,
  };
}

export function stoppedSession(
  stoppedAt: number,
  energyWh: number,
  change: Partial<SessionRecord> = {},
): Omit<SessionRecord, 'sessionId'> {
  return session({
    startedAt: stoppedAt - hour,
    stoppedAt,
    stoppedText: new Date(stoppedAt).toISOString(),
    stopReceivedAt: stoppedAt,
    meterStopWh: 1000 + energyWh,
    energyWh,
    energySource: 'register',
    stopReason: 'Local',
    ...change,
  });
}

export function reading(at: number, change: Partial<Reading> = {}): Reading {
  return {
    at,
    context: 'Sample.Periodic',
    energyWh: null,
    powerW: null,
    currentMilliampL1: null,
    currentMilliampL2: null,
    currentMilliampL3: null,
    voltageMillivoltL1: null,
    voltageMillivoltL2: null,
    voltageMillivoltL3: null,
    offeredCurrentMilliamp: null,
    temperatureDecidegree: null,
    stateOfChargePercent: null,
    other: null,
    ...change,
  };
}

export function frame(text: string, change: Partial<FrameRecord> = {}): Omit<FrameRecord, 'frameId'> {
  return {
    stationId: 'CP1',
    connectionId: 'connection-1',
    sessionId: null,
    at: noon,
    direction: 'in',
    kind: 'call',
    messageId: 'm1',
    action: 'Heartbeat',
    text,
    ...change,
  };
}

export function command(change: Partial<CommandRecord> = {}): Omit<CommandRecord, 'commandId'> {
  return {
    stationId: 'CP1',
    evseId: null,
    type: 'reset',
    request: '{"type":"reset","mode":"soft"}',
    sentAt: noon,
    answeredAt: null,
    outcome: null,
    effect: 'waiting',
    effectAt: null,
    ...change,
  };
}

export function alert(change: Partial<AlertRecord> = {}): Omit<AlertRecord, 'alertId' | 'clearedAt'> {
  return { kind: 'stationOffline', stationId: 'CP1', evseId: null, raisedAt: noon, details: {}, ...change };
}

/** The charge of `stoppedSession(noon + hour, 10_000)` at 0.30 ₼ a kWh. */
export function charge(change: Partial<CdrRecord> = {}): Omit<CdrRecord, 'cdrId' | keyof LedgerLink> {
  return {
    kind: 'charge',
    sessionId: '1',
    reverses: null,
    reason: 'session',
    recordedAt: noon + hour,
    postedAt: noon + hour,
    period: 202607,
    localDay: 20260706,
    localHour: 13,
    timeZone: 'Asia/Baku',
    stationId: 'CP1',
    evseId: 1,
    idToken: 'CARD1',
    customerId: null,
    billing: 'each',
    tariffVersionId: null,
    startedAt: noon,
    stoppedAt: noon + hour,
    chargingSeconds: 3600,
    idleSeconds: 0,
    meterStartWh: 1000,
    meterStopWh: 11_000,
    energyWh: 10_000,
    energySource: 'register',
    currency: 'AZN',
    startMinor: 0,
    energyMinor: 300,
    timeMinor: 0,
    idleMinor: 0,
    adjustmentMinor: 0,
    grossMinor: 300,
    vatRateBp: null,
    vatMinor: 0,
    netMinor: 300,
    lines: '[]',
    operator: '',
    ...change,
  };
}
