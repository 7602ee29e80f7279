import { noLocalList } from '../../model/local-list.ts';
import type { Station } from '../station-parts.ts';
import type { Handler } from './reply.ts';

/** OCPP 1.6 §5.4. */
export const clearCache: Handler<'ClearCache'> = (station) => {
  if (!station.configuration.flag('AuthorizationCacheEnabled')) return { response: { status: 'Rejected' } };
  station.cache.clear();
  return { response: { status: 'Accepted' } };
};

const keepsList = (station: Station): boolean =>
  station.supports('LocalAuthListManagement') && station.configuration.flag('LocalAuthListEnabled');

/** OCPP 1.6 §5.10. */
export const getLocalListVersion: Handler<'GetLocalListVersion'> = (station) => ({
  response: { listVersion: keepsList(station) ? station.localList.version : noLocalList },
});

/** OCPP 1.6 §5.15. */
export const sendLocalList: Handler<'SendLocalList'> = (station, update) => ({
  response: { status: keepsList(station) ? station.localList.update(update) : 'NotSupported' },
});
