import type { ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { useOutcomeNotice } from '../components/use-outcome-notice.ts';
import { useWork } from '../components/use-work.ts';
import { useCommands } from '../stores/commands.ts';

export interface CertificateRenewal {
  readonly busy: Readonly<ShallowRef<boolean>>;
  readonly ask: () => Promise<void>;
}

/** Has a station ask for a new certificate of its own (security whitepaper §4.1.6). */
export function useCertificateRenewal(stationId: () => string): CertificateRenewal {
  const { t } = useI18n();
  const commands = useCommands();
  const tellOutcome = useOutcomeNotice();
  const { busy, run } = useWork();

  const ask = (): Promise<void> =>
    run(async () => {
      const command = { type: 'extendedTrigger', message: 'SignChargingStationCertificate' } as const;
      const result = await commands.send(stationId(), null, command);
      tellOutcome(t('stationSecurity.act.certificate'), result, command.type);
    });

  return { busy, ask };
}
