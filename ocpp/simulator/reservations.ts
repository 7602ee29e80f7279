import { isUsable, type SimulatedConnector } from './connector.ts';
import { known } from './authorization.ts';
import type { Reservation } from './reservation.ts';
import { reportStatus } from './status-reports.ts';
import { findConnector, type Station } from './station-parts.ts';
import type { Response } from './uplink.ts';

type ReserveStatus = Response<'ReserveNow'>['status'];

/** Keeps a connector for a card until `expiresAt`; the same id again changes the reservation. */
export function reserve(station: Station, reservation: Reservation): ReserveStatus {
  const { reservationId, connectorId, expiresAt } = reservation;
  const refusal = reserveFault(station, reservation);
  if (refusal !== null) return refusal;
  const previous = release(station, reservationId);
  const cancel = station.time.after(expiresAt - station.time.now(), () => {
    release(station, reservationId);
    void reportReserved(station, connectorId);
  });
  station.reservations.set(reservationId, { reservation, cancel });
  keep(station, reservation);
  if (previous !== null && previous.connectorId !== connectorId) void reportReserved(station, previous.connectorId);
  return 'Accepted';
}

/** Why a connector cannot be kept; null when it can. */
function reserveFault(station: Station, reservation: Reservation): Exclude<ReserveStatus, 'Accepted'> | null {
  const { connectorId, reservationId, expiresAt } = reservation;
  if (expiresAt <= station.time.now()) return 'Rejected';
  if (connectorId === 0 && !station.configuration.flag('ReserveConnectorZeroSupported')) return 'Rejected';
  const wanted = connectorId === 0 ? station.connectors : [findConnector(station, connectorId)].filter(isPresent);
  if (wanted.length === 0) return 'Rejected';
  if (wanted.every(({ errorCode }) => errorCode !== 'NoError')) return 'Faulted';
  if (wanted.every(({ operative, errorCode }) => !operative || errorCode !== 'NoError')) return 'Unavailable';
  const taken = [...station.reservations.values()].filter(
    ({ reservation: other }) => other.connectorId === 0 && other.reservationId !== reservationId,
  ).length;
  const free = wanted.filter((connector) => {
    const isFree = isUsable(connector) && connector.hardware.car === null;
    return isFree && (connector.reservationId === null || connector.reservationId === reservationId);
  });
  return free.length > (connectorId === 0 ? taken : 0) ? null : 'Occupied';
}

const isPresent = (connector: SimulatedConnector | undefined): connector is SimulatedConnector =>
  connector !== undefined;

function keep(station: Station, { reservationId, connectorId }: Reservation): void {
  const connector = findConnector(station, connectorId);
  if (connector !== undefined) connector.reservationId = reservationId;
}

/** Ends a reservation, used or not; null when there was none of that id. */
export function release(station: Station, reservationId: number): Reservation | null {
  const held = station.reservations.get(reservationId);
  if (held === undefined) return null;
  held.cancel();
  station.reservations.delete(reservationId);
  for (const connector of station.connectors) {
    if (connector.reservationId === reservationId) connector.reservationId = null;
  }
  return held.reservation;
}

/** Tells the central system what became of a reserved connector. */
export async function reportReserved(station: Station, connectorId: number): Promise<void> {
  const connector = findConnector(station, connectorId);
  if (connector !== undefined) await reportStatus(station, connector);
}

/** The reservation a card may use at a connector; the connector's own counts before one of the station. */
export function reservationFor(
  station: Station,
  connector: SimulatedConnector,
  idTag: string,
  parentIdTag: string | undefined,
): Reservation | null {
  const parent = parentIdTag ?? known(station, idTag)?.parentIdTag;
  const held = [...station.reservations.values()].map(({ reservation }) => reservation);
  const mine = held.filter((reservation) => isFor(reservation, idTag, parent));
  return (
    mine.find(({ connectorId }) => connectorId === connector.connectorId) ??
    mine.find(({ connectorId }) => connectorId === 0 && connector.reservationId === null) ??
    null
  );
}

function isFor(reservation: Reservation, idTag: string, parentIdTag: string | undefined): boolean {
  if (reservation.idTag.toLowerCase() === idTag.toLowerCase()) return true;
  return parentIdTag !== undefined && reservation.parentIdTag?.toLowerCase() === parentIdTag.toLowerCase();
}

/** Whether a card may start a charge here now: it is free, and not kept for somebody else. */
export function isOpenTo(
  station: Station,
  connector: SimulatedConnector,
  idTag: string,
  parentIdTag?: string,
): boolean {
  if (!isUsable(connector)) return false;
  if (reservationFor(station, connector, idTag, parentIdTag) !== null) return true;
  if (connector.reservationId !== null) return false;
  const keptAnywhere = [...station.reservations.values()].filter(({ reservation }) => reservation.connectorId === 0);
  const free = station.connectors.filter((other) => isUsable(other) && other.reservationId === null);
  return free.length > keptAnywhere.length;
}
