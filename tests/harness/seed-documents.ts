import type { NewDocument } from '../../electron/service/store/document-records.ts';
import { openStore } from '../../electron/service/store/open-store.ts';
import type { PrintedDocument } from '../../electron/service/reports/print/printed-document.ts';

/** Puts documents into the database of a data folder that no service holds. */
export async function seedDocuments(dataFolder: string, documents: readonly PrintedDocument[]): Promise<void> {
  const store = await openStore({
    dataFolder,
    clock: { now: () => Date.now() },
    onEffectFailure: (error) => {
      throw error;
    },
  });
  await store.write(async (unit) => {
    for (const document of documents) await unit.documents.append(recordOf(document));
  });
  await store.close();
}

function recordOf(document: PrintedDocument): NewDocument {
  const { kind, issuedAt, from, to, currency, grossMinor, vatMinor, netMinor, operator, content } = document;
  return {
    ...{ kind, from, to, currency, grossMinor, vatMinor, netMinor, operator },
    series: document.number.replace(/-.*/, ''),
    year: 2026,
    recordedAt: issuedAt,
    postedAt: issuedAt,
    period: 202607,
    localDay: 20260706,
    customerId: null,
    sessionId: null,
    paymentId: null,
    reverses: null,
    language: 'az',
    content: JSON.stringify(content),
  };
}
