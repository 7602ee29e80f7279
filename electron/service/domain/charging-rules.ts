import type { ChargingRules } from '../../../ocpp/central-system.ts';
import { OcppError } from '../../../ocpp/model/ocpp-error.ts';
import { authorize } from './authorization.ts';
import { bootStation } from './boot.ts';
import { wholeWh } from './energy.ts';
import { takeMeterValues } from './meter-values.ts';
import type { StationUnit } from './station-unit.ts';
import { takeStatus } from './status.ts';
import { startTransaction } from './transaction-start.ts';
import { stopTransaction } from './transaction-stop.ts';

/** The rules for one message of one station. */
export function chargingRules(su: StationUnit): ChargingRules {
  return su.station.admission === 'accepted' ? rulesForAccepted(su) : rulesForWaiting(su);
}

function rulesForAccepted(su: StationUnit): ChargingRules {
  return {
    bootNotification: (details) => bootStation(su, details),
    heartbeat: () => Promise.resolve({ currentTime: su.receivedAt }),
    authorize: (idToken) => authorize(su, idToken),
    statusNotification: (report) => takeStatus(su, report),
    transactionStarted: (report) => startTransaction(su, { ...report, meterStartWh: wholeWh(report.meterStartWh) }),
    meterValues: (report) => takeMeterValues(su, report),
    transactionEnded: (report) => stopTransaction(su, { ...report, meterStopWh: wholeWh(report.meterStopWh) }),
    dataTransfer: () => Promise.resolve({ status: 'UnknownVendorId' }),
    firmwareStatus: () => Promise.resolve(),
    logStatus: () => Promise.resolve(),
  };
}

/** Before it is admitted a station may only boot (OCPP-J 1.6 errata §3.8); the frames of all else it says are kept. */
function rulesForWaiting(su: StationUnit): ChargingRules {
  const refuse = (): Promise<never> =>
    Promise.reject(new OcppError('SecurityError', 'The station is not accepted yet.'));
  return {
    bootNotification: (details) => bootStation(su, details),
    heartbeat: refuse,
    authorize: refuse,
    statusNotification: refuse,
    transactionStarted: refuse,
    meterValues: refuse,
    transactionEnded: refuse,
    dataTransfer: refuse,
    firmwareStatus: refuse,
    logStatus: refuse,
  };
}
