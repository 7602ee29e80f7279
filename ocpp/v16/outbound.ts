import type { CommandType } from '../model/command.ts';
import { clearCache } from './authorization.ts';
import { changeAvailability } from './availability.ts';
import { sendData } from './data-transfer.ts';
import type { OutboundCommand } from './outbound-command.ts';
import { getConfiguration, reset, setConfiguration } from './provisioning.ts';
import { remoteStart, remoteStop, unlock } from './remote-control.ts';

/** Every command, and the call it becomes. */
export const outbound: { readonly [T in CommandType]: OutboundCommand<T> } = {
  changeAvailability,
  clearCache,
  dataTransfer: sendData,
  getConfiguration,
  remoteStart,
  remoteStop,
  reset,
  setConfiguration,
  unlock,
};
