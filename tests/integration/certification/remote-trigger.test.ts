import { expect, it } from 'vitest';
import type { TriggeredMessage } from '../../../ocpp/model/command.ts';
import { useStand } from '../../harness/stand.ts';
import { bootReported, plainTime, status } from '../../harness/steps.ts';
import { asks, says, type Exchange } from '../../harness/wire.ts';

const stand = useStand();

interface Triggered {
  readonly message: TriggeredMessage;
  readonly evseId?: number;
  readonly follows: readonly Exchange[];
}

const triggered: readonly Triggered[] = [
  { message: 'MeterValues', evseId: 1, follows: [says('MeterValues', { connectorId: 1 })] },
  { message: 'Heartbeat', follows: [says('Heartbeat', {}, { currentTime: plainTime })] },
  { message: 'StatusNotification', evseId: 2, follows: [status('Available', 2)] },
  { message: 'StatusNotification', follows: [0, 1, 2].map((id) => status('Available', id)) },
  { message: 'DiagnosticsStatusNotification', follows: [says('DiagnosticsStatusNotification', { status: 'Idle' })] },
  { message: 'FirmwareStatusNotification', follows: [says('FirmwareStatusNotification', { status: 'Idle' })] },
  { message: 'BootNotification', follows: [bootReported] },
];

it('TC_054_CSMS trigger message', async () => {
  const { wire, ...point } = await stand.booted('TC_054', { connectors: 2 });
  for (const { message, evseId, follows } of triggered) {
    const result = await point.command({ type: 'trigger', message, evseId });
    expect(result).toMatchObject({ kind: 'accepted', response: { status: 'Accepted' } });
    const request = { requestedMessage: message, ...(evseId !== undefined && { connectorId: evseId }) };
    await wire.shows([asks('TriggerMessage', request, { status: 'Accepted' }), ...follows]);
    await point.seen(result);
  }
  const { rows } = await stand.client.call('commands.list', { stationId: 'TC_054' });
  expect(rows.map(({ type, effect }) => [type, effect])).toEqual(triggered.map(() => ['trigger', 'seen']));
});

it('TC_055_CSMS trigger message, rejected', async () => {
  const { wire, ...point } = await stand.booted('TC_055');
  const result = await point.command({ type: 'trigger', message: 'MeterValues', evseId: 9 });
  expect(result).toMatchObject({ kind: 'rejected', response: { status: 'Rejected' }, effect: 'none' });
  const request = { requestedMessage: 'MeterValues', connectorId: 9 };
  await wire.shows([asks('TriggerMessage', request, { status: 'Rejected' })]);
  const { rows } = await stand.client.call('commands.list', { stationId: 'TC_055' });
  expect(rows).toMatchObject([{ type: 'trigger', evseId: 9, outcome: { kind: 'rejected' } }]);
});
