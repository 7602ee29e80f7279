import type { PdfPage } from '../../../contract/pdf.ts';
import type { Language } from '../../../contract/views.ts';
import { fontFaces } from './fonts.ts';
import { html, type Html } from './html.ts';
import { baseStyles } from './styles.ts';

export const papers = {
  A4: { widthMm: 210, heightMm: 297, marginMm: 14, pageNumbers: true },
  A4landscape: { widthMm: 297, heightMm: 210, marginMm: 12, pageNumbers: true },
  A6: { widthMm: 105, heightMm: 148, marginMm: 8, pageNumbers: false },
  '80mm': { widthMm: 80, heightMm: null, marginMm: 4, pageNumbers: false },
  '58mm': { widthMm: 58, heightMm: null, marginMm: 3, pageNumbers: false },
} as const satisfies Readonly<Record<string, PdfPage>>;

export type Paper = keyof typeof papers;

export interface PrintedPage {
  readonly language: Language;
  readonly title: string;
  readonly paper: Paper;
  readonly body: Html;
  /** Besides what every page has. */
  readonly styles?: string;
}

/** Nothing in a page is fetched and nothing runs: styles and fonts are inside. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:";

/** One self-contained document: what the console previews, what is printed and what becomes the PDF. */
export function htmlPage({ language, title, paper, body, styles = '' }: PrintedPage): string {
  const head = html`<meta charset="utf-8" /><meta http-equiv="Content-Security-Policy" content="${policy}" />
    <title>${title}</title>`;
  const css = `${fontFaces(title + body.text)}\n${pageRule(papers[paper])}\n${baseStyles}\n${styles}`;
  return `<!doctype html>\n<html lang="${language}" class="paper-${paper}">\n<head>${head.text}<style>${css}</style></head>\n<body>${body.text}</body>\n</html>\n`;
}

/** How long a piece of a roll is only shows once it is laid out: who prints it says so. */
function pageRule({ widthMm, heightMm, marginMm }: PdfPage): string {
  const size = heightMm === null ? '' : `size:${widthMm}mm ${heightMm}mm;`;
  return `@page{${size}margin:${marginMm}mm}`;
}
