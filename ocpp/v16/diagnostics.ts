import type { InboundHandler } from './inbound-handler.ts';

export const diagnosticsStatusNotification: InboundHandler<'DiagnosticsStatusNotification'> = async (
  { status },
  rules,
) => {
  await rules.logStatus(status);
  return {};
};

export const logStatusNotification: InboundHandler<'LogStatusNotification'> = async ({ status }, rules) => {
  await rules.logStatus(status);
  return {};
};
