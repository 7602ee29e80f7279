import { AppError } from '../../contract/errors.ts';
import type { HostMessage, ServiceMessage } from '../../contract/host.ts';
import { maxPdfHtmlLength } from '../../contract/pdf.ts';
import type { PdfPrinter } from '../reports/print/pdf-printer.ts';

/** The line to the shell, of which an answer is heard. */
export interface ShellLine {
  readonly onMessage: (listener: (message: HostMessage) => void) => void;
  readonly post: (message: ServiceMessage) => void;
}

/** Prints in a window of the shell that nobody sees. */
export function createShellPrinter({ onMessage, post }: ShellLine): PdfPrinter {
  const waiting = new Map<number, (bytes: Uint8Array | null) => void>();
  let lastId = 0;
  onMessage((message) => {
    if (message.type !== 'pdf') return;
    waiting.get(message.id)?.(message.bytes);
    waiting.delete(message.id);
  });
  return async (html, page) => {
    if (html.length > maxPdfHtmlLength) throw new AppError('conflict', { reason: 'pdfTooBig' });
    lastId += 1;
    const id = lastId;
    const bytes = await new Promise<Uint8Array | null>((resolve) => {
      waiting.set(id, resolve);
      post({ type: 'pdfWanted', id, html, page });
    });
    if (bytes === null) throw new AppError('conflict', { reason: 'pdfFailed' });
    return bytes;
  };
}
