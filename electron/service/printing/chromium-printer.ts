import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import { contentHeightScript, maxPdfHtmlLength, type PdfPage, pdfLayout } from '../../contract/pdf.ts';
import type { Log } from '../domain/log.ts';
import type { PdfPrinter } from '../reports/print/pdf-printer.ts';
import { createDevToolsPipe, type DevToolsPipe } from './devtools-pipe.ts';

export interface ChromiumPrinterDeps {
  /** Looked for at every print: it may have been installed meanwhile. */
  readonly findProgram: () => string | null;
  readonly log: Log;
  /** After that it hangs and is ended. */
  readonly timeoutMs: number;
}

export const printTimeoutMs = 90_000;

/** Prints with the browser that is installed here, one page after the other, each in a process and a profile of its own. */
export function createChromiumPrinter({ findProgram, log, timeoutMs }: ChromiumPrinterDeps): PdfPrinter {
  let last: Promise<unknown> = Promise.resolve();
  return (html, page) => {
    const program = findProgram();
    if (program === null) return Promise.reject(new AppError('conflict', { reason: 'noPdfProgram' }));
    if (html.length > maxPdfHtmlLength) return Promise.reject(new AppError('conflict', { reason: 'pdfTooBig' }));
    const printed = last.then(() => printOnce(program, html, page, timeoutMs));
    last = printed.catch(() => undefined);
    return printed.catch((fault: unknown) => {
      log.warn('the installed browser made no PDF', { program, fault });
      throw new AppError('conflict', { reason: 'pdfFailed' });
    });
  };
}

async function printOnce(program: string, html: string, page: PdfPage, timeoutMs: number): Promise<Uint8Array> {
  const profile = await mkdtemp(join(tmpdir(), 'stansiya-print-'));
  const child = spawn(program, flags(profile), {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
  });
  const ended = endOf(child);
  try {
    const pipe = pipeOf(child);
    const timer = setTimeout(() => {
      pipe.fail(new Error(`It did not answer within ${timeoutMs} ms`));
    }, timeoutMs);
    void ended.then((reason) => {
      pipe.fail(new Error(reason));
    });
    return await print(pipe, html, page).finally(() => {
      clearTimeout(timer);
    });
  } finally {
    kill(child);
    await ended;
    await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }).catch(() => undefined);
  }
}

function flags(profile: string): readonly string[] {
  return [
    '--headless',
    '--remote-debugging-pipe',
    `--user-data-dir=${profile}`,
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-gpu',
    '--disable-sync',
    '--no-default-browser-check',
    '--no-first-run',
    // A page of ours asks for nothing; whatever it asked for would not be found.
    '--host-resolver-rules=MAP * ~NOTFOUND',
    // Chromium refuses to start as root otherwise, as on a build machine or in a container.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

/** Why it ended; what it was killed by is of no interest. */
function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (fault) => {
      resolve(fault.message);
    });
    child.once('exit', (code) => {
      resolve(`It ended with code ${String(code)}`);
    });
  });
}

function pipeOf(child: ChildProcess): DevToolsPipe {
  const [, , , write, read] = child.stdio;
  if (!write || !read || !('write' in write) || !('setEncoding' in read)) throw new Error('There is no line to it');
  return createDevToolsPipe(write, read);
}

/** On Linux and macOS what was started may be a script around the browser: all of its group goes. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill('SIGKILL');
    else process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It was gone already.
  }
}

const target = z.looseObject({ targetId: z.string() });
const attached = z.looseObject({ sessionId: z.string() });
const frameTree = z.looseObject({ frameTree: z.looseObject({ frame: z.looseObject({ id: z.string() }) }) });
const height = z.looseObject({ result: z.looseObject({ value: z.number() }) });
const pdf = z.looseObject({ data: z.string() });

/** https://chromedevtools.github.io/devtools-protocol/tot/Page/#method-printToPDF */
async function print(pipe: DevToolsPipe, html: string, page: PdfPage): Promise<Uint8Array> {
  const { targetId } = target.parse(await pipe.call('Target.createTarget', { url: 'about:blank' }));
  const attach = await pipe.call('Target.attachToTarget', { targetId, flatten: true });
  const { sessionId } = attached.parse(attach);
  const call = (method: string, params: object): Promise<unknown> => pipe.call(method, params, sessionId);
  const { frameTree: tree } = frameTree.parse(await call('Page.getFrameTree', {}));
  await call('Page.setDocumentContent', { frameId: tree.frame.id, html });
  const measured = await call('Runtime.evaluate', {
    expression: contentHeightScript,
    awaitPromise: true,
    returnByValue: true,
  });
  const { width, height: paperHeight, margins, footer } = pdfLayout(page, height.parse(measured).result.value);
  const printed = await call('Page.printToPDF', {
    paperWidth: width,
    paperHeight,
    marginTop: margins.top,
    marginBottom: margins.bottom,
    marginLeft: margins.left,
    marginRight: margins.right,
    printBackground: true,
    displayHeaderFooter: footer !== null,
    headerTemplate: '<span></span>',
    footerTemplate: footer ?? '',
  });
  return Buffer.from(pdf.parse(printed).data, 'base64');
}
