import type { StartFailure } from '../contract/host.ts';
import type { Text, TextKey } from './texts.ts';

const sentences: Readonly<Record<StartFailure, TextKey>> = {
  portInUse: 'failedPortInUse',
  folderInUse: 'failedFolderInUse',
  folderNotWritable: 'failedFolderNotWritable',
  databaseFromFuture: 'failedDatabaseFromFuture',
  databaseDamaged: 'failedDatabaseDamaged',
  wrongFlag: 'failedWrongFlag',
  internal: 'failedInternal',
};

export interface FailedStart {
  readonly code: StartFailure;
  readonly message: string;
}

/** Why the server does not run and what to do about it, for the person at the window. */
export const failureSentence = ({ code, message }: FailedStart, folder: string, text: Text): string =>
  text(sentences[code], { message, folder });
