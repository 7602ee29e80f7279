import type { IdTagInfo } from './authorization-cache.ts';
import { authorize, remember } from './authorization.ts';
import type { ErrorCode } from './connector-status.ts';
import type { Admission, SimulatedConnector, Transaction } from './connector.ts';
import type { PluggedCar } from './hardware.ts';
import { sample, samplingOf } from './metering.ts';
import { isOpenTo, release, reservationFor } from './reservations.ts';
import { reportStatus } from './status-reports.ts';
import { timestamp, type Station } from './station-parts.ts';
import type { Answer, Request } from './uplink.ts';

export type StopReason = NonNullable<Request<'StopTransaction'>['reason']>;

/** A cable goes in. A driver who was let in before starts to charge. */
export async function plugIn(station: Station, connector: SimulatedConnector, car: PluggedCar): Promise<void> {
  connector.hardware.advance(station.time.now());
  connector.hardware.plugIn(car);
  if (connector.authorized !== null && connector.errorCode === 'NoError') {
    await startTransaction(station, connector, connector.authorized.admission);
  } else {
    await reportStatus(station, connector);
  }
}

/** A cable comes out; by default that ends the transaction (StopTransactionOnEVSideDisconnect). */
export async function unplug(station: Station, connector: SimulatedConnector): Promise<void> {
  connector.hardware.advance(station.time.now());
  connector.hardware.unplug();
  connector.finishing = false;
  if (connector.transaction !== null && station.configuration.flag('StopTransactionOnEVSideDisconnect')) {
    await stopTransaction(station, connector, 'EVDisconnected');
  } else {
    await reportStatus(station, connector);
  }
}

/** Lets a driver in: the charge starts now, or when the cable goes in within ConnectionTimeOut. */
export async function admitDriver(
  station: Station,
  connector: SimulatedConnector,
  admission: Admission,
): Promise<void> {
  if (connector.hardware.car !== null) {
    await startTransaction(station, connector, admission);
    return;
  }
  connector.authorized?.cancel();
  const cancel = station.time.after(station.configuration.integer('ConnectionTimeOut') * 1000, () => {
    connector.authorized = null;
    void reportStatus(station, connector);
  });
  connector.authorized = { admission, cancel };
  await reportStatus(station, connector);
}

/** A card is held to the reader: it ends its own charge, or starts one. */
export async function presentCard(station: Station, connector: SimulatedConnector, idTag: string): Promise<IdTagInfo> {
  const { transaction } = connector;
  if (transaction !== null && transaction.idTag.toLowerCase() === idTag.toLowerCase()) {
    await stopTransaction(station, connector, 'Local', idTag);
    return { status: 'Accepted' };
  }
  const info = await authorize(station, idTag);
  const { status, parentIdTag } = info;
  if (status !== 'Accepted') return info;
  if (transaction !== null && connector.transaction === transaction && isSameGroup(transaction, parentIdTag)) {
    await stopTransaction(station, connector, 'Local', idTag);
  } else if (isOpenTo(station, connector, idTag, parentIdTag)) {
    await admitDriver(station, connector, { idTag, parentIdTag });
  }
  return info;
}

const isSameGroup = (transaction: Transaction, parentIdTag: string | undefined): boolean =>
  parentIdTag !== undefined && transaction.parentIdTag?.toLowerCase() === parentIdTag.toLowerCase();

/** Begins a transaction, whatever the central system will say of it (OCPP 1.6 §4.8). */
export async function startTransaction(
  station: Station,
  connector: SimulatedConnector,
  admission: Admission,
): Promise<Transaction> {
  const { connectorId } = connector;
  const { idTag } = admission;
  const reservation = reservationFor(station, connector, idTag, admission.parentIdTag);
  if (reservation !== null) release(station, reservation.reservationId);
  const transaction = beginTransaction(station, connector, admission);
  const request = {
    ...{ connectorId, idTag, meterStart: transaction.meterStartWh },
    ...(reservation !== null && { reservationId: reservation.reservationId }),
    timestamp: timestamp(station),
  };
  await station.outbox.post(
    'StartTransaction',
    () => request,
    (response) => {
      takeStartAnswer(station, connector, transaction, response);
    },
  );
  await reportStatus(station, connector);
  return transaction;
}

