import type { IncomingMessage, ServerResponse } from 'node:http';
import { filesPath, hashFileToken } from '../domain/file-address.ts';
import type { Log } from '../domain/log.ts';
import type { TransferRecord } from '../store/file-records.ts';
import { type DownloadDeps, serveDownload } from './downloads.ts';
import { decodedSegment } from './file-name.ts';
import { answer } from './http-answer.ts';
import { receiveUpload, type UploadDeps } from './uploads.ts';

export interface FileExchangeDeps extends UploadDeps, DownloadDeps {
  readonly log: Log;
}

/** Serves firmware to stations and takes their uploads, over HTTP, under addresses that cannot be guessed and that expire. */
export interface FileExchange {
  /** Takes every request below `/files/`; false for any other. */
  onRequest(request: IncomingMessage, response: ServerResponse): boolean;
  /** Cuts what is under way; resolves when nothing of it is left. */
  stop(): Promise<void>;
}

/** A station that fetches anew may have left a connection behind that is not known to be dead yet. */
const mostFetchesOfOne = 4;

interface Address {
  readonly tokenHash: string;
  /** The last part of the path, decoded; empty where there is none. */
  readonly name: string;
}

const address = new RegExp(`^${filesPath}([A-Za-z0-9_-]{22})(?:/([^?#]*))?(?:[?#].*)?$`);

export function createFileExchange(deps: FileExchangeDeps): FileExchange {
  const { limits, log } = deps;
  const running = new Map<IncomingMessage, Promise<void>>();
  /** By transfer: a station that sends anew has given the first try up. */
  const uploading = new Map<string, IncomingMessage>();
  /** By transfer, oldest first. */
  const fetching = new Map<string, readonly IncomingMessage[]>();

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const found = await findTransfer(request);
    if (found === null) {
      answer(request, response, 404);
    } else if (found.transfer.kind === 'firmware') {
      if (request.method !== 'GET' && request.method !== 'HEAD') answer(request, response, 405, { Allow: 'GET, HEAD' });
      else await give(found.transfer, request, response);
    } else if (request.method !== 'PUT' && request.method !== 'POST') {
      answer(request, response, 405, { Allow: 'PUT, POST' });
    } else {
      await receive(found.transfer, found.name, request, response);
    }
  }

  async function findTransfer(
    request: IncomingMessage,
  ): Promise<{ readonly transfer: TransferRecord; readonly name: string } | null> {
    const asked = readAddress(request.url ?? '');
    const transfer = asked === null ? null : await deps.store.read.transfers.findByToken(asked.tokenHash);
    if (asked === null || transfer === null || transfer.openUntil <= deps.clock.now()) return null;
    const station = await deps.store.read.stations.find(transfer.stationId);
    if (station?.admission !== 'accepted') return null;
    return { transfer, name: asked.name };
  }

  /** One station cannot take all there is to be had at once: its oldest try makes room. */
  async function give(transfer: TransferRecord, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { transferId } = transfer;
    const others = (): readonly IncomingMessage[] =>
      (fetching.get(transferId) ?? []).filter((other) => other !== request);
    const earlier = others();
    if (earlier.length >= mostFetchesOfOne) earlier[0]?.socket.destroy();
    fetching.set(transferId, [...earlier, request]);
    try {
      await serveDownload(deps, transfer, request, response);
    } finally {
      const left = others();
      if (left.length > 0) fetching.set(transferId, left);
      else fetching.delete(transferId);
    }
  }

  async function receive(
    transfer: TransferRecord,
    name: string,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const earlier = uploading.get(transfer.transferId);
    uploading.set(transfer.transferId, request);
    earlier?.destroy();
    try {
      await receiveUpload(deps, transfer, name, request, response);
    } finally {
      if (uploading.get(transfer.transferId) === request) uploading.delete(transfer.transferId);
    }
  }

  async function run(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.socket.setTimeout(limits.idleMs, () => request.socket.destroy());
    request.on('error', () => undefined);
    response.on('error', () => undefined);
    try {
      await serve(request, response);
    } catch (fault) {
      const wasCut = request.socket.destroyed;
      log.warn('a file could not be exchanged', { remoteAddress: request.socket.remoteAddress, wasCut, fault });
      if (!wasCut) answer(request, response, 500);
    } finally {
      running.delete(request);
    }
  }

  return {
    onRequest(request, response) {
      if (!(request.url ?? '').startsWith(filesPath)) return false;
      if (running.size >= limits.maxExchanges) answer(request, response, 503, { 'Retry-After': '60' });
      else running.set(request, run(request, response));
      return true;
    },
    async stop() {
      const left = [...running];
      for (const [request] of left) request.socket.destroy();
      await Promise.all(left.map(([, done]) => done));
    },
  };
}

function readAddress(url: string): Address | null {
  const [, token, rest = ''] = address.exec(url) ?? [];
  if (token === undefined) return null;
  const last =
    rest
      .split('/')
      .filter((segment) => segment !== '')
      .at(-1) ?? '';
  return { tokenHash: hashFileToken(token), name: decodedSegment(last) };
}
