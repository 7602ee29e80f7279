import type { Handler } from './reply.ts';

/** The station knows one message of its own vendor: `Echo`. */
export const dataTransfer: Handler<'DataTransfer'> = (station, { vendorId, messageId, data }) => {
  if (vendorId !== station.profile.vendor) return { response: { status: 'UnknownVendorId' } };
  if (messageId !== 'Echo') return { response: { status: 'UnknownMessageId' } };
  return { response: { status: 'Accepted', ...(data !== undefined && { data }) } };
};
