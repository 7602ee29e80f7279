import type { EpochMs } from '../model/time.ts';
import { connectorStatus, type ErrorCode, type Status } from './connector-status.ts';
import type { ConnectorHardware } from './hardware.ts';
import type { MeterValue } from './meter-values.ts';
import type { Periodic } from './periodic.ts';
import type { Cancel } from './time.ts';
import type { WireProfile } from './wire-profile.ts';

/** Who was let in, and on what terms. */
export interface Admission {
  readonly idTag: string;
  /** Group of the card, where the station was told. */
  readonly parentIdTag?: string | undefined;
  /** A TxProfile for the charge that starts. */
  readonly profile?: WireProfile | undefined;
}

/** A charge, in the station's own book. */
export interface Transaction {
  readonly idTag: string;
  readonly startedAt: EpochMs;
  readonly meterStartWh: number;
  /** What is sent again with the stop: values of the begin. */
  readonly transactionData: MeterValue[];
  /** Given by the central system; null until it answered. */
  transactionId: number | null;
  /** What the central system said of the card; null until it answered. */
  authorization: string | null;
  /** Cards of the same group may end it as well. */
  parentIdTag: string | undefined;
  /** The values sent while it runs. */
  readonly sampling: Periodic;
}

/** A connector with everything a station remembers of it. */
export interface SimulatedConnector {
  readonly connectorId: number;
  readonly hardware: ConnectorHardware;
  errorCode: ErrorCode;
  operative: boolean;
  /** A change of availability that waits for the transaction to end. */
  scheduledOperative: boolean | null;
  /** A driver who was let in and has not plugged in yet; `cancel` ends the waiting. */
  authorized: { readonly admission: Admission; readonly cancel: Cancel } | null;
  transaction: Transaction | null;
  /** The transaction ended and the cable is still in. */
  finishing: boolean;
  /** The reservation that keeps this connector. */
  reservationId: number | null;
  /** Out of service while new firmware is installed. */
  updating: boolean;
  /** What the central system knows. */
  reported: { readonly status: Status; readonly errorCode: ErrorCode } | null;
}

export function createConnector(connectorId: number, hardware: ConnectorHardware): SimulatedConnector {
  return {
    connectorId,
    hardware,
    errorCode: 'NoError',
    operative: true,
    scheduledOperative: null,
    authorized: null,
    transaction: null,
    finishing: false,
    reservationId: null,
    updating: false,
    reported: null,
  };
}

function energyOf(connector: SimulatedConnector): 'flowing' | 'withheld' | 'refused' | null {
  if (connector.transaction === null) return null;
  if (!connector.hardware.energized || connector.hardware.outlet.maxPowerW <= 0) return 'withheld';
  return connector.hardware.powerW > 0 ? 'flowing' : 'refused';
}

export function statusOf(connector: SimulatedConnector): Status {
  return connectorStatus({
    errorCode: connector.errorCode,
    operative: connector.operative && !connector.updating,
    plugged: connector.hardware.car !== null,
    authorized: connector.authorized !== null,
    energy: energyOf(connector),
    finishing: connector.finishing,
    reserved: connector.reservationId !== null,
  });
}

/** Whether a driver could start a charge here now. */
export function isUsable(connector: SimulatedConnector): boolean {
  return (
    connector.errorCode === 'NoError' &&
    connector.operative &&
    !connector.updating &&
    connector.transaction === null &&
    connector.authorized === null
  );
}
