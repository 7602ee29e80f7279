/** What a page is printed on. Wider than high lies on its side. */
export interface PdfPage {
  readonly widthMm: number;
  /** Null: as high as what is printed, as on the roll of a receipt printer. */
  readonly heightMm: number | null;
  readonly marginMm: number;
  /** Whether "2 / 5" stands at the foot of every page. */
  readonly pageNumbers: boolean;
}

/** More than any report a person would turn the pages of. */
export const maxPdfHtmlLength = 32_000_000;

/** What both printers ask the page before it is printed: how high it is, in CSS pixels, once its fonts are there. */
export const contentHeightScript =
  'document.fonts.ready.then(() => Math.ceil(document.documentElement.getBoundingClientRect().height))';

const mmPerInch = 25.4;
const pxPerInch = 96;
/** Rounding must not push the last line to a page of its own. */
const slackInches = 0.02;
/** The foot of a page needs room for the page's number. */
const footMm = 14;

/** Sizes in inches, as Chromium's own `Page.printToPDF` and Electron's `printToPDF` both take them. */
export interface PdfLayout {
  readonly width: number;
  readonly height: number;
  readonly margins: { readonly top: number; readonly bottom: number; readonly left: number; readonly right: number };
  readonly footer: string | null;
}

export function pdfLayout(page: PdfPage, contentHeightPx: number): PdfLayout {
  const margin = page.marginMm / mmPerInch;
  const bottom = page.pageNumbers ? Math.max(page.marginMm, footMm) / mmPerInch : margin;
  const height = page.heightMm === null ? null : page.heightMm / mmPerInch;
  return {
    width: page.widthMm / mmPerInch,
    height: height ?? contentHeightPx / pxPerInch + margin + bottom + slackInches,
    margins: { top: margin, bottom, left: margin, right: margin },
    footer: page.pageNumbers ? footer(page.marginMm) : null,
  };
}

/** Chromium fills the spans; the template has no styles but its own. */
function footer(marginMm: number): string {
  const style = `width:100%;margin:0 ${marginMm}mm;text-align:right;font:7.5pt Arial,sans-serif;color:#666`;
  return `<div style="${style}"><span class="pageNumber"></span> / <span class="totalPages"></span></div>`;
}
