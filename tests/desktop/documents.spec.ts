import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exampleDocuments } from '../harness/example-documents.ts';
import { pdfText } from '../harness/read-pdf.ts';
import { seedDocuments } from '../harness/seed-documents.ts';
import { saveTo } from './save-dialog.ts';
import { expect, test } from './test.ts';

test('a document becomes a PDF in a window of the shell, without a browser', async ({ dataFolder, launch }) => {
  await seedDocuments(dataFolder, [exampleDocuments.receipt, exampleDocuments.act]);
  const { app, page } = await launch({ dataFolder });
  const save = async (number: string, file: string): Promise<Uint8Array> => {
    await page.getByRole('navigation').getByRole('link', { name: 'Documents' }).click();
    await page.getByRole('link', { name: number }).click();
    await saveTo(app, join(dataFolder, file));
    await page.getByRole('button', { name: 'Save PDF' }).click();
    await expect(page.getByText(`Saved: ${file}`)).toBeVisible();
    return readFile(join(dataFolder, file));
  };
  await page.getByRole('link', { name: 'Books' }).click();
  expect(await pdfText(await save('Q-2026-000001', 'receipt.pdf'))).toContain('Əhməd Ağayev · 04A2B91C5F8280');
  const act = await pdfText(await save('A-2026-000001', 'act.pdf'));
  expect(act).toContain('Göstərilmiş xidmətlərin təhvil-təslim aktı');
  expect(act).toMatch(/412,78\s₼/);
  expect(act).toMatch(/1 ?\/ ?1/);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});
