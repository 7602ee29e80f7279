import type { StationAction } from '../v16/messages.ts';
import { assembleStation } from './assemble-station.ts';
import type { SecurityProfile } from '../model/station.ts';
import type { IdTagInfo } from './authorization-cache.ts';
import { authorize } from './authorization.ts';
import type { Behaviour } from './behaviour.ts';
import type { InstalledProfile } from './charging-profiles.ts';
import * as charging from './charging.ts';
import type { LoggedFrame } from './connection.ts';
import type { ErrorCode, Status } from './connector-status.ts';
import { statusOf, type SimulatedConnector } from './connector.ts';
import type { PluggedCar } from './hardware.ts';
import type { BootAnswer } from './lifecycle.ts';
import { sendMeterValues } from './metering.ts';
import type { Reservation } from './reservation.ts';
import type { LoggedSecurityEvent } from './security-events.ts';
import { findConnector, type RebootCause, type Station } from './station-parts.ts';
import type { SimulatedStationOptions } from './station-options.ts';
import { SimulationClock, systemWallClock, type SimulatedTime } from './time.ts';
import type { CallOutcome, Request } from './uplink.ts';
import { vehicles } from './vehicles.ts';

/**
 * A simulated charging station that speaks OCPP 1.6J. It answers what it is told by itself; what drivers, faults and the network do is done
 * to it with these methods, each of which resolves once the central system has answered what follows from it, or cannot be reached.
 */
export interface SimulatedStation {
  readonly stationId: string;
  readonly time: SimulatedTime;
  /** Frames received and sent, oldest first, the last 2,000 of each. */
  readonly received: readonly LoggedFrame[];
  readonly sent: readonly LoggedFrame[];
  readonly connected: boolean;
  /** Transaction messages that are not delivered yet. */
  readonly waitingMessages: number;

  /** Connects and reports in. Resolves with the answer, null when the connection broke; rejects when there is no connection to be had. */
  boot(): Promise<BootAnswer | null>;
  /** Connects and reports in as soon as that is possible, and tries again until it is. */
  powerOn(): void;
  /** Plugs in a car; without one given, a car with a battery at 30 %. */
  plugIn(connectorId: number, car?: Partial<PluggedCar>): Promise<void>;
  unplug(connectorId: number): Promise<void>;
  /** Asks about a card, without anything following from it. */
  authorize(idTag: string): Promise<IdTagInfo>;
  /** Holds a card to the reader: it starts a charge, or ends its own. */
  presentCard(connectorId: number, idTag: string): Promise<IdTagInfo>;
  startTransaction(connectorId: number, idTag: string): Promise<StartedTransaction>;
  sendMeterValues(connectorId: number): Promise<void>;
  stopTransaction(connectorId: number, reason?: charging.StopReason): Promise<void>;
  /** Puts a connector out of order; a charge ends. `NoError` mends it. */
  setFault(connectorId: number, errorCode: ErrorCode): Promise<void>;
  connector(connectorId: number): ConnectorReading;
  /** Sends any CALL. */
  call<A extends StationAction>(action: A, request: Request<A>): Promise<CallOutcome<A>>;
  /** Sends a text frame as it is. */
  sendText(text: string): void;
  /** Loses the network. Charging goes on; transaction messages wait. */
  goOffline(): void;
  /** Has the network again. Resolves when all that waited is delivered. */
  goOnline(): Promise<void>;
  /** Goes down and comes back by itself. Resolves once it is down. */
  reboot(cause: RebootCause): Promise<void>;
  /** Changes what it does differently; what is left out stays as it was. */
  behave(change: Behaviour): void;
  /** Writes down what happened to its security, and tells the central system (security whitepaper §5.10). */
  reportSecurityEvent(type: string, techInfo?: string): Promise<void>;
  /** Makes a key pair and asks for a certificate of it. */
  requestCertificate(): Promise<void>;
  /** What the central system brought into it. */
  inside(): StationInside;
  /** Changes a setting as on the station's own menu, readonly ones included, at once. */
  configure(key: string, value: string): void;
  /** Resolves when no transaction message waits. */
  delivered(): Promise<void>;
  /** Switches the station off for good. */
  disconnect(): void;
}

export interface StartedTransaction {
  /** Null while the central system has not answered. */
  readonly transactionId: number | null;
  readonly authorization: string | null;
}

