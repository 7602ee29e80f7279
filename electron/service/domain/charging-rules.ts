import type { ChargingRules } from '../../../ocpp/central-system.ts';
import { OcppError } from '../../../ocpp/model/ocpp-error.ts';
import { authorize } from './authorization.ts';
import { bootStation } from './boot.ts';
import type { ReportWord } from './changes.ts';
import { trueIdToken } from './id-token-spelling.ts';
import { wholeWh } from './energy.ts';
import { takeMeterValues } from './meter-values.ts';
import { takeSecurityEvent } from './security-events.ts';
import type { StationUnit } from './station-unit.ts';
import { takeStatus } from './status.ts';
import { startTransaction } from './transaction-start.ts';
import { stopTransaction } from './transaction-stop.ts';
import { takeFirmwareStatus, takeLogStatus } from './transfer-progress.ts';

/** The rules for one message of one station. */
export function chargingRules(su: StationUnit): ChargingRules {
  return reporting(su, su.station.admission === 'accepted' ? rulesForAccepted(su) : rulesForWaiting(su));
}

/** Messages a station can be asked for are told of, so that one sees that it did as it was asked. */
function reporting(su: StationUnit, rules: ChargingRules): ChargingRules {
  const tell = (report: ReportWord, evseId: number | null = null): void => {
    su.announce({ type: 'reported', stationId: su.station.stationId, report, evseId });
  };
  return {
    ...rules,
    bootNotification(details) {
      tell('boot');
      return rules.bootNotification(details);
    },
    heartbeat() {
      tell('heartbeat');
      return rules.heartbeat();
    },
    statusNotification(report) {
      tell('status', report.evseId);
      return rules.statusNotification(report);
    },
    meterValues(report) {
      tell('meterValues', report.evseId);
      return rules.meterValues(report);
    },
    firmwareStatus(report) {
      tell('firmwareStatus');
      return rules.firmwareStatus(report);
    },
    logStatus(report) {
      tell('logStatus');
      return rules.logStatus(report);
    },
    signCertificate(csr) {
      tell('certificateRequest');
      return rules.signCertificate(csr);
    },
  };
}

function rulesForAccepted(su: StationUnit): ChargingRules {
  return {
    bootNotification: (details) => bootStation(su, details),
    heartbeat: () => Promise.resolve({ currentTime: su.receivedAt }),
    authorize: async (idToken) => authorize(su, await trueIdToken(su, idToken)),
    statusNotification: (report) => takeStatus(su, report),
    transactionStarted: async (report) =>
      startTransaction(su, {
        ...report,
        idToken: await trueIdToken(su, report.idToken),
        meterStartWh: registerOf(su, report.meterStartWh),
      }),
    meterValues: (report) => takeMeterValues(su, report),
    transactionEnded: async (report) =>
      stopTransaction(su, {
        ...report,
        idToken: report.idToken === null ? null : await trueIdToken(su, report.idToken),
        meterStopWh: registerOf(su, report.meterStopWh),
      }),
    dataTransfer: () => Promise.resolve({ status: 'UnknownVendorId' }),
    firmwareStatus: (report) => takeFirmwareStatus(su, report),
    logStatus: (report) => takeLogStatus(su, report),
    securityEvent: (event) => takeSecurityEvent(su, event),
    signCertificate: (csr) => su.signCertificate(csr),
  };
}

/** Where a person said that what the station calls Wh is kWh, its registers are counted so (quirk 55). */
function registerOf({ station }: StationUnit, registerWh: number | null): number | null {
  return wholeWh(registerWh !== null && station.registersInKwh ? registerWh * 1000 : registerWh);
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
    securityEvent: refuse,
    signCertificate: refuse,
  };
}
