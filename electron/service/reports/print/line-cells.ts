import { assertNever } from '../../../../ocpp/model/assert-never.ts';
import type { DocumentLine } from '../../../contract/document-content.ts';
import type { DocumentWriting } from './printed-document.ts';

/** What a line is about: the service, and the tariff's own word for the price. */
export function serviceName({ texts }: DocumentWriting, { service, label }: DocumentLine): string {
  return label === '' ? texts.service[service] : `${texts.service[service]}, ${label}`;
}

export interface LineQuantity {
  readonly unit: string;
  readonly quantity: string;
}

/** Null for a line that only completes a sum. */
export function lineQuantity(writing: DocumentWriting, { service, quantity }: DocumentLine): LineQuantity | null {
  const { texts } = writing;
  switch (service) {
    case 'energy':
      return { unit: writing.kwhWord, quantity: writing.kwh(quantity) };
    case 'time':
    case 'idle':
      return { unit: texts.unit.minute, quantity: writing.minutes(quantity) };
    case 'start':
      return { unit: texts.unit.piece, quantity: writing.count(quantity) };
    case 'adjustment':
    case 'accountTopUp':
      return null;
    default:
      return assertNever(service);
  }
}

/** The price a unit has without its VAT, to the same four digits. */
export function netPriceE4({ priceE4, vatRateBp }: DocumentLine): number | null {
  if (priceE4 === null || vatRateBp === null) return priceE4;
  return Math.round((priceE4 * 10_000) / (10_000 + vatRateBp));
}
