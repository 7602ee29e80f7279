import type { InboundHandler } from './inbound-handler.ts';
import { answeredWithStatus, outboundCommand } from './outbound-command.ts';

export const dataTransfer: InboundHandler<'DataTransfer'> = async ({ vendorId, messageId, data }, rules) => {
  const answer = await rules.dataTransfer({ vendorId, messageId: messageId ?? null, data: data ?? null });
  return { status: answer.status, ...(answer.data !== undefined && { data: answer.data }) };
};

export const sendData = outboundCommand<'dataTransfer', 'DataTransfer'>({
  action: 'DataTransfer',
  urgent: false,
  request: ({ vendorId, messageId, data }) => ({
    vendorId,
    ...(messageId !== undefined && { messageId }),
    ...(data !== undefined && { data }),
  }),
  outcome: answeredWithStatus,
});
