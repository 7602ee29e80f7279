import type { EpochMs } from '../../../../ocpp/model/time.ts';
import type { DocumentContent } from '../../../contract/document-content.ts';
import type { DocumentKind } from '../../../contract/documents.ts';
import { formatDate, formatDateTime } from '../../../contract/format/dates.ts';
import { unitWords } from '../../../contract/format/locale-data.ts';
import { formatMoney, formatPrice, minorDigits } from '../../../contract/format/money.ts';
import { formatNumber, formatPercent, formatScaled } from '../../../contract/format/numbers.ts';
import type { IsoTime, Language } from '../../../contract/views.ts';
import { type DocumentTexts, documentTexts } from './document-texts.ts';

/** A document as it is printed. */
export interface PrintedDocument {
  readonly kind: DocumentKind;
  readonly number: string;
  readonly issuedAt: EpochMs;
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  readonly currency: string;
  readonly grossMinor: number;
  readonly vatMinor: number | null;
  readonly netMinor: number | null;
  readonly operator: string;
  readonly isVoided: boolean;
  readonly content: DocumentContent;
}

/** How a document's figures are written in one language. */
export interface DocumentWriting {
  readonly language: Language;
  readonly texts: DocumentTexts;
  money(amountMinor: number | null): string;
  /** Without the currency, as in a table. */
  amount(amountMinor: number | null): string;
  price(priceE4: number | null): string;
  /** To the last of its four digits, without the currency. */
  wholePrice(priceE4: number): string;
  /** Kilowatt-hours without their unit. */
  kwh(energyWh: number | null): string;
  readonly kwhWord: string;
  minutes(seconds: number): string;
  count(pieces: number): string;
  percent(rateBp: number): string;
  date(at: EpochMs | IsoTime): string;
  dateTime(at: EpochMs | IsoTime): string;
}

export function documentWriting(
  { currency, content: { timeZone } }: PrintedDocument,
  language: Language,
): DocumentWriting {
  const options = { language, timeZone };
  return {
    language,
    texts: documentTexts(language),
    money: (amountMinor) => formatMoney(amountMinor, currency, { language }),
    amount: (amountMinor) => formatScaled(amountMinor, minorDigits(currency), { language }),
    wholePrice: (priceE4) => formatScaled(priceE4, 4, { language }),
    price: (priceE4) => formatPrice(priceE4, currency, { language }),
    kwh: (energyWh) => formatScaled(energyWh, 3, { language }),
    kwhWord: unitWords[language].kilowattHour,
    minutes: (seconds) => formatNumber(seconds / 60, { language, decimals: 2 }),
    count: (pieces) => formatNumber(pieces, { language }),
    percent: (rateBp) => formatPercent(rateBp / 100, { language, decimals: rateBp % 100 === 0 ? 0 : 2 }),
    date: (at) => formatDate(at, options),
    dateTime: (at) => formatDateTime(at, options),
  };
}
