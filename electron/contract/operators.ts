import { z } from 'zod';
import { nothing, rowId } from './fields.ts';
import type { IsoTime } from './views.ts';

/** Somebody who works at the desk. What was done on duty keeps the name it was done under. */
export interface OperatorView {
  readonly operatorId: string;
  readonly name: string;
  /** Works here no more: not offered, and still named by what was done. */
  readonly retired: boolean;
  readonly createdAt: IsoTime;
}

export interface OperatorsView {
  /** In the order they came. */
  readonly operators: readonly OperatorView[];
  /** Who is on duty; null while nobody said so. */
  readonly onDuty: OperatorView | null;
}

const name = z.string().trim().min(1).max(60);

export const operatorInputs = {
  'operators.list': nothing,
  /** A new one is on duty at once where `goOnDuty` says so. */
  'operators.add': z.strictObject({ name, goOnDuty: z.boolean().optional() }),
  'operators.rename': z.strictObject({ operatorId: rowId, name }),
  /** Who is retired is on duty no more. */
  'operators.retire': z.strictObject({ operatorId: rowId, retired: z.boolean() }),
  /** Null: nobody is on duty. */
  'operators.goOnDuty': z.strictObject({ operatorId: rowId.nullable() }),
} as const;

export interface OperatorResults {
  'operators.list': OperatorsView;
  'operators.add': OperatorsView;
  'operators.rename': OperatorsView;
  'operators.retire': OperatorsView;
  'operators.goOnDuty': OperatorsView;
}

export interface OperatorEvents {
  'operators.changed': OperatorsView;
}
