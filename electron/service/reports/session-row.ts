import type { SessionRecord, StoreReads } from '../store/store.ts';

/** A finished session with the names people gave to its station and its card. */
export interface SessionRow {
  readonly session: SessionRecord;
  readonly stoppedAt: number;
  readonly stationName: string;
  readonly cardLabel: string;
}

/** The sessions that stopped in [from, to), in order of stop time, read as they are asked for. */
export async function* sessionRows(
  reads: Pick<StoreReads, 'sessions' | 'stations' | 'idTokens'>,
  from: number,
  to: number,
): AsyncGenerator<SessionRow> {
  const stationNames = new Map((await reads.stations.list()).map(({ stationId, name }) => [stationId, name]));
  const cardLabels = new Map<string, string>();
  const labelOf = async (idToken: string): Promise<string> => {
    const known = cardLabels.get(idToken);
    if (known !== undefined) return known;
    const label = (await reads.idTokens.find(idToken))?.label ?? '';
    cardLabels.set(idToken, label);
    return label;
  };
  for await (const session of reads.sessions.stoppedBetween(from, to)) {
    if (session.stoppedAt === null) continue;
    yield {
      session,
      stoppedAt: session.stoppedAt,
      stationName: stationNames.get(session.stationId) ?? '',
      cardLabel: session.idToken === null ? '' : await labelOf(session.idToken),
    };
  }
}
