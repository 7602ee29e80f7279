import { z } from 'zod';
import type { AuthorizationStatus } from '../../ocpp/model/id-token.ts';
import { nothing, stationId } from './fields.ts';
import type { CommandResult, IsoTime } from './views.ts';

/** A card or group with a longer id has no place in a list: it is read from the message as CiString20 (OCPP 1.6 §7.1). */
export const longestListedId = 20;

/** What a station would do with cards while this PC is off. */
export interface LocalListView {
  readonly stationId: string;
  readonly stationName: string;
  readonly online: boolean;
  /** Null until the station has told, by an answer or by `SupportedFeatureProfiles`. */
  readonly supported: boolean | null;
  /** Version the station told last; null when it never told. */
  readonly version: number | null;
  readonly sentAt: IsoTime | null;
  /** It is kept in step with the cards by itself, because the operator turned that on. */
  readonly automatic: boolean;
  /** `LocalAuthListMaxLength`; null when not known. */
  readonly maxLength: number | null;
  /** The cards it holds, as it took them from us; null when its version is not one we sent. */
  readonly entries: readonly LocalListCard[] | null;
  /** What a send would change. */
  readonly pending: { readonly added: number; readonly changed: number; readonly removed: number };
  /** The cards are more than the station takes. */
  readonly tooLong: boolean;
  /** Cards whose id is longer than `longestListedId`: they are left out. */
  readonly unsendable: number;
  /** The last attempt failed, `VersionMismatch`, `Failed`…; null when it did not. */
  readonly problem: string | null;
}

export interface LocalListCard {
  readonly idToken: string;
  readonly label: string | null;
  readonly status: AuthorizationStatus;
  readonly expiresAt: IsoTime | null;
}

export const localListInputs = {
  'localLists.list': nothing,
  'localLists.update': z.strictObject({ stationId, automatic: z.boolean() }),
  /** Without `updateType`, the changes where that is possible, else everything. */
  'localLists.send': z.strictObject({ stationId, updateType: z.enum(['full', 'differential']).optional() }),
} as const;

export interface LocalListResults {
  'localLists.list': readonly LocalListView[];
  'localLists.update': LocalListView;
  'localLists.send': CommandResult;
}

export interface LocalListEvents {
  'localLists.changed': LocalListView;
}
