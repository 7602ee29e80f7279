import { useI18n } from 'vue-i18n';
import type { CommandOutcome, CommandView } from '../../electron/contract/views.ts';

/** Status words with a sentence of their own (OCPP 1.6 §7). */
const statusWords = ['Scheduled', 'RebootRequired', 'UnlockFailed', 'UnknownMessageId', 'UnknownVendorId'] as const;

export interface OutcomeText {
  /** How the station took a command. */
  readonly outcome: (outcome: CommandOutcome) => string;
  /** What came of it; empty when nothing is to be seen. */
  readonly effect: (effect: CommandView['effect']) => string;
}

/** Answers of stations in words for a person. */
export function useOutcomeText(): OutcomeText {
  const { t } = useI18n();
  return {
    outcome: ({ kind, response }) => {
      const word = statusWords.find((known) => known === response?.status);
      return word === undefined ? t(`station.outcome.${kind}`) : t(`station.outcomeStatus.${word}`);
    },
    effect: (effect) => (effect === 'none' ? '' : t(`station.effect.${effect}`)),
  };
}
