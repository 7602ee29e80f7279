import { describe, expect, it } from 'vitest';
import { documentKinds, papersOf } from '../../../../electron/contract/documents.ts';
import { createChromiumPrinter } from '../../../../electron/service/printing/chromium-printer.ts';
import { findChromium } from '../../../../electron/service/printing/find-chromium.ts';
import { documentPage } from '../../../../electron/service/reports/print/document-page.ts';
import { papers } from '../../../../electron/service/reports/print/page.ts';
import { exampleDocuments } from '../../../harness/example-documents.ts';
import { pdfText } from '../../../harness/read-pdf.ts';

const languages = ['az', 'ru', 'en', 'tr'] as const;

const bodyOf = (page: string): string => /<body>([^]*)<\/body>/.exec(page)?.[1] ?? '';

/** The words a page shows, one line for each piece of text. */
function shownText(page: string): readonly string[] {
  return bodyOf(page)
    .replaceAll(/<[^>]*>/g, '\n')
    .replaceAll('&amp;', '&')
    .split('\n')
    .map((line) => line.replaceAll(/[^\S\u00A0]+/g, ' ').trim())
    .filter((line) => line !== '');
}

const page = (kind: keyof typeof exampleDocuments, language: (typeof languages)[number]): string =>
  documentPage(exampleDocuments[kind], papersOf(kind)[0] ?? 'A4', language).html;

describe.each(languages)('documents in %s', (language) => {
  it.each(documentKinds)('%s says what it always said', async (kind) => {
    await expect(shownText(page(kind, language)).join('\n')).toMatchFileSnapshot(`golden/${kind}-${language}.txt`);
  });

  it('come out of the PDF letter by letter, as a reader by others sees them', { timeout: 60_000 }, async () => {
    const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const findProgram = (): string | null => findChromium(process.env, process.platform);
    const print = createChromiumPrinter({ findProgram, log, timeoutMs: 60_000 });
    const whole = documentKinds
      .map((kind) => `<div style="break-after:page">${bodyOf(page(kind, language))}</div>`)
      .join('');
    const together = page('statement', language).replace(/<body>[^]*<\/body>/, `<body>${whole}</body>`);
    const read = (await pdfText(await print(together, papers.A4))).replaceAll(/\s/g, '');
    const missing = documentKinds
      .flatMap((kind) => shownText(page(kind, language)))
      .flatMap((line) => line.split(/\s/))
      .filter((word) => !read.includes(word));
    expect(missing).toEqual([]);
  });
});

it('without VAT a document has neither its columns nor its words', () => {
  const { statement } = exampleDocuments;
  const lines = statement.content.lines.map((line) => ({
    ...line,
    vatRateBp: null,
    vatMinor: 0,
    netMinor: line.grossMinor,
  }));
  const untaxed = {
    ...statement,
    ...{ vatMinor: null, netMinor: null },
    content: { ...statement.content, showsVat: false, lines },
  };
  const text = shownText(documentPage(untaxed, 'A4', 'az').html);
  expect(text).toContain('Vahidin qiyməti');
  expect(text.filter((line) => line.includes('ƏDV'))).toEqual(['ƏDV-siz']);
});

it('a void document says so in large letters', () => {
  const voided = { ...exampleDocuments.receipt, isVoided: true };
  expect(shownText(documentPage(voided, '58mm', 'ru').html)[0]).toBe('АННУЛИРОВАН');
});
