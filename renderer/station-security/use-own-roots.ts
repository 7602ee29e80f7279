import type { ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { CommandResult } from '../../electron/contract/views.ts';
import type { KeyAlgorithm } from '../../electron/contract/security.ts';
import { useConsole } from '../client/connect-console.ts';
import { useOutcomeText } from '../components/use-outcome-text.ts';
import { useWork } from '../components/use-work.ts';
import { useCommands } from '../stores/commands.ts';
import { useNotices } from '../stores/notices.ts';

const lineLength = /.{1,64}/g;

/** PEM of a certificate's DER in base64. */
function pemOf(base64: string): string {
  const lines = base64.match(lineLength) ?? [];
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n');
}

/** Gives a station the roots of our own authority, one for each kind of key, for it trusts only what it was given. */
export function useOwnRoots(
  stationId: () => string,
  installed: () => Promise<void>,
): { readonly busy: Readonly<ShallowRef<boolean>>; readonly install: () => Promise<void> } {
  const { t } = useI18n();
  const client = useConsole();
  const commands = useCommands();
  const notices = useNotices();
  const outcomeText = useOutcomeText();
  const { busy, run } = useWork();

  async function installOne(algorithm: KeyAlgorithm): Promise<CommandResult> {
    const { base64 } = await client.call('security.exportRoot', { format: 'der', algorithm });
    const request = { certificateType: 'CSMSRootCertificate', certificate: pemOf(base64) } as const;
    return commands.send(stationId(), null, { type: 'installCertificate', ...request });
  }

  async function installAll(): Promise<readonly CommandResult[]> {
    const { roots } = await client.call('security.get', {});
    const results: CommandResult[] = [];
    for (const { algorithm } of roots) results.push(await installOne(algorithm));
    return results;
  }

  const install = (): Promise<void> =>
    run(async () => {
      const results = await installAll();
      const outcomes = new Set(results.map((result) => outcomeText.outcome(result, 'installCertificate')));
      notices.showInfo('station.noticeOutcome', {
        command: t('station.command.installCertificate'),
        outcome: outcomes.size === 0 ? t('stationSecurity.noRoots') : [...outcomes].join('; '),
      });
      if (results.some(({ kind }) => kind === 'accepted')) await installed();
    });

  return { busy, install };
}