function beginTransaction(station: Station, connector: SimulatedConnector, admission: Admission): Transaction {
  const { connectorId } = connector;
  connector.authorized?.cancel();
  connector.authorized = null;
  connector.finishing = false;
  const begin = sample(station, connector, 'StopTxnSampledData', 'Transaction.Begin');
  const transaction: Transaction = {
    idTag: admission.idTag,
    startedAt: station.time.now(),
    meterStartWh: connector.hardware.registerWh,
    transactionData: begin === null ? [] : [begin],
    transactionId: null,
    authorization: null,
    parentIdTag: admission.parentIdTag,
    sampling: samplingOf(station, connector),
  };
  connector.transaction = transaction;
  connector.hardware.energize(true);
  const { profile } = admission;
  if (profile !== undefined) {
    station.chargingProfiles.install({ connectorId, installedAt: transaction.startedAt, profile, transaction });
  }
  station.powerLimits.limit();
  transaction.sampling.start();
  return transaction;
}

function takeStartAnswer(
  station: Station,
  connector: SimulatedConnector,
  transaction: Transaction,
  { transactionId, idTagInfo }: Answer<'StartTransaction'>,
): void {
  transaction.transactionId = transactionId;
  transaction.authorization = idTagInfo.status;
  transaction.parentIdTag ??= idTagInfo.parentIdTag;
  remember(station, transaction.idTag, idTagInfo);
  if (idTagInfo.status === 'Accepted' || connector.transaction !== transaction) return;
  if (station.configuration.flag('StopTransactionOnInvalidId')) {
    void stopTransaction(station, connector, 'DeAuthorized');
  } else {
    connector.hardware.advance(station.time.now());
    connector.hardware.energize(false);
    void reportStatus(station, connector);
  }
}

/** Ends the transaction of a connector, if there is one. `idTag` is the card that ended it. */
export async function stopTransaction(
  station: Station,
  connector: SimulatedConnector,
  reason: StopReason,
  idTag?: string,
): Promise<void> {
  const { transaction } = connector;
  if (transaction === null) return;
  const stop = endTransaction(station, connector, transaction);
  await station.outbox.post(
    'StopTransaction',
    () => ({
      ...(idTag !== undefined && { idTag }),
      meterStop: stop.meterStop,
      timestamp: stop.timestamp,
      transactionId: transaction.transactionId ?? -1,
      reason,
      ...(transaction.transactionData.length > 0 && { transactionData: transaction.transactionData }),
    }),
    ({ idTagInfo }) => {
      if (idTagInfo !== undefined) remember(station, idTag ?? transaction.idTag, idTagInfo);
    },
  );
  await reportStatus(station, connector);
}

function endTransaction(station: Station, connector: SimulatedConnector, transaction: Transaction) {
  const end = sample(station, connector, 'StopTxnSampledData', 'Transaction.End');
  if (end !== null) transaction.transactionData.push(end);
  transaction.sampling.stop();
  connector.hardware.energize(false);
  connector.transaction = null;
  connector.finishing = connector.hardware.car !== null;
  if (connector.scheduledOperative !== null) connector.operative = connector.scheduledOperative;
  connector.scheduledOperative = null;
  station.chargingProfiles.transactionEnded(transaction);
  station.powerLimits.apply();
  return { meterStop: connector.hardware.registerWh, timestamp: timestamp(station) };
}

/** A connector goes out of order, which ends its transaction; `NoError` mends it. */
export async function setFault(station: Station, connector: SimulatedConnector, errorCode: ErrorCode): Promise<void> {
  connector.errorCode = errorCode;
  await reportStatus(station, connector);
  if (errorCode !== 'NoError') await stopTransaction(station, connector, 'Other');
}
