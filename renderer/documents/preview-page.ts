import type { PdfPage } from '../../electron/contract/pdf.ts';

/** A printed page taken apart for a frame of the console: its markup, and its style sheet as text. */
export interface PreviewPage {
  readonly markup: string;
  readonly styles: string;
}

/** Cut as text: a parser would hand its style sheet to the policy, which forbids it there, too. */
export function previewOf(html: string): PreviewPage {
  const [before = '', rest = ''] = html.split('<style>', 2);
  const [styles = '', after = ''] = rest.split('</style>', 2);
  return { markup: before + after, styles };
}

const mmPerPx = 25.4 / 96;

/** On the screen the margins of the paper stand around the text; what is printed has them by itself. */
export function screenStyles({ widthMm, heightMm, marginMm }: PdfPage): string {
  const least = heightMm === null ? '' : `min-height:${heightMm - 2 * marginMm}mm;`;
  return `@media screen{html{width:auto}body{${least}width:${widthMm - 2 * marginMm}mm;padding:0;margin:0;border:${marginMm}mm solid #fff;box-sizing:content-box}}`;
}

/** A roll is cut where its text ends; other papers have their pages numbered. */
export function printStyles({ widthMm, heightMm, marginMm, pageNumbers }: PdfPage, heightPx: number): string {
  if (heightMm === null) return `@page{size:${widthMm}mm ${Math.ceil(heightPx * mmPerPx) + 1}mm;margin:${marginMm}mm}`;
  if (!pageNumbers) return '';
  return "@page{@bottom-right{content:counter(page) ' / ' counter(pages);font:7.5pt Arial,sans-serif;color:#666}}";
}
