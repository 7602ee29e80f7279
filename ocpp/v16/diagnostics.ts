import type { CommandOutcome } from '../model/command.ts';
import { writeIsoTime } from '../station-time.ts';
import type { InboundHandler } from './inbound-handler.ts';
import { answeredWithStatus, outboundCommand } from './outbound-command.ts';
import { writeRetries } from './retries.ts';
import { textOrNull } from './words.ts';

export const diagnosticsStatusNotification: InboundHandler<'DiagnosticsStatusNotification'> = async (
  { status },
  rules,
) => {
  await rules.logStatus({ status, requestId: null });
  return {};
};

export const logStatusNotification: InboundHandler<'LogStatusNotification'> = async (
  { status, requestId = null },
  rules,
) => {
  await rules.logStatus({ status, requestId });
  return {};
};

export const getDiagnostics = outboundCommand<'getDiagnostics', 'GetDiagnostics'>({
  action: 'GetDiagnostics',
  urgent: false,
  request: ({ location, from, to, ...retrying }) => ({
    location,
    ...writeRetries(retrying),
    ...(from !== undefined && { startTime: writeIsoTime(from) }),
    ...(to !== undefined && { stopTime: writeIsoTime(to) }),
  }),
  outcome: ({ fileName }) => withFileName({ kind: 'accepted' }, fileName),
});

export const getLog = outboundCommand<'getLog', 'GetLog'>({
  action: 'GetLog',
  urgent: false,
  request: ({ log, requestId, location, from, to, ...retrying }) => ({
    log: {
      remoteLocation: location,
      ...(from !== undefined && { oldestTimestamp: writeIsoTime(from) }),
      ...(to !== undefined && { latestTimestamp: writeIsoTime(to) }),
    },
    logType: log,
    requestId,
    ...writeRetries(retrying),
  }),
  outcome: ({ status, filename }) => withFileName(answeredWithStatus({ status }), filename),
});

/** Stations that have nothing to send name no file, or an empty one. */
function withFileName(outcome: CommandOutcome, text: string | undefined): CommandOutcome {
  const fileName = textOrNull(text);
  return { ...outcome, response: { ...outcome.response, ...(fileName !== null && { fileName }) } };
}
