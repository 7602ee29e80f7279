import type { InboundHandler } from './inbound-handler.ts';

/** The event is kept with the frame; the station only wants to know that it arrived (security whitepaper §5.13). */
export const securityEventNotification: InboundHandler<'SecurityEventNotification'> = () => Promise.resolve({});

/** No authority signs certificates here. */
export const signCertificate: InboundHandler<'SignCertificate'> = () => Promise.resolve({ status: 'Rejected' });
