import { z } from 'zod';

/** Fields that inputs of several areas have in common. */
export const isoTime = z.iso.datetime({ offset: true });
export const stationId = z.string().trim().min(1).max(48);
export const evseId = z.int().min(1).max(255);
export const idToken = z.string().trim().min(1).max(20);
export const rowId = z.string().max(20);
export const limit = z.int().min(1).max(500).optional();
export const offset = z.int().min(0).optional();
export const nothing = z.object({}).strict();
export const language = z.enum(['az', 'ru', 'en', 'tr']);

/**
 * What stations of a site put behind a card's number (quirk 71). Only counts where the id token is unknown as sent and known without it.
 * `from`: all from the last occurrence of the text on; `exact`: the text itself.
 */
export const idTokenSuffixRule = z.strictObject({
  cut: z.enum(['from', 'exact']),
  text: z.string().trim().min(1).max(20),
});

export type IdTokenSuffixRule = z.output<typeof idTokenSuffixRule>;
