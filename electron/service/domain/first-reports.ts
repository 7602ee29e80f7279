import type { StationLink } from '../../../ocpp/central-system.ts';
import type { CommandOutcome } from '../../../ocpp/model/command.ts';
import type { Clock, EpochMs } from '../../../ocpp/model/time.ts';
import { isUnstable } from './alert-conditions.ts';
import type { Change } from './changes.ts';
import { isRefused } from './command-outcome.ts';
import type { Habits } from './habits.ts';
import type { LiveState, LiveStation } from './live-state.ts';
import { foldAscii } from './same-text.ts';
import type { Cancel, Scheduler } from './scheduler.ts';

/** A station that is spoken to sooner may break off and boot again (quirk 9). */
const settleMs = 20_000;
const bootAskedEveryMs = 24 * 3_600_000;

export interface FirstReportsDeps {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly live: LiveState;
  readonly link: StationLink;
  readonly habits: Pick<Habits, 'noticed'>;
}

/**
 * Asks a station that came back without a word for its statuses, and one that never told who it is for that, at most once a day. One that refuses
 * is not asked again until the service starts anew (quirks 9 and 67).
 */
export function askForFirstReports(deps: FirstReportsDeps): { apply(change: Change): void; stop: Cancel } {
  const { clock, scheduler, live, link, habits } = deps;
  const waiting = new Set<Cancel>();
  const refusing = new Set<string>();
  const bootAskedAt = new Map<string, EpochMs>();

  function bootIsDue({ record }: LiveStation): boolean {
    const key = foldAscii(record.stationId);
    if (record.lastBootAt !== null) return false;
    const askedAt = bootAskedAt.get(key);
    if (askedAt !== undefined && clock.now() - askedAt < bootAskedEveryMs) return false;
    bootAskedAt.set(key, clock.now());
    return true;
  }

  async function ask(connectionId: string, stationId: string): Promise<void> {
    const station = live.station(stationId);
    if (station?.connection?.connectionId !== connectionId || station.record.admission !== 'accepted') return;
    if (refusing.has(foldAscii(stationId)) || isUnstable(station, clock.now())) return;
    const refusals: CommandOutcome[] = [];
    if (bootIsDue(station)) refusals.push(await link.command(stationId, trigger('BootNotification'), 'automatic'));
    if (isSilent(station)) refusals.push(await askStatus(stationId, station));
    if (!refusals.some(isRefused)) return;
    refusing.add(foldAscii(stationId));
    habits.noticed(stationId, 'refusesTriggers', null);
  }

  /** Some refuse the question about all connectors, but answer for one; the first refusal of such a one is the last question. */
  async function askStatus(stationId: string, { record }: LiveStation): Promise<CommandOutcome> {
    const all = await link.command(stationId, trigger('StatusNotification'), 'automatic');
    if (all.kind !== 'rejected') return all;
    const evseIds = record.evses.map(({ evseId }) => evseId).filter((evseId) => evseId > 0);
    for (const evseId of evseIds.length > 0 ? evseIds : [1]) {
      const outcome = await link.command(stationId, { ...trigger('StatusNotification'), evseId }, 'automatic');
      if (outcome.kind !== 'accepted') return outcome;
    }
    return { kind: 'accepted' };
  }

  return {
    apply(change) {
      if (change.type !== 'stationConnected') return;
      const { connectionId, stationId } = change.connection;
      const cancel = scheduler.after(settleMs, () => {
        waiting.delete(cancel);
        void ask(connectionId, stationId);
      });
      waiting.add(cancel);
    },
    stop() {
      for (const cancel of waiting) cancel();
      waiting.clear();
    },
  };
}

function trigger(message: 'BootNotification' | 'StatusNotification') {
  return { type: 'trigger', message } as const;
}

/** It reported nothing of its connectors since it came. */
function isSilent({ statusReceivedAt, connection }: LiveStation): boolean {
  const since = connection?.connectedAt ?? 0;
  return ![...statusReceivedAt].some(([evseId, receivedAt]) => evseId > 0 && receivedAt >= since);
}
