import { safeStorage } from 'electron';
import type { SecretKeeper } from './sealing-key.ts';

/** The operating system's own keeper of secrets: the keychain, DPAPI, a keyring. */
export const systemSecrets: SecretKeeper = {
  async isAvailable() {
    // Electron 25, for development on Linux, can neither do it without blocking nor say where it keeps the secret.
    if (!('isAsyncEncryptionAvailable' in safeStorage)) return false;
    if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
    // On Linux without a keyring the "encryption" is a password everybody knows (electronjs.org/docs/latest/api/safe-storage).
    return process.platform !== 'linux' || !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
  },
  seal: (text) => safeStorage.encryptStringAsync(text),
  async open(sealed) {
    const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(sealed);
    return { text: result, isOutdated: shouldReEncrypt };
  },
};
