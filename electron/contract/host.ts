import type { PdfPage } from './pdf.ts';

/**
 * What the desktop shell and the service it forks say to each other over the utility process's own port. Consoles never see it: each gets a
 * MessagePort of its own, which the shell passes on with a `client` message and which carries the frames of `wire.ts` as text.
 */
export type HostMessage =
  /** The one transferred port is a new console. */
  | { readonly type: 'client' }
  /** Finish what is under way, close the database and exit with code 0. */
  | { readonly type: 'stop' }
  /** The computer is about to sleep, or woke up. */
  | { readonly type: 'suspend' }
  | { readonly type: 'resume' }
  /** The answer to `sealingKeyWanted`: 32 bytes in Base64; null where the operating system keeps no secrets. */
  | { readonly type: 'sealingKey'; readonly key: string | null }
  /** The answer to the `pdfWanted` of that id; null where it could not be made. */
  | { readonly type: 'pdf'; readonly id: number; readonly bytes: Uint8Array | null };

/** Service to shell: exactly one of `ready` and `failed` after each start. After `failed` the service exits by itself. */
export type ServiceMessage =
  | { readonly type: 'ready'; readonly ocppUrl: string; readonly dataFolder: string }
  | { readonly type: 'failed'; readonly code: StartFailure; readonly message: string }
  /** Asked when private keys are read or made; it comes before `ready` where encrypted connections are served. */
  | { readonly type: 'sealingKeyWanted' }
  /** A page that has all it needs in itself, not longer than `maxPdfHtmlLength`, is to become a PDF. */
  | { readonly type: 'pdfWanted'; readonly id: number; readonly html: string; readonly page: PdfPage };

/** Why a service could not start. The shell has a sentence for each in the four languages. */
export type StartFailure =
  /** Another program listens on the OCPP or the console port. */
  | 'portInUse'
  /** Another service holds the data folder. */
  | 'folderInUse'
  /** The data folder cannot be created or written. */
  | 'folderNotWritable'
  /** A newer version of the program wrote the database. */
  | 'databaseFromFuture'
  /** The file is not a database, or is damaged. */
  | 'databaseDamaged'
  /** A flag is unknown or its value is wrong. */
  | 'wrongFlag'
  | 'internal';
