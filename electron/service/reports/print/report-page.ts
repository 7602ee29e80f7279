import type { BusinessProfile } from '../../../contract/business.ts';
import type { PdfPage } from '../../../contract/pdf.ts';
import type { Language } from '../../../contract/views.ts';
import { html, type Html } from './html.ts';
import { htmlPage, papers } from './page.ts';

/** A table as it is printed; all its texts are written already. */
export interface PrintedTable {
  /** Above it, where there is more than one. */
  readonly title?: string;
  readonly columns: readonly PrintedColumn[];
  readonly rows: readonly (readonly string[])[];
  /** Under it, one cell for each column. */
  readonly totals?: readonly string[];
}

export interface PrintedColumn {
  readonly title: string;
  /** Figures stand to the right, and are never broken. */
  readonly align: 'left' | 'right';
  /** For short texts: on one line. */
  readonly keep?: boolean;
}

export interface ReportPage {
  readonly language: Language;
  readonly title: string;
  /** Under the title: the period, what a session is posted by. */
  readonly subtitle: readonly string[];
  readonly business: Pick<BusinessProfile, 'legalName' | 'voen' | 'address'>;
  readonly tables: readonly PrintedTable[];
  readonly notes?: readonly string[];
  readonly landscape?: boolean;
}

/** A report as a page to be printed, its head and its tables; what a PDF of it is laid out on comes with it. */
export function reportPage(report: ReportPage): { readonly html: string; readonly page: PdfPage } {
  const { language, title, subtitle, business, tables, notes = [], landscape = false } = report;
  const paper = landscape ? 'A4landscape' : 'A4';
  const body = html`<header class="head">
      <div>
        <h1>${title}</h1>
        ${subtitle.map((line) => html`<p class="muted">${line}</p>`)}
      </div>
      <div class="right">
        <p class="who">${business.legalName}</p>
        ${business.voen === '' ? null : html`<p class="muted">VÖEN ${business.voen}</p>`}
        <p class="muted">${business.address}</p>
      </div>
    </header>
    ${tables.map(tableOf)} ${notes.map((note) => html`<p class="note">${note}</p>`)}`;
  return { html: htmlPage({ language, title, paper, body, styles: 'html{font-size:8.5pt}' }), page: papers[paper] };
}

export function tableOf({ title, columns, rows, totals }: PrintedTable): Html {
  const cells = (texts: readonly string[]): readonly Html[] =>
    columns.map((column, index) => html`<td class="${classOf(column)}">${texts[index] ?? ''}</td>`);
  const head = columns.map((column) => html`<th class="${classOf(column)}">${column.title}</th>`);
  return html`${title === undefined ? null : html`<h2>${title}</h2>`}
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${cells(row)}
            </tr>`,
        )}
      </tbody>
      ${
        totals === undefined
          ? null
          : html`<tbody class="total">
              <tr>
                ${cells(totals)}
              </tr>
            </tbody>`
      }
    </table>`;
}

function classOf({ align, keep = false }: PrintedColumn): string {
  if (align === 'right') return 'number';
  return keep ? 'nowrap' : 'text';
}
