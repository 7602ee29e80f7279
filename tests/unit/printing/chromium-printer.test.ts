import { execFile } from 'node:child_process';
import { access, chmod, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { PdfPage } from '../../../electron/contract/pdf.ts';
import { createChromiumPrinter } from '../../../electron/service/printing/chromium-printer.ts';
import { findChromium } from '../../../electron/service/printing/find-chromium.ts';
import { temporaryFolder } from '../store/test-store.ts';
import { pdfText } from '../../harness/read-pdf.ts';

const run = promisify(execFile);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const roll: PdfPage = { widthMm: 80, heightMm: null, marginMm: 0, pageNumbers: false };
const a4: PdfPage = { widthMm: 210, heightMm: 297, marginMm: 15, pageNumbers: true };

const printer = (program: string | null, timeoutMs = 30_000) =>
  createChromiumPrinter({ findProgram: () => program, log, timeoutMs });

const lines = (count: number): string =>
  `<!doctype html><meta charset="utf-8"><body style="margin:0">${'<p>Şəbəkə 12,50 ₼</p>'.repeat(count)}</body>`;

async function pageSize(folder: string, pdf: Uint8Array): Promise<{ pages: number; width: number; height: number }> {
  const file = join(folder, 'page.pdf');
  await writeFile(file, pdf);
  const { stdout } = await run('pdfinfo', [file]);
  const [, width = '', height = ''] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(stdout) ?? [];
  const pointsPerMm = 72 / 25.4;
  return {
    pages: Number(/Pages:\s+(\d+)/.exec(stdout)?.[1]),
    width: Math.round(Number(width) / pointsPerMm),
    height: Math.round(Number(height) / pointsPerMm),
  };
}

describe('the installed browser', () => {
  const program = findChromium(process.env, process.platform);

  it('prints a roll as high as what stands on it, on one page', async () => {
    const print = printer(program);
    const folder = await temporaryFolder();
    const [short, long] = await Promise.all([print(lines(3), roll), print(lines(60), roll)]);
    expect(await pageSize(folder, short)).toMatchObject({ pages: 1, width: 80 });
    const tall = await pageSize(folder, long);
    expect(tall).toMatchObject({ pages: 1, width: 80 });
    expect(tall.height).toBeGreaterThan(400);
    expect(await pdfText(short)).toContain('Şəbəkə 12,50 ₼');
  });

  it('numbers the pages of a longer text', async () => {
    const pdf = await printer(program)(lines(120), a4);
    expect(await pageSize(await temporaryFolder(), pdf)).toEqual({ pages: 5, width: 210, height: 297 });
    expect(await pdfText(pdf)).toMatch(/1 ?\/ ?5[^]*5 ?\/ ?5/);
  });

  it('is missing: that is said, and what to do instead', async () => {
    await expect(printer(null)(lines(1), roll)).rejects.toMatchObject({
      code: 'conflict',
      details: { reason: 'noPdfProgram' },
    });
  });

  it('that hangs is ended with all it started', async () => {
    const folder = await temporaryFolder();
    const [hanging, sign] = [join(folder, 'chromium'), join(folder, 'alive')];
    await writeFile(hanging, `#!/bin/sh\n(while :; do touch ${sign}; sleep 0.02; done) &\nwait\n`);
    await chmod(hanging, 0o755);
    await expect(printer(hanging, 1000)(lines(1), roll)).rejects.toMatchObject({ details: { reason: 'pdfFailed' } });
    await unlink(sign);
    await setTimeout(200);
    await expect(access(sign)).rejects.toThrow('ENOENT');
  });
});

describe('where the browser is looked for', () => {
  it('the one that is named and no other', () => {
    expect(findChromium({ CHROMIUM_PATH: '/nowhere/chromium', PATH: process.env['PATH'] }, 'linux')).toBeNull();
  });

  it('the folders of the PATH, in their order', async () => {
    const [empty, folder] = [await temporaryFolder(), await temporaryFolder()];
    await writeFile(join(folder, 'google-chrome'), '');
    await chmod(join(folder, 'google-chrome'), 0o755);
    expect(findChromium({ PATH: `${empty}:${folder}` }, 'linux')).toBe(join(folder, 'google-chrome'));
    expect(findChromium({ PATH: empty }, 'linux')).toBeNull();
  });
});
