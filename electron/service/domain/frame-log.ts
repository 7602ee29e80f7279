import type { StationConnectionInfo } from '../../../ocpp/central-system.ts';
import type { Frame } from '../../../ocpp/model/frame.ts';
import type { FrameRecord, Store } from '../store/store.ts';
import type { Announce } from './changes.ts';
import type { Log } from './log.ts';

/** More than this waits only when the disk cannot keep up or fails; these frames are the ones that may be lost. */
const mostWaiting = 5000;

/** Keeps frames that need no answer, many in one write. */
export interface FrameLog {
  record(connection: StationConnectionInfo, frame: Frame): void;
}

export function createFrameLog(store: Store, announce: Announce, log: Log): FrameLog {
  let waiting: Omit<FrameRecord, 'frameId'>[] = [];
  let writing = false;

  async function write(): Promise<void> {
    writing = true;
    try {
      while (waiting.length > 0) {
        const frames = waiting;
        waiting = [];
        await store.write(async (unit) => {
          await unit.frames.append(frames);
          unit.afterCommit(() => {
            for (const stationId of new Set(frames.map((frame) => frame.stationId)))
              announce({ type: 'frames', stationId });
          });
        });
      }
    } catch (fault) {
      log.warn('frames were not kept', { fault });
    } finally {
      writing = false;
    }
  }

  return {
    record({ stationId, connectionId }, frame) {
      if (waiting.length >= mostWaiting) return;
      waiting.push({ ...frame, stationId, connectionId, sessionId: null });
      if (!writing) void write();
    },
  };
}
