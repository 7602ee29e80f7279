import { writeIsoTime } from '../station-time.ts';
import type { InboundHandler } from './inbound-handler.ts';
import { answeredWithStatus, outboundCommand } from './outbound-command.ts';
import { writeRetries } from './retries.ts';

export const firmwareStatusNotification: InboundHandler<'FirmwareStatusNotification'> = async ({ status }, rules) => {
  await rules.firmwareStatus({ status, requestId: null });
  return {};
};

export const signedFirmwareStatusNotification: InboundHandler<'SignedFirmwareStatusNotification'> = async (
  { status, requestId = null },
  rules,
) => {
  await rules.firmwareStatus({ status, requestId });
  return {};
};

export const updateFirmware = outboundCommand<'updateFirmware', 'UpdateFirmware'>({
  action: 'UpdateFirmware',
  urgent: false,
  request: ({ location, retrieveAt, ...retrying }) => ({
    location,
    retrieveDate: writeIsoTime(retrieveAt),
    ...writeRetries(retrying),
  }),
  outcome: () => ({ kind: 'accepted', response: {} }),
});

export const signedUpdateFirmware = outboundCommand<'signedUpdateFirmware', 'SignedUpdateFirmware'>({
  action: 'SignedUpdateFirmware',
  urgent: false,
  request: ({ requestId, location, retrieveAt, installAt, signingCertificate, signature, ...retrying }) => ({
    ...writeRetries(retrying),
    requestId,
    firmware: {
      location,
      retrieveDateTime: writeIsoTime(retrieveAt),
      ...(installAt !== undefined && { installDateTime: writeIsoTime(installAt) }),
      signingCertificate,
      signature,
    },
  }),
  outcome: answeredWithStatus,
});
