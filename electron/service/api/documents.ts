import { Buffer } from 'node:buffer';
import { type DocumentPaper, type DocumentView, papersOf } from '../../contract/documents.ts';
import { AppError } from '../../contract/errors.ts';
import type { PdfPage } from '../../contract/pdf.ts';
import type { Language } from '../../contract/views.ts';
import { documentNumber } from '../domain/documents/document-number.ts';
import { contentOf, documentView } from '../domain/documents/document-view.ts';
import type { Documents } from '../domain/documents/documents.ts';
import { documentPage } from '../reports/print/document-page.ts';
import type { PdfPrinter } from '../reports/print/pdf-printer.ts';
import type { PrintedDocument } from '../reports/print/printed-document.ts';
import type { DocumentRecord } from '../store/document-records.ts';
import type { StoreReads } from '../store/store.ts';
import type { AreaHandlers } from './handlers.ts';
import { epochMsIfGiven } from './iso-time.ts';
import { pageQuery } from './page.ts';

export interface DocumentsApiDeps {
  readonly read: StoreReads;
  readonly documents: Documents;
  readonly printPdf: PdfPrinter;
}

interface PrintOrder {
  readonly documentId: string;
  readonly paper: DocumentPaper;
  readonly language?: Language | undefined;
}

export function documentHandlers({ read, documents, printPdf }: DocumentsApiDeps): AreaHandlers<'documents'> {
  const view = (document: DocumentRecord): Promise<DocumentView> => documentView(read, document);

  async function found(documentId: string): Promise<DocumentRecord> {
    const document = await read.documents.find(documentId);
    if (document === null) throw new AppError('notFound', { what: 'document', id: documentId });
    return document;
  }

  async function printed({ documentId, paper, language }: PrintOrder): Promise<Printed> {
    const document = await found(documentId);
    if (!papersOf(document.kind).includes(paper))
      throw new AppError('invalidInput', { faults: [{ path: 'paper', message: 'not for this kind of document' }] });
    return { ...documentPage(printable(document), paper, language ?? document.language), document };
  }

  return {
    async 'documents.list'({ from, to, limit, offset, ...filter }) {
      const period = { from: epochMsIfGiven(from), to: epochMsIfGiven(to) };
      const { total, rows } = await read.documents.list({ ...filter, ...period, ...pageQuery({ limit, offset }) });
      return { total, rows: await Promise.all(rows.map(view)) };
    },
    'documents.get': async ({ documentId }) => view(await found(documentId)),
    async 'documents.issueReceipt'({ paymentId, sessionId, language }) {
      return view(await documents.issueReceipt(receiptOf(paymentId, sessionId), language));
    },
    'documents.issueForMonth': async ({ language, ...order }) => view(await documents.issueForMonth(order, language)),
    'documents.issueCreditNote': async ({ documentId, reason, language }) =>
      view(await documents.issueCreditNote(documentId, reason, language)),
    'documents.void': async ({ documentId, reason }) => view(await documents.void(documentId, reason)),
    async 'documents.html'(order) {
      const { html, page } = await printed(order);
      return { html, page };
    },
    async 'documents.pdf'(order) {
      const { html, page, document } = await printed(order);
      const pdf = await printPdf(html, page);
      return {
        fileName: `${documentNumber(document).replaceAll(/[^\p{L}\p{N}-]/gu, '_')}.pdf`,
        mediaType: 'application/pdf',
        base64: Buffer.from(pdf).toString('base64'),
      };
    },
  };
}

interface Printed {
  readonly html: string;
  readonly page: PdfPage;
  readonly document: DocumentRecord;
}

function receiptOf(
  paymentId: string | undefined,
  sessionId: string | undefined,
): { paymentId: string } | { sessionId: string } {
  if (paymentId !== undefined && sessionId === undefined) return { paymentId };
  if (sessionId !== undefined && paymentId === undefined) return { sessionId };
  throw new AppError('invalidInput', { faults: [{ path: '', message: 'either a payment or a session' }] });
}

function printable(document: DocumentRecord): PrintedDocument {
  const { kind, recordedAt, from, to, currency, grossMinor, vatMinor, netMinor, operator, voidedAt } = document;
  return {
    ...{ kind, from, to, currency, grossMinor, vatMinor, netMinor, operator },
    number: documentNumber(document),
    issuedAt: recordedAt,
    isVoided: voidedAt !== null,
    content: contentOf(document),
  };
}
