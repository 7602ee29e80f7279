import type { Params } from '../../electron/contract/api.ts';
import { useConsole } from '../client/connect-console.ts';
import { useNotices } from '../stores/notices.ts';
import { saveFile } from './save-file.ts';
import { useWork } from './use-work.ts';

/** Saves the root certificate that chargers must hold before they take our encrypted connections. */
export function useSavedRoot(): (choice: Params<'security.exportRoot'>) => Promise<void> {
  const client = useConsole();
  const notices = useNotices();
  const { run } = useWork();
  return (choice) =>
    run(async () => {
      const saved = await saveFile(await client.call('security.exportRoot', choice));
      if (saved !== null) notices.showInfo('settings.security.saved', { file: saved.path ?? saved.fileName });
    });
}
