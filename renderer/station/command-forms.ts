import {
  mdiCached,
  mdiCancel,
  mdiCogOutline,
  mdiDatabaseEditOutline,
  mdiLockOpenVariantOutline,
  mdiPlay,
  mdiRestart,
  mdiStop,
  mdiSwapHorizontal,
} from '@mdi/js';
import type { Command, CommandType } from '../../ocpp/model/command.ts';
import type { StationView } from '../../electron/contract/views.ts';

export type FieldName =
  | 'evseId'
  | 'idToken'
  | 'transactionId'
  | 'mode'
  | 'operationalStatus'
  | 'keys'
  | 'key'
  | 'value'
  | 'vendorId'
  | 'messageId'
  | 'data';

export type Field =
  /** A connector; `optional` lets the station choose, or means all of it. */
  | { readonly name: 'evseId'; readonly kind: 'evse'; readonly optional: boolean }
  | { readonly name: 'idToken'; readonly kind: 'idToken' }
  /** A running session of the station. */
  | { readonly name: 'transactionId'; readonly kind: 'session' }
  | { readonly name: 'mode' | 'operationalStatus'; readonly kind: 'choice'; readonly choices: readonly string[] }
  | { readonly name: FieldName; readonly kind: 'text'; readonly optional: boolean; readonly maxLength: number };

export type FieldValues = Readonly<Partial<Record<FieldName, string>>>;

export interface CommandForm {
  readonly icon: string;
  readonly fields: readonly Field[];
  /** The command as filled in; null while something is missing. */
  readonly build: (values: FieldValues) => Command | null;
  /** Asked before it is sent, where it can end somebody's charging. */
  readonly confirm: (values: FieldValues, station: StationView) => boolean;
}

const evse = (optional: boolean): Field => ({ name: 'evseId', kind: 'evse', optional });
const text = (name: FieldName, maxLength: number, optional = false): Field => ({
  name,
  kind: 'text',
  optional,
  maxLength,
});
const choice = (name: 'mode' | 'operationalStatus', choices: readonly string[]): Field => ({
  name,
  kind: 'choice',
  choices,
});

const evseIdOf = ({ evseId = '' }: FieldValues): number | undefined => (evseId === '' ? undefined : Number(evseId));
const textOrNothing = (value: string | undefined): string | undefined => (value === '' ? undefined : value);
const never = (): boolean => false;
const whileCharging = (_: FieldValues, station: StationView): boolean =>
  station.evses.some(({ session }) => session !== null);

/** Every command of the Core profile: what it asks for and what becomes of the answers (OCPP 1.6 §5). */
export const commandForms: Readonly<Record<CommandType, CommandForm>> = {
  remoteStart: {
    icon: mdiPlay,
    fields: [evse(true), { name: 'idToken', kind: 'idToken' }],
    build: (values) =>
      values.idToken ? { type: 'remoteStart', evseId: evseIdOf(values), idToken: values.idToken } : null,
    confirm: never,
  },
  remoteStop: {
    icon: mdiStop,
    fields: [{ name: 'transactionId', kind: 'session' }],
    build: ({ transactionId }) => (transactionId ? { type: 'remoteStop', transactionId } : null),
    confirm: () => true,
  },
  unlock: {
    icon: mdiLockOpenVariantOutline,
    fields: [evse(false)],
    build: (values) => {
      const evseId = evseIdOf(values);
      return evseId === undefined ? null : { type: 'unlock', evseId };
    },
    confirm: whileCharging,
  },
  changeAvailability: {
    icon: mdiCancel,
    fields: [evse(true), choice('operationalStatus', ['Operative', 'Inoperative'])],
    build: (values) => {
      const status = values.operationalStatus;
      if (status !== 'Operative' && status !== 'Inoperative') return null;
      return { type: 'changeAvailability', evseId: evseIdOf(values), operationalStatus: status };
    },
    confirm: ({ operationalStatus }) => operationalStatus === 'Inoperative',
  },
  reset: {
    icon: mdiRestart,
    fields: [choice('mode', ['soft', 'hard'])],
    build: ({ mode }) => (mode === 'soft' || mode === 'hard' ? { type: 'reset', mode } : null),
    confirm: ({ mode }, station) => mode === 'hard' || whileCharging({}, station),
  },
  clearCache: {
    icon: mdiCached,
    fields: [],
    build: () => ({ type: 'clearCache' }),
    confirm: never,
  },
  getConfiguration: {
    icon: mdiCogOutline,
    fields: [text('keys', 1000, true)],
    build: ({ keys = '' }) => {
      const list = keys.split(/[\s,;]+/).filter((key) => key !== '');
      return { type: 'getConfiguration', ...(list.length > 0 ? { keys: list } : {}) };
    },
    confirm: never,
  },
  setConfiguration: {
    icon: mdiDatabaseEditOutline,
    fields: [text('key', 50), text('value', 500, true)],
    build: ({ key, value = '' }) => (key ? { type: 'setConfiguration', key, value } : null),
    confirm: () => true,
  },
  dataTransfer: {
    icon: mdiSwapHorizontal,
    fields: [text('vendorId', 255), text('messageId', 50, true), text('data', 100_000, true)],
    build: ({ vendorId, messageId, data }) =>
      vendorId
        ? { type: 'dataTransfer', vendorId, messageId: textOrNothing(messageId), data: textOrNothing(data) }
        : null,
    confirm: never,
  },
};

/** In the order people need them. */
export const commandTypes = Object.keys(commandForms) as readonly CommandType[];

/** The message key of why a command cannot work now; null when it can. */
export function blockedReason(type: CommandType, station: StationView): string | null {
  if (!station.online) return 'station.blocked.offline';
  if (type === 'remoteStop' && !whileCharging({}, station)) return 'station.blocked.noSession';
  if (type === 'unlock' && station.evses.length === 0) return 'station.blocked.noConnectors';
  return null;
}
