import { isHandshakeRefusal } from '../../contract/words.ts';
import type { HandshakeFailureView } from '../../contract/commissioning.ts';
import { AppError } from '../../contract/errors.ts';
import type { Habits } from '../domain/habits.ts';
import type { HandshakeFailures } from '../domain/handshake-failures.ts';
import { knownStation } from '../domain/known-station.ts';
import type { LiveState } from '../domain/live-state.ts';
import type { StationChecks } from '../domain/station-checks.ts';
import type { HandshakeFailureRecord } from '../store/charger-records.ts';
import type { AreaHandlers } from './handlers.ts';
import { isoTime } from './iso-time.ts';
import { pageQuery } from './page.ts';

/** Lets simulated stations of the demonstration play quirks. */
export interface DemoQuirks {
  readonly numbers: readonly number[];
  /** Resolves with the station that begins to play it, after `admit` let it in where it is not known. */
  readonly play: (quirk: number, admit: (stationId: string) => Promise<void>) => Promise<string>;
}

export interface CommissioningDeps {
  readonly live: LiveState;
  readonly handshakes: HandshakeFailures;
  readonly habits: Habits;
  readonly checks: StationChecks;
  /** Null where no demonstration runs. */
  readonly demo: DemoQuirks | null;
  readonly admit: (stationId: string) => Promise<void>;
}

export function commissioningHandlers({
  live,
  handshakes,
  habits,
  checks,
  demo,
  admit,
}: CommissioningDeps): AreaHandlers<'handshakes' | 'habits' | 'checks' | 'demo'> {
  const quirks = (): DemoQuirks => {
    if (demo === null) throw new AppError('conflict', { reason: 'notDemo' });
    return demo;
  };
  return {
    async 'handshakes.list'(input) {
      const { total, rows } = await handshakes.list(pageQuery(input));
      return { total, rows: rows.flatMap(failureView) };
    },
    async 'handshakes.clear'() {
      await handshakes.clear();
      return null;
    },
    async 'habits.list'({ stationId }) {
      const noticed = await habits.list(knownStation(live, stationId).record.stationId);
      return noticed.map((one) => ({ ...one, firstAt: isoTime(one.firstAt), lastAt: isoTime(one.lastAt) }));
    },
    'checks.run': ({ stationId }) => checks.run(stationId),
    'checks.get': ({ stationId }) => checks.find(stationId),
    'demo.quirks': () => quirks().numbers,
    async 'demo.playQuirk'({ quirk }) {
      const { numbers, play } = quirks();
      if (!numbers.includes(quirk)) throw new AppError('notFound', { what: 'quirk', id: String(quirk) });
      return { stationId: await play(quirk, admit) };
    },
  };
}

/** A refusal that only another version of this program knows is left out. */
function failureView(record: HandshakeFailureRecord): readonly HandshakeFailureView[] {
  const { refusal } = record;
  if (!isHandshakeRefusal(refusal)) return [];
  return [{ ...record, refusal, firstAt: isoTime(record.firstAt), lastAt: isoTime(record.lastAt) }];
}
