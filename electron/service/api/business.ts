import type { BusinessBook } from '../domain/business.ts';
import type { AreaHandlers } from './handlers.ts';

export function businessHandlers(business: BusinessBook): AreaHandlers<'business'> {
  return {
    'business.get': () => business.current(),
    'business.update': (change) => business.update(change),
  };
}
