import type { InboundHandler } from './inbound-handler.ts';
import { answeredWithStatus, outboundCommand } from './outbound-command.ts';
import { readTime } from './times.ts';
import { textOrNull } from './words.ts';

export const securityEventNotification: InboundHandler<'SecurityEventNotification'> = async (
  { type, timestamp, techInfo },
  rules,
  notice,
) => {
  await rules.securityEvent({ type, time: readTime(timestamp, notice), techInfo: textOrNull(techInfo) });
  return {};
};

export const signCertificate: InboundHandler<'SignCertificate'> = async ({ csr }, rules) => ({
  status: await rules.signCertificate(csr),
});

export const certificateSigned = outboundCommand<'certificateSigned', 'CertificateSigned'>({
  action: 'CertificateSigned',
  urgent: false,
  request: ({ certificateChain }) => ({ certificateChain }),
  outcome: answeredWithStatus,
});
