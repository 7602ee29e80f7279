import { inputs } from '../../contract/inputs.ts';
import type { EpochMs } from '../../../ocpp/model/time.ts';
import type { CommandRecord } from '../store/store.ts';
import { sameAscii } from './same-text.ts';
import type { StationUnit } from './station-unit.ts';

/** How long a station may wait for the car to be plugged in after a remote start. */
const startWithinMs = 15 * 60_000;
/** A station's clock may be behind ours. */
const clockToleranceMs = 5 * 60_000;
const commandsLookedAt = 50;

const command = inputs['stations.command'].shape.command;

/** Whether the console asked this station to start for that id token, shortly before. */
export async function madeByConsole(su: StationUnit, idToken: string, at: EpochMs): Promise<boolean> {
  const commands = await su.unit.commands.list({ stationId: su.station.stationId, limit: commandsLookedAt, offset: 0 });
  // By the station's clock, which may be wrong, or by ours, where a late report says nothing.
  const moments = [at, su.receivedAt];
  return commands.rows.some(
    (record) => moments.some((moment) => isShortlyBefore(record.sentAt, moment)) && startedToken(record, idToken),
  );
}

const isShortlyBefore = (sentAt: EpochMs, moment: EpochMs): boolean =>
  sentAt <= moment + clockToleranceMs && sentAt >= moment - startWithinMs - clockToleranceMs;

function startedToken(record: CommandRecord, idToken: string): boolean {
  if (record.type !== 'remoteStart') return false;
  const sent = command.safeParse(JSON.parse(record.request));
  return sent.success && sent.data.type === 'remoteStart' && sameAscii(sent.data.idToken, idToken);
}
