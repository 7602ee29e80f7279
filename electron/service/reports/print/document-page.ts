import type { DocumentPaper } from '../../../contract/documents.ts';
import type { PdfPage } from '../../../contract/pdf.ts';
import type { Language } from '../../../contract/views.ts';
import { accountBody, accountStyles } from './account-body.ts';
import { html } from './html.ts';
import { htmlPage, papers } from './page.ts';
import { documentWriting, type PrintedDocument } from './printed-document.ts';
import { receiptBody, receiptStyles } from './receipt-body.ts';

/** A document as a page in a language on a paper: what is previewed, printed and made into a PDF. */
export function documentPage(
  document: PrintedDocument,
  paper: DocumentPaper,
  language: Language,
): { readonly html: string; readonly page: PdfPage } {
  const writing = documentWriting(document, language);
  const isReceipt = document.kind === 'receipt' || document.kind === 'refundReceipt';
  const voided = document.isVoided ? html`<p class="voided">${writing.texts.voided}</p>` : null;
  const body = html`${voided}${isReceipt ? receiptBody(document, writing) : accountBody(document, writing)}`;
  const styles = isReceipt ? receiptStyles : accountStyles;
  const title = `${writing.texts.title[document.kind]} ${document.number}`;
  return { html: htmlPage({ language, title, paper, body, styles }), page: papers[paper] };
}
