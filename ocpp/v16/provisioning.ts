import { withoutSecretValues } from '../model/secrets.ts';
import { writeTime } from '../station-time.ts';
import type { InboundHandler } from './inbound-handler.ts';
import { answeredWithStatus, outboundCommand } from './outbound-command.ts';
import { textOrNull } from './words.ts';

export const bootNotification: InboundHandler<'BootNotification'> = async (request, rules) => {
  const answer = await rules.bootNotification({
    vendor: textOrNull(request.chargePointVendor),
    model: textOrNull(request.chargePointModel),
    serialNumber: textOrNull(request.chargePointSerialNumber) ?? textOrNull(request.chargeBoxSerialNumber),
    firmwareVersion: textOrNull(request.firmwareVersion),
    meterType: textOrNull(request.meterType),
    meterSerialNumber: textOrNull(request.meterSerialNumber),
    iccid: textOrNull(request.iccid),
    imsi: textOrNull(request.imsi),
  });
  return { status: answer.status, currentTime: writeTime(answer.currentTime), interval: answer.intervalSeconds };
};

export const reset = outboundCommand<'reset', 'Reset'>({
  action: 'Reset',
  urgent: false,
  request: ({ mode }) => ({ type: mode === 'hard' ? 'Hard' : 'Soft' }),
  outcome: answeredWithStatus,
});

export const getConfiguration = outboundCommand<'getConfiguration', 'GetConfiguration'>({
  action: 'GetConfiguration',
  urgent: false,
  request: ({ keys }) => (keys === undefined || keys.length === 0 ? {} : { key: [...keys] }),
  outcome: ({ configurationKey = [], unknownKey = [] }) => ({
    kind: 'accepted',
    response: {
      configuration: withoutSecretValues(
        configurationKey.map(({ key, value, readonly }) => ({ key, value: value ?? null, readonly })),
      ),
      unknownKeys: unknownKey,
    },
  }),
});

export const setConfiguration = outboundCommand<'setConfiguration', 'ChangeConfiguration'>({
  action: 'ChangeConfiguration',
  urgent: false,
  request: ({ key, value }) => ({ key, value }),
  outcome: answeredWithStatus,
});
