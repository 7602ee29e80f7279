import type { UploadOrder } from '../log-upload.ts';
import type { Handler } from './reply.ts';

const moment = (text: string | undefined, otherwise: number): number =>
  text === undefined ? otherwise : Date.parse(text);

/** OCPP 1.6 §5.9. */
export const getDiagnostics: Handler<'GetDiagnostics'> = (station, request) => {
  if (station.behaviour.upload === 'nothingToSend') return { response: {} };
  const fileName = station.uploads.newFileName('diagnostics');
  const order: UploadOrder = {
    location: request.location,
    from: moment(request.startTime, -Infinity),
    to: moment(request.stopTime, Infinity),
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
    from: moment(log.oldestTimestamp, -Infinity),
    to: moment(log.latestTimestamp, Infinity),
    retries,
    intervalSeconds: retryInterval,
  };
  const status = station.uploads.isBusy ? 'AcceptedCanceled' : 'Accepted';
  return {
    response: { status, filename: fileName },
    afterwards: () => station.uploads.uploadLog(order, fileName, logType, requestId),
  };
};
