import { expect, onTestFinished } from 'vitest';
import { playQuirk } from '../../../ocpp/simulator/quirks/play-quirk.ts';
import { type Stand, cards } from '../../harness/stand.ts';
import { schemaFaults } from '../../harness/official-schemas.ts';
import { type RecordingRelay, startRelay } from '../../harness/recording-relay.ts';

export interface Replay {
  readonly stationId: string;
  readonly relay: RecordingRelay;
}

/** Lets a station play a quirk against the service, over a relay that keeps what the service answers. */
export async function replay(stand: Stand, quirk: number, secureUrl?: string): Promise<Replay> {
  const relay = await startRelay(stand.service.ocppUrl);
  const performance = playQuirk(quirk, { url: relay.url, secureUrl, idTag: cards.valid, patienceMs: 10_000 });
  onTestFinished(() => {
    performance.stop();
  });
  await performance.played;
  return { stationId: performance.stationId, relay };
}

type Answered = readonly [type: number, messageId: string, ...rest: unknown[]];

/** Every CALL that could be read was answered on the wire, each time it came, with what the published schemas allow. */
export async function expectAnswered(stand: Stand, { stationId, relay }: Replay): Promise<void> {
  const { rows: frames } = await stand.client.call('frames.list', { stationId, direction: 'in', limit: 500 });
  const calls = frames.filter(({ kind }) => kind === 'call').reverse();
  const answers = relay.answered.map((text) => JSON.parse(text) as Answered).filter(([type]) => type !== 2);
  expect(answers.length).toBe(calls.length);
  for (const { messageId, action, text } of calls) {
    const at = answers.findIndex(([, id]) => id === messageId);
    const [answer] = at === -1 ? [] : answers.splice(at, 1);
    expect(answer?.[0], `the answer to ${text}`).toBe(3);
    expect(schemaFaults(action ?? '', 'Response', answer?.[2])).toBe('');
  }
}

/** Energy of the station's sessions, oldest first. */
export async function energies(stand: Stand, stationId: string): Promise<readonly (number | null)[]> {
  const { rows } = await stand.client.call('sessions.list', { stationId });
  return rows.map(({ energyWh }) => energyWh).reverse();
}
