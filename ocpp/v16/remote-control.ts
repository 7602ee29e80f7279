import { answeredWithStatus, outboundCommand } from './outbound-command.ts';
import { writeChargingProfile } from './smart-charging.ts';

export const remoteStart = outboundCommand<'remoteStart', 'RemoteStartTransaction'>({
  action: 'RemoteStartTransaction',
  urgent: false,
  request: ({ evseId, idToken, profile }) => ({
    ...(evseId !== undefined && { connectorId: evseId }),
    idTag: idToken,
    ...(profile !== undefined && { chargingProfile: writeChargingProfile(profile) }),
  }),
  outcome: answeredWithStatus,
});

export const remoteStop = outboundCommand<'remoteStop', 'RemoteStopTransaction'>({
  action: 'RemoteStopTransaction',
  urgent: true,
  request: ({ transactionId }) => ({ transactionId: Number(transactionId) }),
  outcome: answeredWithStatus,
});

export const unlock = outboundCommand<'unlock', 'UnlockConnector'>({
  action: 'UnlockConnector',
  urgent: true,
  request: ({ evseId }) => ({ connectorId: evseId }),
  outcome: answeredWithStatus,
});

export const trigger = outboundCommand<'trigger', 'TriggerMessage'>({
  action: 'TriggerMessage',
  urgent: false,
  request: ({ message, evseId }) => ({
    requestedMessage: message,
    ...(evseId !== undefined && { connectorId: evseId }),
  }),
  outcome: answeredWithStatus,
});

export const extendedTrigger = outboundCommand<'extendedTrigger', 'ExtendedTriggerMessage'>({
  action: 'ExtendedTriggerMessage',
  urgent: false,
  request: ({ message, evseId }) => ({
    requestedMessage: message === 'SignChargingStationCertificate' ? 'SignChargePointCertificate' : message,
    ...(evseId !== undefined && { connectorId: evseId }),
  }),
  outcome: answeredWithStatus,
});
