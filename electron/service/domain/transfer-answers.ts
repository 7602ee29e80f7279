import type { CommandOutcome } from '../../../ocpp/model/command.ts';
import type { Announce } from './changes.ts';
import type { CommandFollowUp } from './command-hooks.ts';
import { isRefused, wasNotSent } from './command-outcome.ts';
import { changeTransfer, isOpen, type TransferChange } from './transfers.ts';

/** What a transfer learns from how the station took the command. */
export function followTransfers(announce: Announce): CommandFollowUp {
  return {
    async answered(unit, { commandId, outcome, at }) {
      const transfer = await unit.transfers.findByCommand(commandId);
      if (transfer === null) return;
      if (wasNotSent(outcome)) return unit.transfers.remove(transfer.transferId);
      // The station may be faster with the file than with its answer.
      const change = isOpen(transfer) ? changeBy(outcome) : {};
      const fileName = transfer.fileName ?? outcome.response?.fileName ?? null;
      await changeTransfer(unit, announce, transfer, { ...change, fileName, changedAt: at });
    },
  };
}

/** One that was never answered may have been heard all the same. */
function changeBy(outcome: CommandOutcome): TransferChange {
  if (!isRefused(outcome)) return {};
  const { response, reason } = outcome;
  return { state: 'failed', status: response?.status ?? reason ?? null };
}
