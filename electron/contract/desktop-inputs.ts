import { z } from 'zod';
import type { DesktopBridge } from './desktop.ts';

/** The members of the bridge that ask the shell for something and wait for its answer. */
export type DesktopCall = {
  [K in keyof DesktopBridge]: DesktopBridge[K] extends (...args: never) => Promise<unknown> ? K : never;
}[keyof DesktopBridge];

/** Arguments of every call of the desktop bridge, checked by the shell before anything is done. */
export const desktopInputs = {
  saveFile: z.tuple([
    z.strictObject({
      fileName: z.string().min(1).max(200),
      mediaType: z.string().max(200),
      base64: z.base64().max(400_000_000),
    }),
  ]),
  showInFolder: z.tuple([z.string().min(1)]),
  openDataFolder: z.tuple([]),
  getAutostart: z.tuple([]),
  setAutostart: z.tuple([z.boolean()]),
  setLanguage: z.tuple([z.enum(['az', 'ru', 'en', 'tr'])]),
  setDemo: z.tuple([z.boolean()]),
} as const satisfies { readonly [C in DesktopCall]: z.ZodType<Parameters<DesktopBridge[C]>> };
