import type { ZipEntry } from './zip-stream.ts';
import { escaped } from './sheet-cells.ts';

export interface Sheet {
  readonly name: string;
  /** In characters. */
  readonly widths: readonly number[];
  /** Rows that stay in sight. */
  readonly frozenRows: number;
  /** `<row>` elements. */
  readonly rows: AsyncIterable<string> | Iterable<string>;
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relationships = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelationships = 'http://schemas.openxmlformats.org/package/2006/relationships';
const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** The files of a workbook (ECMA-376 part 1, SpreadsheetML). No cell of it is a formula, no name of it leads outside. */
export function workbook(sheets: readonly Sheet[]): readonly ZipEntry[] {
  const numbered = sheets.map((sheet, index) => ({ ...sheet, number: index + 1 }));
  return [
    { name: '[Content_Types].xml', content: [contentTypes(numbered)] },
    { name: '_rels/.rels', content: [relations([['officeDocument', 'xl/workbook.xml']])] },
    { name: 'xl/workbook.xml', content: [workbookXml(numbered)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [
        relations([
          ...numbered.map(({ number }) => ['worksheet', `worksheets/sheet${String(number)}.xml`] as const),
          ['styles', 'styles.xml'],
        ]),
      ],
    },
    { name: 'xl/styles.xml', content: [stylesXml] },
    ...numbered.map((sheet) => ({ name: `xl/worksheets/sheet${String(sheet.number)}.xml`, content: sheetXml(sheet) })),
  ];
}

type Numbered = Sheet & { readonly number: number };

function contentTypes(sheets: readonly Numbered[]): string {
  const parts = sheets.map(
    ({ number }) =>
      `<Override PartName="/xl/worksheets/sheet${String(number)}.xml" ContentType="${types}.worksheet+xml"/>`,
  );
  return (
    `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    `<Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/>` +
    `<Override PartName="/xl/styles.xml" ContentType="${types}.styles+xml"/>${parts.join('')}</Types>`
  );
}

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const each = targets.map(
    ([type, target], index) =>
      `<Relationship Id="rId${String(index + 1)}" Type="${relationships}/${type}" Target="${target}"/>`,
  );
  return `${head}<Relationships xmlns="${packageRelationships}">${each.join('')}</Relationships>`;
}

function workbookXml(sheets: readonly Numbered[]): string {
  const each = sheets.map(
    ({ name, number }) => `<sheet name="${sheetName(name)}" sheetId="${String(number)}" r:id="rId${String(number)}"/>`,
  );
  return `${head}<workbook xmlns="${main}" xmlns:r="${relationships}"><sheets>${each.join('')}</sheets></workbook>`;
}

/** Excel takes 31 characters, and none of these. */
function sheetName(name: string): string {
  const allowed = name.replaceAll(/[[\]:*?/\\']/g, ' ').slice(0, 31);
  return escaped(allowed).replaceAll('"', '&quot;');
}

async function* sheetXml({ widths, frozenRows, rows }: Sheet): AsyncGenerator<string> {
  const pane = `<pane ySplit="${String(frozenRows)}" topLeftCell="A${String(frozenRows + 1)}" activePane="bottomLeft" state="frozen"/>`;
  const columns = widths.map(
    (width, index) =>
      `<col min="${String(index + 1)}" max="${String(index + 1)}" width="${String(width)}" customWidth="1"/>`,
  );
  yield (
    `${head}<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">${frozenRows > 0 ? pane : ''}` +
    `</sheetView></sheetViews><cols>${columns.join('')}</cols><sheetData>`
  );
  yield* rows;
  yield '</sheetData></worksheet>';
}

const formats = [
  'General',
  'General',
  '@',
  '#,##0',
  '#,##0.000',
  '#,##0',
  '#,##0.00',
  '#,##0.000',
  '#,##0.0000',
  'dd.mm.yyyy hh:mm',
  'dd.mm.yyyy',
  '[h]:mm:ss',
  '0.00',
  'General',
];

/** Excel's own numbers for `General` and `@`; from 164 on they are ours. */
const formatId = (format: string, index: number): number => {
  if (format === 'General') return 0;
  return format === '@' ? 49 : 164 + index;
};

/** In the order of `styles`. */
const stylesXml = [
  `${head}<styleSheet xmlns="${main}"><numFmts count="${String(formats.length)}">`,
  ...formats.map((format, index) => `<numFmt numFmtId="${String(164 + index)}" formatCode="${escaped(format)}"/>`),
  '</numFmts><fonts count="3"><font><sz val="11"/><name val="Calibri"/></font>',
  '<font><b/><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="14"/><name val="Calibri"/></font></fonts>',
  '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>',
  '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EEF4"/><bgColor indexed="64"/></patternFill></fill></fills>',
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
  `<cellXfs count="${String(formats.length)}">`,
  ...formats.map((format, index) => {
    const font = index === 13 ? 2 : Number(index === 1);
    const align = index === 1 ? '<alignment vertical="top" wrapText="1"/>' : '';
    return (
      `<xf numFmtId="${String(formatId(format, index))}" fontId="${String(font)}" fillId="${index === 1 ? '2' : '0'}" ` +
      `borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"${align === '' ? '/>' : ` applyAlignment="1">${align}</xf>`}`
    );
  }),
  '</cellXfs></styleSheet>',
].join('');
