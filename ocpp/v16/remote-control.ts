import { answeredWithStatus, outboundCommand } from './outbound-command.ts';

export const remoteStart = outboundCommand<'remoteStart', 'RemoteStartTransaction'>({
  action: 'RemoteStartTransaction',
  urgent: false,
  request: ({ evseId, idToken }) => ({ ...(evseId !== undefined && { connectorId: evseId }), idTag: idToken }),
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
