import { z } from 'zod';

const text = z.string();
const minor = z.int();
const moment = z.iso.datetime();

/** Who made a document out, as it was then. */
const seller = z.object({
  legalName: text,
  siteName: text,
  voen: text,
  address: text,
  phone: text,
  email: text,
  director: text,
  iban: text,
  bankName: text,
  bankVoen: text,
  bankCode: text,
  correspondentAccount: text,
  swift: text,
});

const buyer = z.object({
  kind: z.enum(['person', 'company']),
  name: text,
  voen: text,
  contractNumber: text,
  address: text,
});

/** One service at one price, summed up: a line of an e-qaimə. */
const documentLine = z.object({
  service: z.enum(['energy', 'time', 'idle', 'start', 'adjustment', 'accountTopUp']),
  /** The tariff's own word for the price; empty where it has none. */
  label: text,
  /** Wh of energy, seconds of time and idling, pieces of any other. */
  quantity: z.int(),
  /** VAT included, in 1e-4 of the currency's major unit per kWh, per minute or a piece. Null for a line that only completes a sum. */
  priceE4: z.int().nullable(),
  vatRateBp: z.int().nullable(),
  grossMinor: minor,
  vatMinor: minor,
  netMinor: minor,
});

const documentSession = z.object({
  sessionId: text,
  stationName: text,
  evseId: z.int(),
  idToken: text.nullable(),
  idTokenLabel: text.nullable(),
  startedAt: moment,
  stoppedAt: moment,
  meterStartWh: z.int().nullable(),
  meterStopWh: z.int().nullable(),
  energyWh: z.int().nullable(),
  grossMinor: minor,
  /** Posted in this month for a session that an earlier document told of otherwise. */
  isCorrection: z.boolean(),
});

const documentPayment = z.object({
  paymentId: text,
  at: moment,
  method: z.enum(['cash', 'terminal', 'bankTransfer', 'qr', 'account', 'free']),
  amountMinor: minor,
  reference: text,
  fiscalNumber: text,
});

/** Everything a document shows, frozen when it was made: it prints the same for ever. */
export const documentContent = z.object({
  seller,
  /** Null for one nobody knows by name. */
  buyer: buyer.nullable(),
  timeZone: text,
  /** Whether VAT is shown: under the regime of that day. */
  showsVat: z.boolean(),
  lines: z.array(documentLine).readonly(),
  sessions: z.array(documentSession).readonly(),
  payments: z.array(documentPayment).readonly(),
  /** Sessions of the period whose energy nobody knows yet, which are not in it. */
  unbilledSessions: z.int(),
  /** The document this one takes back. */
  reversed: z.object({ number: text, issuedAt: moment, reason: text }).nullable(),
});

export type DocumentContent = z.output<typeof documentContent>;
export type DocumentLine = DocumentContent['lines'][number];
export type DocumentSession = DocumentContent['sessions'][number];
export type DocumentPayment = DocumentContent['payments'][number];
