import type { EpochMs } from '../../../../ocpp/model/time.ts';
import type { BusinessProfile } from '../../../contract/business.ts';
import type { DocumentContent, DocumentSession } from '../../../contract/document-content.ts';
import type { Language, Settings } from '../../../contract/views.ts';
import type { CdrRecord } from '../../store/book-records.ts';
import type { CustomerRecord } from '../../store/customer-records.ts';
import type { WriteUnit } from '../../store/store.ts';
import type { Announce } from '../changes.ts';
import { isoTime } from '../iso-time.ts';

/** What a document is made out in: one unit of work, at one moment, by who is on duty. */
export interface DocumentUnit {
  readonly unit: WriteUnit;
  readonly now: EpochMs;
  readonly settings: Settings;
  readonly business: BusinessProfile;
  readonly operator: string;
  readonly announce: Announce;
}

export function sellerOf({ business, settings }: DocumentUnit): DocumentContent['seller'] {
  const { legalName, voen, address, phone, email, director } = business;
  const { iban, bankName, bankVoen, bankCode, correspondentAccount, swift } = business;
  const bank = { iban, bankName, bankVoen, bankCode, correspondentAccount, swift };
  return { legalName, siteName: settings.siteName, voen, address, phone, email, director, ...bank };
}

export function buyerOf(customer: CustomerRecord | null): DocumentContent['buyer'] {
  if (customer === null) return null;
  const { kind, name, voen, contractNumber, address } = customer;
  return { kind, name, voen, contractNumber, address };
}

/** The language asked for, else the customer's, else the site's. */
export function languageOf(
  { settings }: DocumentUnit,
  asked: Language | undefined,
  customer: CustomerRecord | null,
): Language {
  return asked ?? customer?.language ?? settings.language;
}

/** Names by now, each looked up once. */
export interface DocumentNames {
  stationName(stationId: string): Promise<string>;
  labelOf(idToken: string | null): Promise<string | null>;
}

export function documentNames({ unit }: DocumentUnit): DocumentNames {
  const stations = new Map<string, string>();
  const labels = new Map<string, string | null>();
  return {
    async stationName(stationId) {
      const name = stations.get(stationId) ?? ((await unit.stations.find(stationId))?.name || stationId);
      stations.set(stationId, name);
      return name;
    },
    async labelOf(idToken) {
      if (idToken === null) return null;
      if (!labels.has(idToken)) labels.set(idToken, (await unit.idTokens.find(idToken))?.label || null);
      return labels.get(idToken) ?? null;
    },
  };
}

export async function sessionOf(names: DocumentNames, cdr: CdrRecord, isCorrection: boolean): Promise<DocumentSession> {
  return {
    sessionId: cdr.sessionId,
    stationName: await names.stationName(cdr.stationId),
    evseId: cdr.evseId,
    idToken: cdr.idToken,
    idTokenLabel: await names.labelOf(cdr.idToken),
    startedAt: isoTime(cdr.startedAt),
    stoppedAt: isoTime(cdr.stoppedAt),
    meterStartWh: cdr.meterStartWh,
    meterStopWh: cdr.meterStopWh,
    energyWh: cdr.energyWh,
    grossMinor: cdr.grossMinor ?? 0,
    isCorrection,
  };
}
