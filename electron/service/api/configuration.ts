import type { ConfigurationBook } from '../domain/configuration.ts';
import type { AreaHandlers } from './handlers.ts';

export function configurationHandlers(book: ConfigurationBook): AreaHandlers<'configuration'> {
  return {
    'configuration.get': ({ stationId }) => book.view(stationId),
    'configuration.read': ({ stationId }) => book.read(stationId),
    'configuration.want': ({ stationId, key, value }) => book.want(stationId, key, value),
    'configuration.wantPresent': ({ stationId }) => book.wantPresent(stationId),
    'configuration.apply': ({ stationId, keys }) => book.apply(stationId, keys),
    'configuration.tryMeasurands': ({ stationId, key, measurands }) => book.tryMeasurands(stationId, key, measurands),
  };
}
