import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { FileRecord, TransferRecord } from '../store/file-records.ts';
import { type ByteRange, readRange } from './byte-range.ts';
import type { FileShelf } from './file-shelf.ts';
import { answer } from './http-answer.ts';
import type { TransferMeter } from './transfer-meter.ts';

export interface DownloadDeps {
  readonly shelf: FileShelf;
  readonly find: (fileId: string) => Promise<FileRecord | null>;
  readonly meterOf: (transferId: string) => TransferMeter;
}

/** Gives a station its firmware, whole or from where it left off (RFC 9110 §14). */
export async function serveDownload(
  deps: DownloadDeps,
  transfer: TransferRecord,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const file = transfer.fileId === null ? null : await deps.find(transfer.fileId);
  const sha256 = file?.sha256 ?? null;
  if (file === null || sha256 === null || (await deps.shelf.sizeOf(file.fileId)) !== file.sizeBytes) {
    answer(request, response, 404);
    return;
  }
  const tag = `"${sha256}"`;
  const { range: wanted, 'if-range': ifRange } = request.headers;
  const range = ifRange === undefined || ifRange === tag ? readRange(wanted, file.sizeBytes) : null;
  if (range === 'unsatisfiable') {
    answer(request, response, 416, { 'Content-Range': `bytes */${String(file.sizeBytes)}` });
    return;
  }
  const part = range ?? { start: 0, end: file.sizeBytes - 1 };
  response.writeHead(range === null ? 200 : 206, {
    'Content-Type': 'application/octet-stream',
    'Content-Length': String(part.end - part.start + 1),
    'Accept-Ranges': 'bytes',
    ETag: tag,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
    ...(range !== null && {
      'Content-Range': `bytes ${String(part.start)}-${String(part.end)}/${String(file.sizeBytes)}`,
    }),
  });
  if (request.method === 'HEAD') response.end();
  else await send(deps, transfer, file, part, response);
}

async function send(
  { shelf, meterOf }: DownloadDeps,
  { transferId }: TransferRecord,
  { fileId }: FileRecord,
  { start, end }: ByteRange,
  response: ServerResponse,
): Promise<void> {
  const meter = meterOf(transferId);
  let at = start;
  try {
    await pipeline(
      shelf.stream(fileId, start, end),
      async function* (source: AsyncIterable<Buffer>) {
        for await (const bytes of source) {
          at += bytes.length;
          meter.moved(at);
          yield bytes;
        }
      },
      response,
    );
  } finally {
    await meter.done();
  }
}
