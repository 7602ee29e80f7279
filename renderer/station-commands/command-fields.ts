/** What a person fills in before a command is sent. Values are kept as texts; an empty one is left out of the command. */
export type FieldName =
  | 'evseId'
  | 'idToken'
  | 'parentIdToken'
  | 'transactionId'
  | 'reservationId'
  | 'expiresAt'
  | 'mode'
  | 'operationalStatus'
  | 'keys'
  | 'key'
  | 'value'
  | 'vendorId'
  | 'messageId'
  | 'data'
  | 'message'
  | 'log'
  | 'from'
  | 'to'
  | 'location'
  | 'fileId'
  | 'retrieveAt'
  | 'installAt'
  | 'retries'
  | 'retryIntervalSeconds'
  | 'signingCertificate'
  | 'signature'
  | 'updateType'
  | 'profile'
  | 'profileId'
  | 'purpose'
  | 'stackLevel'
  | 'hours'
  | 'unit'
  | 'certificateType'
  | 'certificate'
  | 'installed'
  | 'certificateChain';

interface Common {
  readonly name: FieldName;
  /** Shown only to those who ask for more. */
  readonly advanced?: boolean | undefined;
}

export type Field =
  /** A connector. Left empty it means what `empty` says. */
  | (Common & { readonly kind: 'evse'; readonly empty: 'none' | 'whole' | 'any' | 'every' })
  | (Common & { readonly kind: 'card' })
  /** A running session, a reservation that holds, a firmware file kept here, a certificate the station has. */
  | (Common & { readonly kind: 'session' | 'reservation' | 'firmware' | 'installed' })
  | (Common & { readonly kind: 'choice'; readonly choices: readonly string[]; readonly optional: boolean })
  | (Common & { readonly kind: 'moment' })
  | (Common & { readonly kind: 'number'; readonly max: number })
  | (Common & { readonly kind: 'text' | 'long'; readonly maxLength: number })
  /** A charging profile as JSON. */
  | (Common & { readonly kind: 'profile' });

export type FieldValues = Readonly<Partial<Record<FieldName, string>>>;

export const evse = (empty: 'none' | 'whole' | 'any' | 'every'): Field => ({ name: 'evseId', kind: 'evse', empty });
export const choice = (name: FieldName, choices: readonly string[], optional = false): Field => ({
  name,
  kind: 'choice',
  choices,
  optional,
});
export const text = (name: FieldName, maxLength: number, advanced = false): Field => ({
  name,
  kind: 'text',
  maxLength,
  advanced,
});
export const long = (name: FieldName, maxLength: number): Field => ({ name, kind: 'long', maxLength });
export const moment = (name: FieldName, advanced = false): Field => ({ name, kind: 'moment', advanced });
export const number = (name: FieldName, max: number, advanced = false): Field => ({
  name,
  kind: 'number',
  max,
  advanced,
});

/** Undefined for an empty text. */
export const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

export const numberOf = (value: string | undefined): number | undefined => {
  const number = value === undefined || value.trim() === '' ? NaN : Number(value);
  return Number.isInteger(number) && number >= 0 ? number : undefined;
};

/** The one of `known` that was chosen. */
export const oneOf = <T extends string>(known: readonly T[], value: string | undefined): T | undefined =>
  known.find((word) => word === value);
