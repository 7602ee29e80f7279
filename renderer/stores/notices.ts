import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { AppError } from '../../electron/contract/errors.ts';

/** Something to say once, at the lower edge of the window. A message key says it in every language. */
export type Notice =
  | { readonly kind: 'error'; readonly error: AppError }
  | { readonly kind: 'info'; readonly messageKey: string; readonly values?: Readonly<Record<string, string>> };

export const useNotices = defineStore('notices', () => {
  const current = shallowRef<Notice | null>(null);
  return {
    current,
    /** A lost connection has its own banner and needs no notice. */
    showError: (cause: unknown): void => {
      const error = cause instanceof AppError ? cause : new AppError('internal');
      if (error.code !== 'disconnected') current.value = { kind: 'error', error };
    },
    showInfo: (messageKey: string, values: Readonly<Record<string, string>> = {}): void => {
      current.value = { kind: 'info', messageKey, values };
    },
    dismiss: (): void => {
      current.value = null;
    },
  };
});
