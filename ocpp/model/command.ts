/** What we can tell a station to do, whatever version it speaks. */
export type Command =
  | { readonly type: 'remoteStart'; readonly evseId?: number | undefined; readonly idToken: string }
  | { readonly type: 'remoteStop'; readonly transactionId: string }
  | { readonly type: 'reset'; readonly mode: 'soft' | 'hard' }
  | { readonly type: 'unlock'; readonly evseId: number }
  /** Without `evseId` the whole station is meant. */
  | {
      readonly type: 'changeAvailability';
      readonly evseId?: number | undefined;
      readonly operationalStatus: 'Operative' | 'Inoperative';
    }
  /** Without `keys` every key is asked for. */
  | { readonly type: 'getConfiguration'; readonly keys?: readonly string[] | undefined }
  | { readonly type: 'setConfiguration'; readonly key: string; readonly value: string }
  | { readonly type: 'clearCache' }
  | {
      readonly type: 'dataTransfer';
      readonly vendorId: string;
      readonly messageId?: string | undefined;
      readonly data?: string | undefined;
    };

export type CommandType = Command['type'];

/**
 * How a station took a command. A refusal is a value, never an exception.
 * - `accepted`: it will do so; `response.status` may say `Scheduled` or `RebootRequired`
 * - `rejected`: it will not; `response` or `reason` says what it answered
 * - `notSupported`: it does not know the command or the key
 * - `offline`: there is no connection; nothing was sent
 * - `timedOut`: sent, no answer within the time limit
 * - `failed`: the answer was invalid, the connection broke, or the queue was full; `reason` says which
 */
export interface CommandOutcome {
  readonly kind: 'accepted' | 'rejected' | 'notSupported' | 'offline' | 'timedOut' | 'failed';
  /** The station's answer, in the field names of `CommandResponse`. */
  readonly response?: CommandResponse | undefined;
  /** A word for programs (`connectionReplaced`, `queueFull`, `invalidAnswer`, an OCPP error code), not a sentence for people. */
  readonly reason?: string | undefined;
}

/** What a station answered, version-free. Fields that do not belong to the command are absent. */
export interface CommandResponse {
  /** The status word of the answer as the station sent it, e.g. `Accepted`, `Scheduled`, `RebootRequired`, `UnlockFailed`. */
  readonly status?: string | undefined;
  /** getConfiguration: the keys the station told. */
  readonly configuration?: readonly ConfigurationKey[] | undefined;
  /** getConfiguration: asked for by name and unknown to the station. */
  readonly unknownKeys?: readonly string[] | undefined;
  /** dataTransfer: the answer's data. */
  readonly data?: string | undefined;
}

/** A setting of a station (OCPP 1.6 KeyValue). */
export interface ConfigurationKey {
  readonly key: string;
  /** Null when the key is known but has no value to show, as for write-only keys. */
  readonly value: string | null;
  readonly readonly: boolean;
}
