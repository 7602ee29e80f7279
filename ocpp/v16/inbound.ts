import { authorize } from './authorization.ts';
import { heartbeat, statusNotification } from './availability.ts';
import { dataTransfer } from './data-transfer.ts';
import { diagnosticsStatusNotification, logStatusNotification } from './diagnostics.ts';
import { firmwareStatusNotification, signedFirmwareStatusNotification } from './firmware.ts';
import type { InboundHandler } from './inbound-handler.ts';
import type { StationAction } from './messages.ts';
import { meterValues } from './meter-values.ts';
import { bootNotification } from './provisioning.ts';
import { securityEventNotification, signCertificate } from './security.ts';
import { startTransaction, stopTransaction } from './transactions.ts';

/** Everything a station may ask, and what answers it. */
export const inbound: { readonly [A in StationAction]: InboundHandler<A> } = {
  Authorize: authorize,
  BootNotification: bootNotification,
  DataTransfer: dataTransfer,
  DiagnosticsStatusNotification: diagnosticsStatusNotification,
  FirmwareStatusNotification: firmwareStatusNotification,
  Heartbeat: heartbeat,
  LogStatusNotification: logStatusNotification,
  MeterValues: meterValues,
  SecurityEventNotification: securityEventNotification,
  SignCertificate: signCertificate,
  SignedFirmwareStatusNotification: signedFirmwareStatusNotification,
  StartTransaction: startTransaction,
  StatusNotification: statusNotification,
  StopTransaction: stopTransaction,
};
