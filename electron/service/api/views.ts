import { z } from 'zod';
import type { AlertView, CommandView, FrameView } from '../../contract/views.ts';
import type { AlertRecord, CommandRecord, FrameRecord } from '../store/store.ts';
import { isoTime, isoTimeOrNull } from './iso-time.ts';
import type { Naming } from './session-views.ts';

export function frameView(frame: FrameRecord): FrameView {
  return {
    frameId: frame.frameId,
    stationId: frame.stationId,
    sessionId: frame.sessionId,
    at: isoTime(frame.at),
    direction: frame.direction,
    kind: frame.kind,
    messageId: frame.messageId,
    action: frame.action,
    text: frame.text,
  };
}

/** What was asked for years ago may look different from what can be asked for today; it is shown as it is. */
const sentRequest = z.record(z.string(), z.unknown());

export function commandView(command: CommandRecord): CommandView {
  return {
    commandId: command.commandId,
    stationId: command.stationId,
    evseId: command.evseId,
    type: command.type,
    request: sentRequest.parse(JSON.parse(command.request)),
    sentAt: isoTime(command.sentAt),
    answeredAt: isoTimeOrNull(command.answeredAt),
    outcome: command.outcome,
    effect: command.effect,
    effectAt: isoTimeOrNull(command.effectAt),
  };
}

export function alertView(alert: AlertRecord, naming: Naming): AlertView {
  return {
    alertId: alert.alertId,
    kind: alert.kind,
    stationId: alert.stationId,
    stationName: alert.stationId === null ? null : naming.stationName(alert.stationId),
    evseId: alert.evseId,
    raisedAt: isoTime(alert.raisedAt),
    clearedAt: isoTimeOrNull(alert.clearedAt),
    details: alert.details,
  };
}
