import type { DocumentRecord } from '../../store/document-records.ts';

/** A document's number as people write it: `Q-2026-000123`. */
export function documentNumber({ series, year, number }: Pick<DocumentRecord, 'series' | 'year' | 'number'>): string {
  const parts = [String(year).padStart(4, '0'), String(number).padStart(6, '0')];
  return (series === '' ? parts : [series, ...parts]).join('-');
}
