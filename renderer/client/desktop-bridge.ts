import type { DesktopBridge } from '../../electron/contract/desktop.ts';

declare global {
  interface Window {
    /** Set by the preload script of the desktop shell. */
    readonly stansiya?: DesktopBridge;
  }
}

/** What the desktop shell offers; undefined in a browser. */
export const desktopBridge = (): DesktopBridge | undefined => window.stansiya;
