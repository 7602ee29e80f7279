import type { CommandFollowUp } from './command-hooks.ts';
import { isRefused } from './command-outcome.ts';
import type { Habits } from './habits.ts';

/** What stations' answers to commands say of them (quirks 67 and 75). */
export function followCommandHabits({ noticed }: Pick<Habits, 'noticed'>): CommandFollowUp {
  return {
    answered(_unit, { stationId, command, outcome }) {
      if (!isRefused(outcome)) return Promise.resolve();
      if (command.type === 'trigger' || command.type === 'extendedTrigger') {
        noticed(stationId, 'refusesTriggers', command.message);
      }
      if (command.type === 'setConfiguration' && /^(MeterValues|StopTxn)\w+Data$/i.test(command.key)) {
        noticed(stationId, 'refusesMeasurands', command.value);
      }
      return Promise.resolve();
    },
  };
}
