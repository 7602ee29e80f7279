import { shallowRef, watch, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { CertificateHash, CertificateUse } from '../../ocpp/model/certificate.ts';
import { useOutcomeText } from '../components/use-outcome-text.ts';
import { useWork } from '../components/use-work.ts';
import { useCommands } from '../stores/commands.ts';

export interface InstalledCertificate {
  readonly use: CertificateUse;
  readonly hash: CertificateHash;
}

export interface InstalledCertificates {
  readonly installed: Readonly<ShallowRef<readonly InstalledCertificate[]>>;
  /** It was asked at least once. */
  readonly asked: Readonly<ShallowRef<boolean>>;
  readonly asking: Readonly<ShallowRef<boolean>>;
  /** Why nothing is known, in words; null when there is nothing to say. */
  readonly problem: Readonly<ShallowRef<string | null>>;
  readonly ask: () => Promise<void>;
}

interface Answer {
  readonly found: readonly InstalledCertificate[];
  readonly refusal: string | null;
}

const uses = ['CSMSRootCertificate', 'ManufacturerRootCertificate'] as const satisfies readonly CertificateUse[];

/** The root certificates a station holds, asked of the station itself, one question for each kind. */
export function useInstalledCertificates(stationId: () => string): InstalledCertificates {
  const { t } = useI18n();
  const commands = useCommands();
  const texts = useOutcomeText();
  const installed = shallowRef<readonly InstalledCertificate[]>([]);
  const asked = shallowRef(false);
  const problem = shallowRef<string | null>(null);
  const { busy: asking, run } = useWork();

  const ask = (): Promise<void> =>
    run(async () => {
      problem.value = null;
      const answers = [await askFor(uses[0]), await askFor(uses[1])];
      installed.value = answers.flatMap(({ found }) => found);
      problem.value =
        answers.find(({ refusal }) => refusal !== null)?.refusal ??
        (installed.value.length === 0 ? t('commands.noInstalled') : null);
      asked.value = true;
    });

  async function askFor(use: CertificateUse): Promise<Answer> {
    const result = await commands.send(stationId(), null, { type: 'getInstalledCertificateIds', certificateType: use });
    // "NotFound" is how a station says that it has none of this kind (security whitepaper §5.6).
    const isAnswer = result.kind === 'accepted' || result.response?.status === 'NotFound';
    return {
      found: (result.response?.certificates ?? []).map((hash) => ({ use, hash })),
      refusal: isAnswer ? null : texts.outcome(result),
    };
  }

  watch(stationId, () => {
    installed.value = [];
    asked.value = false;
    problem.value = null;
  });
  return { installed, asked, asking, problem, ask };
}
