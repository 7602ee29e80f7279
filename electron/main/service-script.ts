import { join, sep } from 'node:path';

/** The service's bundle. In the package it lies beside the archive: before Electron 28 an ES module inside one cannot be imported. */
export const serviceScript = (appFolder: string): string =>
  join(appFolder.replace(`${sep}app.asar`, `${sep}app.asar.unpacked`), 'out', 'service.cjs');
