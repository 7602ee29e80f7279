import { createHash } from 'node:crypto';
import { z } from 'zod';

export const manifestName = 'manifest.json';

const totals = z.object({
  sessions: z.int(),
  energyWh: z.int(),
  grossMinor: z.int(),
  vatMinor: z.int(),
  netMinor: z.int(),
});
const head = z.object({ rows: z.int(), hash: z.string() });

const manifest = z.object({
  format: z.literal('stansiya-month-pack'),
  version: z.literal(1),
  /** `2026-07`, and its first moment and the first one after it. */
  period: z.string(),
  from: z.string(),
  to: z.string(),
  timeZone: z.string(),
  madeAt: z.string(),
  /** Hash of the closing; null where the month was open. */
  closing: z.string().nullable(),
  currency: z.string(),
  /** From the books; `readBack` of a file are the sums found in it after it was written, null where it says none. */
  totals,
  ledgers: z.object({ cdrs: head, payments: head, documents: head, journal: head }),
  /** Kinds of files that could not be made here, as `pdf` where no program can print. */
  leftOut: z.array(z.string()).readonly(),
  files: z
    .array(
      z.object({
        path: z.string(),
        sizeBytes: z.int(),
        sha256: z.string(),
        readBack: totals.partial().nullable(),
      }),
    )
    .readonly(),
});

/** What a pack says of itself, for programs. */
export type Manifest = z.output<typeof manifest>;
/** All that is known before its files are written. */
export type PackFacts = Omit<Manifest, 'files' | 'leftOut'>;
export type ManifestFile = Manifest['files'][number];

export function writeManifest(content: Manifest): Buffer {
  return Buffer.from(`${JSON.stringify(content, null, 2)}\n`);
}

/** Null where it is none. */
export function readManifest(bytes: Uint8Array): Manifest | null {
  try {
    const parsed = manifest.safeParse(JSON.parse(Buffer.from(bytes).toString()));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** In hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
