import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { CommandRequest } from '../../contract/command-request.ts';
import type { WriteUnit } from '../store/store.ts';
import type { LiveStation } from './live-state.ts';

/** What the operator asks of a station, as it is being written down. */
export interface CommandOrder<R extends CommandRequest = CommandRequest> {
  readonly commandId: string;
  readonly station: LiveStation;
  readonly request: R;
  readonly at: EpochMs;
}

/**
 * Turns what is asked into what is sent: makes addresses, numbers and versions. It runs in the unit of work that writes the command down, so
 * what it writes is there if and only if the command is. Throws `AppError` when the command cannot be given; nothing is then sent or kept.
 */
export type CompleteCommand = (unit: WriteUnit, order: CommandOrder) => Promise<Command>;

/** A command with what came of it; `command` is what was sent, secrets included. */
export interface AnsweredCommand {
  readonly commandId: string;
  /** In the spelling of its record. */
  readonly stationId: string;
  readonly command: Command;
  /** Everything, `offline` included: nothing was sent then. */
  readonly outcome: CommandOutcome;
  readonly at: EpochMs;
}

/** A rule that has to know how stations take commands. */
export interface CommandFollowUp {
  /**
   * Called for every command whose outcome is known, and for the question that reads a setting again, in the unit of work that writes the outcome down. What consoles should hear goes through
   * `unit.afterCommit`. A command that is under way when the service ends is never told: whoever waits for it has to bear that.
   */
  answered(unit: WriteUnit, answered: AnsweredCommand): Promise<void>;
}
