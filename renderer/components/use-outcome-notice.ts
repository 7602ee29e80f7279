import type { CommandOutcome, CommandType } from '../../ocpp/model/command.ts';
import { useNotices } from '../stores/notices.ts';
import { useOutcomeText } from './use-outcome-text.ts';

/** Says in a notice how a station took what was asked of it; `asked` is that in words. */
export function useOutcomeNotice(): (asked: string, outcome: CommandOutcome, type: CommandType) => void {
  const notices = useNotices();
  const outcomeText = useOutcomeText();
  return (asked, outcome, type) => {
    notices.showInfo('station.noticeOutcome', { command: asked, outcome: outcomeText.outcome(outcome, type) });
  };
}