/** What a station holds that the central system may have changed. */
export interface StationInside {
  readonly firmwareVersion: string;
  readonly securityProfile: SecurityProfile;
  readonly localList: {
    readonly version: number;
    readonly cards: readonly { readonly idTag: string; readonly info: IdTagInfo }[];
  };
  readonly reservations: readonly Reservation[];
  readonly chargingProfiles: readonly InstalledProfile[];
  readonly securityEvents: readonly LoggedSecurityEvent[];
  /** Its own certificate chain in PEM; null before it was given one over OCPP. */
  readonly certificate: string | null;
}

/** What stands on a connector's display. */
export interface ConnectorReading {
  readonly status: Status;
  readonly registerWh: number;
  readonly powerW: number;
  readonly car: PluggedCar | null;
  readonly transaction: (StartedTransaction & { readonly idTag: string; readonly meterStartWh: number }) | null;
}

/** A station that is switched off; `boot` or `powerOn` brings it to life. */
export function createSimulatedStation(options: SimulatedStationOptions): SimulatedStation {
  if (options.time !== undefined) return operate(options, options.time, () => undefined);
  const clock = new SimulationClock(systemWallClock.now(), systemWallClock);
  clock.follow(1);
  return operate(options, clock, () => {
    clock.stop();
  });
}

function operate(options: SimulatedStationOptions, time: SimulatedTime, release: () => void): SimulatedStation {
  const { stationId } = options;
  const { station, connection, lifecycle } = assembleStation(options, time);
  const at = (connectorId: number): SimulatedConnector => {
    const connector = findConnector(station, connectorId);
    if (connector === undefined) throw new RangeError(`${stationId} has no connector ${String(connectorId)}`);
    return connector;
  };
  return {
    stationId,
    time,
    received: connection.received,
    sent: connection.sent,
    get connected() {
      return connection.connected;
    },
    get waitingMessages() {
      return station.outbox.size;
    },
    boot: () => lifecycle.boot(),
    powerOn: () => {
      lifecycle.powerOn();
    },
    plugIn: (connectorId, car) => charging.plugIn(station, at(connectorId), { ...ordinaryCar, ...car }),
    unplug: (connectorId) => charging.unplug(station, at(connectorId)),
    authorize: (idTag) => authorize(station, idTag),
    presentCard: (connectorId, idTag) => charging.presentCard(station, at(connectorId), idTag),
    startTransaction: (connectorId, idTag) => charging.startTransaction(station, at(connectorId), { idTag }),
    sendMeterValues: (connectorId) => sendMeterValues(station, at(connectorId), 'Sample.Periodic'),
    stopTransaction: (connectorId, reason = 'Local') => charging.stopTransaction(station, at(connectorId), reason),
    setFault: (connectorId, errorCode) => charging.setFault(station, at(connectorId), errorCode),
    connector: (connectorId) => read(at(connectorId), time),
    call: (action, request) => connection.call(action, request),
    sendText: (text) => {
      connection.sendText(text);
    },
    goOffline: () => {
      lifecycle.goOffline();
    },
    goOnline: async () => {
      await lifecycle.goOnline();
      await station.outbox.emptied();
    },
    reboot: (cause) => lifecycle.reboot(cause),
    behave: (change) => {
      station.behaviour = { ...station.behaviour, ...change };
      station.powerLimits.apply();
    },
    reportSecurityEvent: (type, techInfo) => station.securityLog.report(type, techInfo),
    requestCertificate: () => lifecycle.requestCertificate(),
    inside: () => lookInside(station),
    configure: (key, value) => {
      station.configuration.set(key, value);
    },
    delivered: () => station.outbox.emptied(),
    disconnect: () => {
      lifecycle.powerOff();
      release();
    },
  };
}

function lookInside({
  firmware,
  access,
  localList,
  reservations,
  chargingProfiles,
  securityLog,
  certificates,
}: Station): StationInside {
  return {
    firmwareVersion: firmware.version,
    securityProfile: access.profile,
    localList: { version: localList.version, cards: localList.cards },
    reservations: [...reservations.values()].map(({ reservation }) => reservation),
    chargingProfiles: chargingProfiles.installed,
    securityEvents: securityLog.events,
    certificate: certificates.own?.cert ?? null,
  };
}

const ordinaryCar: PluggedCar = { vehicle: vehicles[0], socPercent: 30 };

function read(connector: SimulatedConnector, time: SimulatedTime): ConnectorReading {
  const { hardware, transaction } = connector;
  hardware.advance(time.now());
  return {
    status: statusOf(connector),
    registerWh: hardware.registerWh,
    powerW: hardware.powerW,
    car: hardware.car,
    transaction: transaction && {
      transactionId: transaction.transactionId,
      authorization: transaction.authorization,
      idTag: transaction.idTag,
      meterStartWh: transaction.meterStartWh,
    },
  };
}
