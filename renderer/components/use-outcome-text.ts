import { useI18n } from 'vue-i18n';
import type { CommandOutcome, CommandType, CommandView } from '../../electron/contract/views.ts';
import type { OutcomeReason } from '../../ocpp/model/outcome-reason.ts';
import { useKnownText } from './use-known-text.ts';

export interface OutcomeText {
  /** How the station took a command; a refusal word that means something of its own for `type` is told so. */
  readonly outcome: (outcome: CommandOutcome, type?: CommandType) => string;
  /** What came of it; empty when nothing is to be seen. */
  readonly effect: (effect: CommandView['effect']) => string;
}

/** Answers of stations in words for a person. */
export function useOutcomeText(): OutcomeText {
  const { t } = useI18n();
  const known = useKnownText();

  const because = (kind: CommandOutcome['kind'], word: OutcomeReason): string => {
    const reason = t(`commands.reason.${word}`);
    return kind === 'failed'
      ? t('commands.failedBecause', { reason })
      : t('commands.kindBecause', { kind: t(`station.outcome.${kind}`), reason });
  };

  const otherWord = (kind: CommandOutcome['kind'], word: string): string =>
    t('commands.otherWord', { kind: t(`station.outcome.${kind}`), word });

  return {
    outcome: ({ kind, response, reason }, type) => {
      const word = response?.status ?? '';
      const text = known(`commands.statusOf.${type ?? ''}.${word}`, known(`commands.status.${word}`, ''));
      if (text !== '') return text;
      if (reason !== undefined && (kind === 'failed' || kind === 'rejected')) return because(kind, reason);
      return isPlain(kind, word) ? t(`station.outcome.${kind}`) : otherWord(kind, word);
    },
    effect: (effect) => (effect === 'none' ? '' : t(`station.effect.${effect}`)),
  };
}

/** The word says nothing that the kind does not say. */
const isPlain = (kind: CommandOutcome['kind'], word: string): boolean =>
  kind === 'accepted' || ['', 'Rejected', 'NotSupported'].includes(word);
