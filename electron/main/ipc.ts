import { ipcMain, type IpcMainEvent, type IpcMainInvokeEvent } from 'electron';
import type { z } from 'zod';
import { desktopChannels } from '../contract/desktop-channels.ts';
import { type DesktopCall, desktopInputs } from '../contract/desktop-inputs.ts';
import type { DesktopBridge } from '../contract/desktop.ts';
import { isConsoleFrame } from './guards.ts';

export type DesktopHandlers = {
  readonly [C in DesktopCall]: (...args: Parameters<DesktopBridge[C]>) => ReturnType<DesktopBridge[C]>;
};

type DesktopInputs = { readonly [C in DesktopCall]: z.ZodType<Parameters<DesktopBridge[C]>> };

/** Answers the calls of the desktop bridge: only those of the console's own page, and only with arguments of the right shape. */
export function handleDesktopCalls(handlers: DesktopHandlers, log: (line: string) => void): void {
  const inputs: DesktopInputs = desktopInputs;
  const register = <C extends DesktopCall>(name: C, handler: DesktopHandlers[C]): void => {
    ipcMain.handle(desktopChannels.call + name, (event, ...args: readonly unknown[]) => {
      if (!isTrusted(event, log)) throw new Error('Refused');
      const input: z.ZodType<Parameters<DesktopBridge[C]>> = inputs[name];
      return handler(...input.parse(args));
    });
  };
  for (const name of Object.keys(inputs) as DesktopCall[]) register(name, handlers[name]);
}

/** Calls `listener` whenever the console's own page asks for a port to the service. */
export function onPortRequest(listener: (event: IpcMainEvent) => void, log: (line: string) => void): void {
  ipcMain.on(desktopChannels.portRequest, (event) => {
    if (isTrusted(event, log)) listener(event);
  });
}

function isTrusted(event: IpcMainEvent | IpcMainInvokeEvent, log: (line: string) => void): boolean {
  if (isConsoleFrame(event.senderFrame)) return true;
  log(`A message from ${event.senderFrame?.url ?? 'a page that is gone'} was refused`);
  return false;
}
