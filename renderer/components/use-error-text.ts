import { useI18n } from 'vue-i18n';
import type { AppError, ErrorDetails } from '../../electron/contract/errors.ts';
import { conflictReasons } from '../../electron/contract/words.ts';

const things = [
  'station',
  'idToken',
  'alias',
  'customer',
  'customerGroup',
  'session',
  'alert',
  'command',
  'file',
  'certificate',
  'tariff',
  'tariffVersion',
  'customer',
  'payment',
  'sale',
  'operator',
] as const;

/** What a person reads of an `AppError`: what happened and what to do. */
export function useErrorText(): (error: AppError) => string {
  const { t } = useI18n();

  const thing = ({ what, id }: ErrorDetails): string => {
    const known = things.find((name) => name === what);
    return known === undefined ? (id ?? '') : t(`errors.thing.${known}`, { id: id ?? '' });
  };
  const conflict = ({ reason }: ErrorDetails): string => {
    const known = conflictReasons.find((name) => name === reason);
    return t(`errors.conflictReason.${known ?? 'other'}`);
  };
  const faults = ({ faults: list = [] }: ErrorDetails): string => list.map((fault) => fault.path).join(', ');

  return ({ code, details }) =>
    t(`errors.${code}`, { thing: thing(details), reason: conflict(details), fields: faults(details) });
}
