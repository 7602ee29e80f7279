import type { DesktopBridge } from '../../electron/contract/desktop.ts';

declare global {
  interface Window {
    readonly stansiya?: DesktopBridge;
  }
}
