import { BrowserWindow, type Session, session } from 'electron';
import { contentHeightScript, type PdfPage, pdfLayout } from '../contract/pdf.ts';
import { consoleScheme } from './console-files.ts';
import { refuseNavigation, refusePermissions } from './guards.ts';

/** Null where it could not be made; why stands in the log. Never rejects. */
export type PrintPdf = (html: string, page: PdfPage) => Promise<Uint8Array | null>;

const origin = `${consoleScheme}://print`;
/** A page of ours has its styles and fonts in itself and runs nothing. */
const contentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";
const timeoutMs = 90_000;

/** Prints pages one after the other, each in a window nobody sees, without preload, network or permissions. */
export function createPdfPrinter(log: (line: string) => void): PrintPdf {
  let last: Promise<unknown> = Promise.resolve();
  let room: PrintRoom | null = null;
  return (html, page) => {
    const printed = last.then(() => (room ??= openRoom()).print(html, page, log));
    last = printed.catch(() => undefined);
    return printed.catch((error: unknown) => {
      log(`A PDF could not be made: ${String(error)}`);
      return null;
    });
  };
}

interface PrintRoom {
  print(html: string, page: PdfPage, log: (line: string) => void): Promise<Uint8Array>;
}

/** A session in memory that serves the one page to print and refuses all else. */
function openRoom(): PrintRoom {
  const room = session.fromPartition('print');
  let shown = '';
  refusePermissions(room);
  refuseRequests(room);
  room.protocol.handle(consoleScheme, () => {
    const headers = { 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': contentSecurityPolicy };
    return new Response(shown, { headers });
  });
  return {
    async print(html, page, log) {
      shown = html;
      const window = new BrowserWindow({
        show: false,
        webPreferences: { session: room, sandbox: true, contextIsolation: true, nodeIntegration: false },
      });
      refuseNavigation(window.webContents, log);
      try {
        return await Promise.race([printIn(window, page), whenItBreaks(window)]);
      } finally {
        shown = '';
        window.destroy();
      }
    },
  };
}

function refuseRequests(room: Session): void {
  room.webRequest.onBeforeRequest(({ url }, answer) => {
    answer({ cancel: !url.startsWith(`${origin}/`) && !url.startsWith('data:') });
  });
}

async function printIn(window: BrowserWindow, page: PdfPage): Promise<Uint8Array> {
  await window.loadURL(`${origin}/page.html`);
  const measured: unknown = await window.webContents.executeJavaScript(contentHeightScript);
  if (typeof measured !== 'number') throw new Error('The page has no height');
  const { width, height, margins, footer } = pdfLayout(page, measured);
  return window.webContents.printToPDF({
    pageSize: { width, height },
    margins,
    printBackground: true,
    displayHeaderFooter: footer !== null,
    headerTemplate: '<span></span>',
    footerTemplate: footer ?? '',
  });
}

function whenItBreaks({ webContents }: BrowserWindow): Promise<never> {
  return new Promise((_resolve, reject) => {
    const timer = setTimeout(() => {
      reject(new Error('it took too long'));
    }, timeoutMs);
    webContents.once('destroyed', () => {
      clearTimeout(timer);
    });
    webContents.once('render-process-gone', (_event, { reason }) => {
      reject(new Error(`its page is gone (${reason})`));
    });
  });
}
