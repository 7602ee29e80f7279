import type { ExportedFile, Language } from './views.ts';

/**
 * Data of the window message that carries the service's MessagePort (a port can't pass through the context bridge). It comes after
 * `requestServicePort`, and again by itself after every restart of the service. The console frames of `wire.ts` travel over the port as text.
 */
export const servicePortMessage = 'stansiya.service-port';

/** What the desktop shell offers the window, as `window.stansiya`; absent in a browser. */
export interface DesktopBridge {
  /** Asks for a port to the service; it arrives as a window message with the data `servicePortMessage`. */
  requestServicePort(): void;
  /**
   * Called when the service is gone and a new one is on its way, or could not be started; at once when that is so already. `reason` is a sentence
   * in the language of the shell that says what to do.
   */
  onServiceDown(
    listener: (state: { readonly restarting: boolean; readonly reason: string | null }) => void,
  ): () => void;
  /** Asks where to save and writes there. Resolves with the path, or null when the person cancelled. */
  saveFile(file: ExportedFile): Promise<string | null>;
  /** Shows a saved file in the file manager. */
  showInFolder(path: string): Promise<void>;
  /** Opens the folder that holds the database, the exports and the logs. */
  openDataFolder(): Promise<void>;
  getAutostart(): Promise<boolean>;
  setAutostart(enabled: boolean): Promise<boolean>;
  /** Tells the shell which language its menus and notifications speak. */
  setLanguage(language: Language): Promise<void>;
  /** Restarts the service on the demo database, or back on the books. */
  setDemo(enabled: boolean): Promise<void>;
  readonly versions: { readonly app: string; readonly electron: string };
}
