import { type App, app } from 'electron';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** What Electron's own default app calls besides, before it loads a folder. */
interface LoadingApp extends App {
  setAppPath(path: string): void;
  setVersion(version: string): void;
}

interface Manifest {
  readonly main: string;
  readonly productName: string;
  readonly version: string;
}

/** Stands in for the default app that the development Electron lacks: loads the folder given on the command line. */
function load(folder: string): void {
  const manifestPath = join(folder, 'package.json');
  if (!existsSync(manifestPath)) throw new Error(`There is no program in ${folder}`);
  const manifest = JSON.parse(readFileSync(manifestPath, 'utf8')) as Manifest;
  const loading = app as LoadingApp;
  loading.setName(manifest.productName);
  loading.setVersion(manifest.version);
  loading.setAppPath(folder);
  createRequire(manifestPath)(join(folder, manifest.main));
}

load(resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.'));
