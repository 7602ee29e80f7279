import type { UploadOrder } from '../file-orders.ts';
import { readMoment } from '../moment.ts';
import type { Handler } from './reply.ts';

/** OCPP 1.6 §5.9. */
export const getDiagnostics: Handler<'GetDiagnostics'> = (station, request) => {
  if (station.behaviour.upload === 'nothingToSend') return { response: {} };
  const fileName = station.uploads.newFileName('diagnostics');
  const order: UploadOrder = {
    location: request.location,
    from: readMoment(request.startTime, -Infinity),
    to: readMoment(request.stopTime, Infinity),
    retries: request.retries,
    intervalSeconds: request.retryInterval,
  };
  return { response: { fileName }, afterwards: () => station.uploads.uploadDiagnostics(order, fileName) };
};

/** Security whitepaper §5.6. */
export const getLog: Handler<'GetLog'> = (station, { log, logType, requestId, retries, retryInterval }) => {
  if (station.behaviour.upload === 'nothingToSend') return { response: { status: 'Rejected' } };
  const fileName = station.uploads.newFileName(logType === 'SecurityLog' ? 'security' : 'diagnostics');
  const order: UploadOrder = {
    location: log.remoteLocation,
    from: readMoment(log.oldestTimestamp, -Infinity),
    to: readMoment(log.latestTimestamp, Infinity),
    retries,
    intervalSeconds: retryInterval,
  };
  const status = station.uploads.isBusy ? 'AcceptedCanceled' : 'Accepted';
  return {
    response: { status, filename: fileName },
    afterwards: () => station.uploads.uploadLog(order, fileName, logType, requestId),
  };
};
