import type { PdfPage } from '../../../contract/pdf.ts';

/**
 * Makes a PDF of a self-contained page. Throws `conflict` with the reason `noPdfProgram` where nothing here can, `pdfTooBig` for a page longer than
 * `maxPdfHtmlLength`, `pdfFailed` where it did not come.
 */
export type PdfPrinter = (html: string, page: PdfPage) => Promise<Uint8Array>;
