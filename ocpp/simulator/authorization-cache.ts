import type { Answer } from './uplink.ts';

export type IdTagInfo = Answer<'Authorize'>['idTagInfo'];

/** What the central system said of cards, for the time without a connection (OCPP 1.6 §3.4.1). */
export type AuthorizationCache = Map<string, IdTagInfo>;
