import type { OperatorBook } from '../domain/operators.ts';
import type { AreaHandlers } from './handlers.ts';

export function operatorHandlers(operators: OperatorBook): AreaHandlers<'operators'> {
  return {
    'operators.list': () => operators.list(),
    'operators.add': ({ name, goOnDuty }) => operators.add(name, goOnDuty ?? false),
    'operators.rename': ({ operatorId, name }) => operators.rename(operatorId, name),
    'operators.retire': ({ operatorId, retired }) => operators.retire(operatorId, retired),
    'operators.goOnDuty': ({ operatorId }) => operators.goOnDuty(operatorId),
  };
}
