import type { InboundHandler } from './inbound-handler.ts';

export const firmwareStatusNotification: InboundHandler<'FirmwareStatusNotification'> = async ({ status }, rules) => {
  await rules.firmwareStatus(status);
  return {};
};

export const signedFirmwareStatusNotification: InboundHandler<'SignedFirmwareStatusNotification'> = async (
  { status },
  rules,
) => {
  await rules.firmwareStatus(status);
  return {};
};
