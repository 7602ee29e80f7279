import type { Command, CommandOutcome } from '../../../ocpp/model/command.ts';
import { noLocalList } from '../../../ocpp/model/local-list.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { LocalListRecord } from '../store/local-list-records.ts';
import type { CommandFollowUp } from './command-hooks.ts';
import { wasNotSent } from './command-outcome.ts';
import { withChanges } from './local-list-cards.ts';
import { heldFor, localListOf } from './local-list-record.ts';

type SendLocalList = Extract<Command, { readonly type: 'sendLocalList' }>;

/** What is known of a list after every answer about it; `changed` is called once it is on disk. */
export function followLocalLists(changed: (stationId: string) => void): CommandFollowUp {
  return {
    async answered(unit, { stationId, command, outcome, at }) {
      if (command.type !== 'getLocalListVersion' && command.type !== 'sendLocalList') return;
      const list = await localListOf(unit.localLists, stationId);
      await unit.localLists.save(
        command.type === 'sendLocalList' ? afterSend(list, command, outcome, at) : afterVersion(list, outcome),
      );
      unit.afterCommit(() => {
        changed(stationId);
      });
    },
  };
}

/** OCPP 1.6 §5.10: a version we did not give means that somebody else, or the station itself, changed the list. */
function afterVersion(list: LocalListRecord, { kind, response }: CommandOutcome): LocalListRecord {
  if (kind === 'notSupported') return withoutSupport(list);
  const version = response?.listVersion;
  if (version === undefined) return list;
  if (version <= noLocalList) return withoutSupport(list);
  const told = {
    ...list,
    supported: true,
    toldVersion: version,
    lastVersion: Math.max(list.lastVersion, version),
    problem: list.problem === notSupported ? null : list.problem,
  };
  if (version === 0) return { ...told, heldVersion: 0, held: [] };
  return list.heldVersion === version ? told : { ...told, heldVersion: null, held: null };
}

const notSupported = 'NotSupported';

function withoutSupport(list: LocalListRecord): LocalListRecord {
  return { ...list, supported: false, toldVersion: null, heldVersion: null, held: null, problem: notSupported };
}

function afterSend(
  list: LocalListRecord,
  command: SendLocalList,
  outcome: CommandOutcome,
  at: EpochMs,
): LocalListRecord {
  const { kind, response, reason } = outcome;
  if (wasNotSent(outcome)) return list;
  if (kind === 'accepted') return afterAccepted(list, command, at);
  if (kind === 'notSupported') return withoutSupport(list);
  if (kind === 'rejected') return { ...list, problem: response?.status ?? reason ?? kind };
  // It may have taken the list all the same.
  return { ...list, heldVersion: null, held: null, problem: reason ?? kind };
}

function afterAccepted(
  list: LocalListRecord,
  { version, updateType, entries }: SendLocalList,
  at: EpochMs,
): LocalListRecord {
  const before = updateType === 'full' ? [] : heldFor(list);
  const held = before === null ? null : withChanges(before, entries);
  return {
    ...list,
    supported: true,
    toldVersion: version,
    lastVersion: Math.max(list.lastVersion, version),
    heldVersion: held === null ? null : version,
    held,
    sentAt: at,
    problem: null,
  };
}
