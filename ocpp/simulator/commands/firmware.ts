import { readMoment } from '../moment.ts';
import type { Handler } from './reply.ts';

/** OCPP 1.6 §5.19. */
export const updateFirmware: Handler<'UpdateFirmware'> = (
  station,
  { location, retrieveDate, retries, retryInterval },
) => ({
  response: {},
  afterwards: () =>
    station.firmware.update({
      ...{ location, retries, intervalSeconds: retryInterval, installAt: null, signed: null },
      retrieveAt: readMoment(retrieveDate, station.time.now()),
    }),
});

/** Security whitepaper §5.12. */
export const signedUpdateFirmware: Handler<'SignedUpdateFirmware'> = (
  station,
  { requestId, firmware, retries, retryInterval },
) => {
  const signer = station.certificates.judgeSigner(firmware.signingCertificate);
  if (signer === null) {
    return {
      response: { status: 'InvalidCertificate' },
      afterwards: () => station.securityLog.report('InvalidFirmwareSigningCertificate'),
    };
  }
  const { location, signature, retrieveDateTime, installDateTime } = firmware;
  return {
    response: { status: station.firmware.isBusy ? 'AcceptedCanceled' : 'Accepted' },
    afterwards: () =>
      station.firmware.update({
        ...{ location, retries, intervalSeconds: retryInterval },
        retrieveAt: readMoment(retrieveDateTime, station.time.now()),
        installAt: installDateTime === undefined ? null : readMoment(installDateTime, station.time.now()),
        signed: { requestId, signer, signature },
      }),
  };
};
